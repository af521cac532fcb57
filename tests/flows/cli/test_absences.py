"""`uprcycle people away`, `back` and `absences`, and what follows for nudges and gaps."""

from pathlib import Path

import pytest

from tests.flows.installed import CommandLine, stored
from uprcycle.roster.identity import person_id

PEOPLE = """\
name,email,office,role,country,deputy_of
Amina Example,amina@example.org,RCO Suriname,RCO;UNCT,SUR,
Boris Example,boris@example.org,RCO Suriname,RCO;UNCT,SUR,amina@example.org
Chara Example,chara@example.org,RCO Togo,RCO,TGO,
"""
AMINA, BORIS, CHARA = (person_id(f"{name}@example.org") for name in ("amina", "boris", "chara"))
BY = ("--by", "Dana Example")

pytestmark = pytest.mark.usefixtures("loaded")


@pytest.fixture
def loaded(home: Path, tmp_path: Path, uprcycle: CommandLine) -> Path:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    assert uprcycle("people", "load", str(file)).status == 0
    return home


def leave(uprcycle: CommandLine, name: str, first: str = "2026-11-20", last: str = "2026-12-20") -> str:
    answer = uprcycle("people", "away", f"{name}@example.org", "--from", first, "--to", last, *BY)
    assert (answer.status, answer.err) == (0, "")
    return answer.out


def planned(uprcycle: CommandLine, country: str) -> set[str]:
    rows = uprcycle("nudges", "plan", "--days", "1", "--json").value
    return {row["person"] for row in rows if row["items"][0]["country"] == country}


def test_a_deputy_is_told_while_the_person_is_away_and_not_before_or_after(uprcycle: CommandLine) -> None:
    before = planned(uprcycle, "SUR")
    said = leave(uprcycle, "amina")
    while_away = planned(uprcycle, "SUR")
    back = uprcycle("people", "back", AMINA, *BY)

    assert (before, while_away, planned(uprcycle, "SUR")) == ({AMINA}, {BORIS}, {AMINA})
    assert said.splitlines()[1].split("  ")[0] == "Amina Example"
    assert said.splitlines()[1].endswith("SUR    RCO Suriname  Boris Example")
    assert back.out == "Amina Example is back on 2026-11-21.\n"


def test_who_is_alone_is_told_even_while_away_and_their_duties_are_a_gap(uprcycle: CommandLine) -> None:
    held = uprcycle("people", "gaps", "TGO", "--json").value
    said = leave(uprcycle, "chara", last="2027-12-31")
    gap = next(
        row for row in uprcycle("people", "gaps", "TGO", "--json").value if row["office"] == "RCO Togo"
    )

    assert "RCO Togo" not in {row["office"] for row in held}
    assert planned(uprcycle, "TGO") == {CHARA}
    assert said.splitlines()[1].endswith("nobody else is there; messages go out all the same")
    assert gap["unattended"] == gap["tasks"] != []
    said = f"{gap['duties']} ({gap['duties']} while all are away or not reached)"
    assert said in uprcycle("people", "gaps", "TGO").out


def test_absences_that_are_not_over_are_listed_with_who_is_told_instead(uprcycle: CommandLine) -> None:
    leave(uprcycle, "boris", "2026-12-01", "2026-12-02")
    leave(uprcycle, "chara", "2026-11-01", "2026-11-20")
    leave(uprcycle, "amina")
    office = {"country": "SUR", "office": "RCO Suriname"}

    assert uprcycle("people", "absences", "--json").value == [
        {
            "person": AMINA,
            "from": "2026-11-20",
            "to": "2026-12-20",
            "on": "2026-11-21",
            "offices": [office | {"instead": [BORIS]}],
        },
        {
            "person": BORIS,
            "from": "2026-12-01",
            "to": "2026-12-02",
            "on": "2026-12-01",
            "offices": [office | {"instead": []}],
        },
    ]
    assert [line.split("  ")[0] for line in uprcycle("people", "absences").out.splitlines()] == [
        "Person",
        "Amina Example",
        "Boris Example",
    ]


def test_nobody_away_is_a_sentence(uprcycle: CommandLine) -> None:
    answers = uprcycle("people", "absences"), uprcycle("people", "absences", "--json")

    assert [each.out for each in answers] == ["Nobody is away.\n", "[]\n"]


@pytest.mark.parametrize(
    ("on", "left"),
    [("2026-11-20", []), ("2026-12-01", [("2026-11-20", "2026-11-30")])],
    ids=["taken-back", "shortened"],
)
def test_who_comes_back_early_is_away_no_more(
    home: Path, uprcycle: CommandLine, on: str, left: list[tuple[str, str]]
) -> None:
    leave(uprcycle, "amina")

    assert uprcycle("people", "back", "amina@example.org", "--on", on, *BY).status == 0
    kept = stored(home).store.people.absences()
    assert [(str(each.first), str(each.last)) for each in kept] == left


REFUSED = [
    (
        ("away", "zoe@example.org", "--from", "2026-12-01", "--to", "2026-12-02"),
        (
            2,
            (
                "PERSON: 'zoe@example.org' is not known; give the mail address or the id of somebody"
                " who was loaded with `uprcycle people load`"
            ),
        ),
    ),
    (
        ("away", AMINA, "--from", "2026-12-02", "--to", "2026-12-01"),
        (2, "--to: 2026-12-01 lies before 2026-12-02; swap the two dates"),
    ),
    (
        ("away", AMINA, "--from", "soon", "--to", "2026-12-01"),
        (2, "--from: 'soon' is not a date; write it as 2026-11-21"),
    ),
    (("back", AMINA), (1, "--on: nobody to come back on 2026-11-21; no absence is known")),
    (
        ("back", BORIS),
        (1, "--on: nobody to come back on 2026-11-21; known is from 2027-01-01 to 2027-01-09"),
    ),
]


def test_what_cannot_be_is_refused_and_changes_nothing(home: Path, uprcycle: CommandLine) -> None:
    leave(uprcycle, "boris", "2027-01-01", "2027-01-09")
    before = stored(home).store.people.absences()

    answers = [uprcycle("people", *words, *BY) for words, _ in REFUSED]

    assert [(each.status, each.err.splitlines()[1].strip()) for each in answers] == [
        expected for _, expected in REFUSED
    ]
    assert {each.out for each in answers} == {""}
    assert stored(home).store.people.absences() == before


def test_the_trail_says_by_whom_and_of_whom(home: Path, uprcycle: CommandLine) -> None:
    leave(uprcycle, "amina")
    uprcycle("people", "back", AMINA, "--by", "Emil Example")

    rows = stored(home).store.audit.rows(2)
    assert [(each.by, each.action, each.subject, each.detail) for each in rows] == [
        ("Emil Example", "end absence", AMINA, ""),
        ("Dana Example", "set absence", AMINA, ""),
    ]
