"""``people reach``: whom mail does not reach, and who left."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.flows.installed import NOON, PEOPLE, CommandLine, stored
from uprcycle.roster.identity import person_id
from uprcycle.store.ports import Envelope, Outcome, Receipt

AMINA = person_id("amina@example.org")
WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def loaded(tmp_path: Path, home: Path, uprcycle: CommandLine) -> None:
    assert home.is_dir()
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, "utf-8")
    assert uprcycle("people", "load", str(path)).status == 0


def refuse(home: Path, count: int) -> None:
    ledger = stored(home).store.ledger
    for number in range(count):
        now = NOON - WEEK * (count - 1 - number)
        assert ledger.claim(Envelope(f"m{number}", (), AMINA, "email", b"mail", now), now=now, lease=WEEK)
        ledger.handing_over(f"m{number}", now=now)
        ledger.record(f"m{number}", Receipt(Outcome.PERMANENT, "550 5.1.1"), now=now)


def test_where_all_are_reached_it_says_so(uprcycle: CommandLine) -> None:
    assert uprcycle("people", "reach").out == "No mail came back, and nobody has unsubscribed.\n"
    assert uprcycle("people", "reach", "--json").value == []


def test_a_pause_says_until_when(home: Path, uprcycle: CommandLine) -> None:
    refuse(home, 3)

    (row,) = uprcycle("people", "reach", "--json").value
    resumes = (NOON + timedelta(days=30)).isoformat()
    assert (row["person"], row["failures"], row["paused_until"]) == (AMINA, 3, resumes)
    shown = uprcycle("people", "reach").out
    assert "3 mails came back in a row, not written to until 2026-12-21" in shown
    assert "5.1.1" in shown


def test_who_left_stands_there_with_the_day(uprcycle: CommandLine) -> None:
    uprcycle("people", "preferences", "dana@example.org", "--unsubscribe", "--by", "desk")

    (row,) = uprcycle("people", "reach", "--json").value
    assert (row["failures"], row["unsubscribed"] is None) == (0, False)
    assert "unsubscribed" in uprcycle("people", "reach").out
