"""`uprcycle checklist` and `tick`: what an office has to do, and what it says it did."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.flows.installed import NOON, PEOPLE, CommandLine, stored

pytestmark = pytest.mark.usefixtures("home")

KEYS = [
    "country", "cycle", "office", "id", "title", "phase", "phase_title", "due", "start", "end", "all_day",
    "time_zone", "precision", "status", "state", "waits_for", "visibility", "kind", "level", "standing",
    "note", "evidence", "repeat", "ordinal", "links",
]  # fmt: skip


@pytest.fixture
def _people(home: Path, tmp_path: Path, uprcycle: CommandLine) -> None:
    assert home.is_dir()
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    assert uprcycle("people", "load", str(file)).status == 0


def marks(uprcycle: CommandLine, *words: str) -> dict[str, str]:
    """Return the mark before each task, by its id."""
    lines = uprcycle("checklist", *words).out.splitlines()
    rows = [match for line in lines if (match := re.match(r"  \[(.)\] .* ([\w~-]+)$", line))]
    return {row[2]: row[1] for row in rows}


def test_a_checklist_reads_as_it_did(uprcycle: CommandLine, golden: Callable[[str, str], None]) -> None:
    answer = uprcycle("checklist", "SUR")

    assert (answer.status, answer.err) == (0, "")
    golden("checklist-SUR.txt", answer.out)


def test_the_json_has_one_shape_and_the_order_of_due_days(uprcycle: CommandLine) -> None:
    rows = uprcycle("checklist", "SUR", "--json").value

    assert {frozenset(row) for row in rows} == {frozenset(KEYS)}
    due = [row["due"] for row in rows if row["state"]]
    assert due == sorted(due)
    assert {(row["visibility"], row["state"], row["standing"]) for row in rows} == {
        ("public", "open", "planned"),
        ("public", "open", "open"),
        ("public", "open", "late"),
        ("un-internal", "open", "planned"),
        ("un-internal", "open", "open"),
        ("un-internal", "open", "late"),
        ("private", None, None),
    }


def test_each_time_of_what_recurs_is_ticked_by_itself(uprcycle: CommandLine) -> None:
    times = ["annual-update", "annual-update~2", "annual-update~3"]
    before = marks(uprcycle, "SUR")

    assert uprcycle("tick", "SUR", times[1], "--by", "Amina").status == 0
    assert [before[each] for each in times] == [" ", " ", " "]
    assert [marks(uprcycle, "SUR")[each] for each in times] == [" ", "x", " "]


@pytest.mark.usefixtures("_people")
def test_each_office_has_its_own_list_and_only_the_un_sees_what_is_internal(uprcycle: CommandLine) -> None:
    civic = uprcycle("checklist", "KEN", "--office", "civic forum", "--json").value
    lead = uprcycle("checklist", "KEN", "--json").value

    assert ({row["office"] for row in civic}, {row["office"] for row in lead}) == (
        {"Civic Forum"},
        {"RCO Kenya"},
    )
    assert "draft-submission" in {row["id"] for row in civic} - {row["id"] for row in lead}
    assert "un-internal" not in {row["visibility"] for row in civic}


def test_where_there_is_no_country_team_a_regional_office_leads(uprcycle: CommandLine) -> None:
    assert (
        uprcycle("checklist", "GRC")
        .out.splitlines()[0]
        .startswith("OHCHR regional office for Greece · cycle 4")
    )


def test_a_tick_is_kept_with_its_author_and_can_be_taken_back(home: Path, uprcycle: CommandLine) -> None:
    said = [
        uprcycle("tick", "SUR", "contact-upr-branch", "--by", "Amina", "--note", "by phone"),
        uprcycle("tick", "SUR", "lookup-review-slot", "--by", "Amina", "--state", "na", "--note", "known"),
    ]

    assert [each.out for each in said] == [
        "RCO Suriname: contact-upr-branch is done; undo with --state open\n",
        "RCO Suriname: lookup-review-slot is na; undo with --state open\n",
    ]
    found = marks(uprcycle, "SUR")
    assert {task for task, mark in found.items() if mark in "x–"} == {
        "contact-upr-branch",
        "lookup-review-slot",
    }
    assert (found["contact-upr-branch"], found["lookup-review-slot"]) == ("x", "–")
    (kept,) = stored(home).store.ticks.history("SUR", 4, "contact-upr-branch")
    assert (kept.by, kept.note, kept.at) == ("Amina", "by phone", NOON)

    assert uprcycle("tick", "SUR", "contact-upr-branch", "--by", "Amina", "--state", "open").out == (
        "RCO Suriname: contact-upr-branch is open\n"
    )
    assert marks(uprcycle, "SUR")["contact-upr-branch"] == " "


@pytest.mark.usefixtures("_people")
def test_guidance_for_an_office_alone_keeps_no_state(home: Path, uprcycle: CommandLine) -> None:
    words = ("KEN", "check-consent-and-safety", "--office", "Civic Forum")

    listed = {row["id"]: row for row in uprcycle("checklist", words[0], *words[2:], "--json").value}
    answer = uprcycle("tick", *words, "--by", "Amina")

    assert listed["check-consent-and-safety"]["state"] is None
    assert (answer.status, answer.out, answer.err) == (
        1,
        "",
        (
            "uprcycle: 'check-consent-and-safety' is guidance for the office alone; "
            "nobody keeps whether it was followed\n"
        ),
    )
    assert stored(home).store.ticks.all() == ()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["checklist", "SUR", "--office", "RCO Surinam"],
            ("uprcycle: the office is not known\n"
            "  --office: Suriname has no office 'RCO Surinam'; did you mean 'RCO Suriname'?\n"),
        ),
        (
            ["tick", "SUR", "contact-branch", "--by", "Amina"],
            ("uprcycle: there is no such task\n"
            "  RCO Suriname: has no task 'contact-branch'; did you mean 'contact-upr-branch'?\n"),
        ),
        (
            ["tick", "SUR", "contact-upr-branch", "--by", " "],
            (
                "uprcycle: the tick cannot be recorded\n"
                "  --by: ' ' cannot be kept; write it as plain text on one line\n"
            ),
        ),
        (
            ["tick", "SUR", "contact-upr-branch"],
            "uprcycle: missing option '--by' (see `uprcycle tick --help`)\n",
        ),
        (
            ["tick", "SUR", "contact-upr-branch", "--by", "Amina", "--state", "finished"],
            ("uprcycle: invalid value for '--state': 'finished' is not one of 'open', 'acknowledged', "
            "'done', 'na' "
            "(see `uprcycle tick --help`)\n"),
        ),
    ],
)  # fmt: skip
def test_what_is_not_on_a_list_is_refused_with_the_nearest(
    uprcycle: CommandLine, words: list[str], said: str
) -> None:
    answer = uprcycle(*words)

    assert (answer.status, answer.out, answer.err) == (2, "", said)
