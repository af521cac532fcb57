"""`uprcycle people`: a file is checked whole, loaded whole, and twice the same adds nothing."""

from datetime import date
from pathlib import Path

import pytest

from tests.flows.installed import PEOPLE, CommandLine, stored
from uprcycle.presence import Absence
from uprcycle.roster.identity import person_id


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, "utf-8")
    return path


def test_a_good_file_is_counted_and_nothing_is_written(home: Path, uprcycle: CommandLine, file: Path) -> None:
    answer = uprcycle("people", "check", str(file))

    assert (answer.status, answer.out) == (0, "people.csv: 4 people in 4 offices, no errors\n")
    assert stored(home).store.people.assignments() == ()


def test_a_file_is_loaded_once(home: Path, uprcycle: CommandLine, file: Path) -> None:
    first, second = uprcycle("people", "load", str(file)), uprcycle("people", "load", str(file))

    assert first.out == "people.csv: 4 people in 4 offices; 5 new or changed\n"
    assert second.out == "people.csv: 4 people in 4 offices; 0 new or changed\n"
    held = stored(home).store.people.assignments()
    assert [(each.office.country, each.office.name) for each in held] == [
        ("BEN", "RCO Togo"),
        ("GRC", "OHCHR regional office for Greece"),
        ("KEN", "Civic Forum"),
        ("SUR", "RCO Suriname"),
        ("TGO", "RCO Togo"),
    ]


@pytest.mark.usefixtures("home")
def test_who_is_loaded_into_the_office_that_leads_has_all_its_duties_whatever_role_the_row_names(
    uprcycle: CommandLine, tmp_path: Path
) -> None:
    people = tmp_path / "lead.csv"
    row = "Amina Example,amina@example.org,RCO Kenya,RCO,Kenya\n"
    people.write_text(f"name,email,office,role,country\n{row}", "utf-8")
    before = uprcycle("checklist", "KEN", "--json").value

    assert uprcycle("people", "load", str(people)).status == 0
    assert uprcycle("checklist", "KEN", "--json").value == before
    assert [
        each["office"] for each in uprcycle("people", "gaps", "KEN", "--json").value if each["office"]
    ] == []


def test_a_file_with_errors_changes_nothing_and_names_them_all(
    home: Path, uprcycle: CommandLine, file: Path
) -> None:
    wrong = PEOPLE.replace("amina@example.org", "amina").replace("Suriname,en", "Surinam Republic,en")
    file.write_text(wrong.replace(",CSO,", ",JESTER,"), "utf-8")
    answers = [uprcycle("people", command, str(file)) for command in ("check", "load")]

    for answer in answers:
        assert (answer.status, answer.out) == (2, "")
        _headline, *problems = answer.err.splitlines()
        assert [each.split(":")[0] for each in problems] == ["  people.csv"] * 3
    assert answers[0].err == answers[1].err
    assert stored(home).store.people.assignments() == ()


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "people.txt",
            b"name",
            "people.txt: has an ending that is not known; use one of .csv, .xlsx",
        ),
        ("people.csv", b"", ""),
        ("people.csv", bytes(range(256)), ""),
        ("people.csv", b"name,email,office,role,country\n", "people.csv: names nobody; add one row for each"),
    ],
)
def test_what_is_no_table_of_people_is_refused(
    uprcycle: CommandLine, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    answer = uprcycle("people", "load", str(path))

    assert (answer.status, answer.out) == (2, "")
    assert answer.err.splitlines()[1].strip().startswith(said or name)


def test_a_plan_shows_what_a_load_would_do_and_its_hash_holds_until_something_moves(
    home: Path, uprcycle: CommandLine, file: Path
) -> None:
    uprcycle("people", "load", str(file))
    later = PEOPLE.replace("2026-01-01,", "2026-01-01,2026-06-30").replace("TGO;BEN,fr", "TGO;BEN,en")
    file.write_text(later + "Edo Example,edo@example.org,RCO Suriname,RCO,SUR,,,,\n", "utf-8")
    shown = uprcycle("people", "plan", str(file), "--json").value
    text = uprcycle("people", "plan", str(file)).out
    words = ("people", "load", str(file), "--plan", shown["hash"])
    first, again = uprcycle(*words), uprcycle(*words)
    file.write_text(later.replace("TGO;BEN,en", "TGO;BEN,es"), "utf-8")
    stale = uprcycle(*words)

    assert shown["counts"] == {"added": 1, "changed": 2, "ended": 1, "unchanged": 2}
    assert shown["corrections"] == []
    assert [(each["effect"], each["country"], each["valid_to"]) for each in shown["steps"]] == [
        ("changed", "BEN", None),
        ("added", "SUR", None),
        ("ended", "SUR", "2026-06-30"),
        ("changed", "TGO", None),
    ]
    assert "Edo Example" in text
    assert text.endswith(f"Hash: {shown['hash']}\n")
    assert [each.out.rpartition("; ")[2] for each in (first, again)] == [
        "4 new or changed\n",
        "0 new or changed\n",
    ]
    assert (stale.status, stale.out) == (1, "")
    assert stale.err.startswith("uprcycle: the plan has gone stale; nothing was changed\n")
    assert len(stored(home).store.people.assignments()) == 6


def test_absences_in_a_file_are_planned_and_loaded_once_and_an_earlier_last_day_replaces_a_later(
    home: Path, uprcycle: CommandLine, file: Path
) -> None:
    heading, amina, *others = PEOPLE.splitlines()

    def write(last: str) -> None:
        rows = (f"{heading},away_from,away_to", f"{amina},2026-12-01,{last}", *others)
        file.write_text("\n".join(rows), "utf-8")

    write("2026-12-24")
    text, shown = (uprcycle("people", "plan", str(file), *words) for words in ((), ("--json",)))
    loads = [uprcycle("people", "load", str(file), "--plan", shown.value["hash"])]
    write("2026-12-09")
    loads += [uprcycle("people", "load", str(file)) for _ in range(2)]

    away = {"person": person_id("amina@example.org"), "from": "2026-12-01", "to": "2026-12-24"}
    assert shown.value["absences"] == [away]
    assert [line.split() for line in text.out.splitlines() if line.startswith("away")] == [
        ["away", "1"],
        ["away", "–", "–", "Amina", "Example", "2026-12-01", "2026-12-24"],
    ]
    assert [each.out.rpartition("; ")[2] for each in loads] == [
        f"{count} new or changed\n" for count in (6, 1, 0)
    ]
    assert stored(home).store.people.absences() == (
        Absence(away["person"], date(2026, 12, 1), date(2026, 12, 9)),
    )


@pytest.mark.usefixtures("home")
def test_people_of_a_corrected_state_are_loaded_only_when_it_is_confirmed(
    uprcycle: CommandLine, file: Path
) -> None:
    file.write_text(PEOPLE.replace(",Suriname,", ",Surinamme,"), "utf-8")
    checked = uprcycle("people", "check", str(file))
    refused = uprcycle("people", "load", str(file))
    done = uprcycle("people", "load", str(file), "--accept", "Surinamme=SUR")

    assert (checked.status, checked.out) == (
        0,
        "people.csv: 4 people in 4 offices, no errors, 1 correction to confirm\n",
    )
    assert (refused.status, "--accept 'Surinamme=SUR'" in refused.err) == (1, True)
    assert (done.status, done.out) == (0, "people.csv: 4 people in 4 offices; 5 new or changed\n")


def test_the_problems_of_a_file_of_people_are_printed_as_csv(uprcycle: CommandLine, file: Path) -> None:
    file.write_text(PEOPLE.replace("amina@example.org", "amina"), "utf-8")
    answer = uprcycle("people", "check", str(file), "--csv")

    assert (answer.status, answer.err) == (2, "")
    assert answer.out.splitlines()[1].startswith("people.csv,,2,email,error,''amina' is not an address,")
