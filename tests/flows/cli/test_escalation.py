"""`uprcycle nudges escalation`: who was told of what is overdue, who is next, and who is missing."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from flows.nudges.nudging import send_nudges
from tests.flows.installed import CommandLine, stored
from uprcycle.roster.identity import person_id
from uprcycle.store.packaged import load_ruleset, load_schedule

pytestmark = pytest.mark.usefixtures("home")

TERM = date(2026, 11, 13)
TASK = "un-entity-submission-deadline"
PEOPLE = """\
name,email,office,role,country,deputy_of,head
Amina Example,amina@example.org,UNICEF Kenya,UN-ENTITY,Kenya,,
Chara Example,chara@example.org,UNICEF Kenya,UN-ENTITY,Kenya,,yes
Dana Example,dana@example.org,UPR desk,OHCHR,Kenya,,
"""


@pytest.fixture
def _people(home: Path, tmp_path: Path, uprcycle: CommandLine) -> None:
    """Load people, of whom one leads the office and nobody stands in."""
    assert home.is_dir()
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    assert uprcycle("people", "load", str(file)).status == 0


@pytest.fixture
def _overdue(home: Path, _people: None, uprcycle: CommandLine) -> None:
    """Set a deadline by hand and release it; say what was owed on the eve of it."""
    said = ("--by", "desk", "--reason", "Agreed", "--source", "letter", "--status", "confirmed")
    assert uprcycle("override", "set", "KEN", TASK, f"{TERM}", *said).status == 0
    eve = datetime.combine(TERM - timedelta(days=1), time(12), UTC)
    wiring = stored(home, lambda: eve)
    wiring.store.releases.add(
        load_schedule(), load_ruleset(), by="desk", note="a date", source="letter", at=eve
    )
    send_nudges(wiring, eve.date())


def test_nothing_is_passed_on_where_nothing_is_overdue(uprcycle: CommandLine) -> None:
    answer = uprcycle("nudges", "escalation")

    assert (answer.status, answer.out) == (0, "nothing that is overdue has to be passed on\n")
    assert uprcycle("nudges", "escalation", "--json").value == []


@pytest.mark.usefixtures("_overdue")
def test_who_was_told_and_who_is_next_is_shown_before_it_is_sent(uprcycle: CommandLine) -> None:
    (row,) = uprcycle("nudges", "escalation", "--json").value

    assert row == {
        "country": "KEN",
        "cycle": 4,
        "task": TASK,
        "office": "UNICEF Kenya",
        "due": "2026-11-13",
        "told": {"holder": "2026-11-12"},
        "seen": False,
        "next": "head",
        "on": "2026-11-27",
        "people": [person_id("chara@example.org")],
        "unknown": ["deputy"],
    }
    assert uprcycle("nudges", "escalation", "--on", "2026-11-19", "--json").value[0]["on"] == "2026-11-27"
    text = uprcycle("nudges", "escalation").out
    assert "whoever holds the office 2026-11-12" in " ".join(text.split())

    planned = uprcycle("nudges", "plan", "--on", f"{row['on']}", "--days", "1", "--json").value
    assert [each["stage"].partition("~")[0] for each in planned if each["person"] == row["people"][0]] == [
        "escalated-to-head"
    ]


@pytest.mark.usefixtures("_overdue")
def test_who_has_seen_it_is_left_in_peace(uprcycle: CommandLine) -> None:
    uprcycle("tick", "KEN", TASK, "--office", "UNICEF Kenya", "--state", "acknowledged", "--by", "Amina")
    (row,) = uprcycle("nudges", "escalation", "--json").value

    assert (row["seen"], row["next"]) == (True, "head")
    assert "nobody: the office has seen it" in " ".join(uprcycle("nudges", "escalation").out.split())


@pytest.mark.usefixtures("_people")
def test_offices_above_which_somebody_is_unknown_are_named(uprcycle: CommandLine) -> None:
    assert uprcycle("nudges", "escalation", "--missing", "--json").value == [
        {"country": "KEN", "office": "UNICEF Kenya", "unknown": ["deputy"]},
        {"country": "KEN", "office": "UPR desk", "unknown": ["deputy", "head", "desk"]},
    ]
    assert "UNICEF Kenya" in uprcycle("nudges", "escalation", "--missing").out
