"""``uprcycle notices``: who is to be told of what releases changed, and telling them."""

from pathlib import Path

import pytest

from flows.releases.releasing import Draft
from tests.flows.installed import NOON, CommandLine, holder, stored
from tests.flows.released import IN_MOVED, PACKAGED, postponed, release
from uprcycle.people import Role

HEAD = holder(IN_MOVED[0], "RCO of the first", Role.RCO)


@pytest.fixture
def settled(home: Path) -> Path:
    """Let somebody hold an office of a State whose session is about to move."""
    wiring = stored(home)
    wiring.store.people.save([HEAD], by="a tester", at=NOON)
    wiring.store.close()
    return home


def moved(settled: Path) -> None:
    """Put off a session of everybody who holds an office here."""
    wiring = stored(settled)
    release(wiring, Draft(postponed(PACKAGED)))
    wiring.store.close()


def test_at_first_nobody_is_to_be_told(settled: Path, uprcycle: CommandLine) -> None:
    assert settled.is_dir()
    said = uprcycle("notices", "plan")
    assert (said.status, said.out.splitlines()) == (
        0,
        [
            "everybody was told of every release that concerns them",
            "",
            "Not told:",
            "  1 · told already, or in office only since",
        ],
    )
    empty = uprcycle("notices", "plan", "--json").value
    assert (empty["told"], empty["untold"]) == ([], [{"person": HEAD.person.id, "why": "aware"}])
    assert uprcycle("notices", "send").out == "nobody is to be told (delivery: recorder)\n"
    assert "nobody is to be told" in uprcycle("notices", "sample").out


@pytest.mark.slow
def test_who_holds_an_office_of_a_moved_session_is_told_once(settled: Path, uprcycle: CommandLine) -> None:
    moved(settled)
    plan = uprcycle("notices", "plan", "--json").value
    (row,) = plan["told"]
    dates = row.pop("dates")
    assert row == {
        "person": HEAD.person.id,
        "offices": "RCO of the first",
        "channel": "email",
        "language": "en",
        "releases": "2",
        "soon": row["soon"],
        "send_at": row["send_at"],
    }
    assert row["soon"] <= dates
    shown = uprcycle("notices", "plan").out
    assert "1 person is to be told" in shown
    assert f"uprcycle notices send --plan {plan['plan']}" in shown
    stale = uprcycle("notices", "send", "--plan", "0123")
    assert (stale.status, plan["plan"] in stale.err) == (1, True)
    sent = ("notices", "send", "--at-once", "--plan", plan["plan"])
    assert uprcycle(*sent, "--dry-run").out.splitlines() == [
        "dry run: all is composed as it would be, nothing is written or sent",
        "1 to be told, 1 sent (delivery: recorder)",
    ]
    assert uprcycle("nudges", "ledger", "--json").value == []
    (ahead,) = (each for each in uprcycle("nudges", "plan", "--json").value if each["mail"] == "notice")
    assert (ahead["person"], ahead["mail_items"], len(ahead["items"])) == (HEAD.person.id, dates, dates)
    assert "1 notice of changed dates comes beside them" in uprcycle("nudges", "plan").out
    assert uprcycle(*sent).out == "1 to be told, 1 sent (delivery: recorder)\n"
    assert uprcycle("notices", "send").out == "nobody is to be told (delivery: recorder)\n"


@pytest.mark.slow
def test_who_holds_notices_back_stops_them_until_they_are_let_go(
    settled: Path, uprcycle: CommandLine
) -> None:
    moved(settled)
    uprcycle("notices", "hold", "--by", "the desk", "--reason", "two dates look wrong")
    assert "two dates look wrong" in uprcycle("notices", "plan").out
    refused = uprcycle("notices", "send", "--at-once")
    assert (refused.status, "two dates look wrong" in refused.err) == (1, True)
    assert uprcycle("notices", "hold", "--by", "the desk", "--reason", "again").status == 1
    uprcycle("notices", "resume", "--by", "the desk")
    assert uprcycle("notices", "send", "--at-once").out == "1 to be told, 1 sent (delivery: recorder)\n"


@pytest.mark.slow
def test_a_sample_is_the_mail_that_a_reader_of_the_language_gets(
    settled: Path, uprcycle: CommandLine
) -> None:
    moved(settled)
    assert "Release 2 of" in uprcycle("notices", "sample", "--in", "en").out
    assert uprcycle("notices", "sample", "--in", "fr").status == 2
