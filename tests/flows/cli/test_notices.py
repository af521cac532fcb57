"""``uprcycle notices``: who is to be told of what releases changed, and telling them."""

from pathlib import Path

import pytest

from flows.releasing import Draft
from tests.flows.installation import NOON, CommandLine, holder, stored
from tests.flows.releases import IN_MOVED, PACKAGED, postponed, release
from uprcycle.people import Role

HEAD = holder(IN_MOVED[0], "RCO of the first", Role.RCO)


@pytest.fixture
def settled(home: Path) -> Path:
    """Let somebody hold an office of a State whose session is about to move."""
    wiring = stored(home)
    wiring.store.people.save([HEAD], by="a tester", at=NOON)
    wiring.store.close()
    return home


def test_at_first_nobody_is_to_be_told(settled: Path, uprcycle: CommandLine) -> None:
    assert settled.is_dir()
    said = uprcycle("notices", "plan")
    assert (said.status, said.out) == (0, "everybody was told of every release that concerns them\n")
    assert uprcycle("notices", "plan", "--json").value == []
    assert uprcycle("notices", "send").out == "nobody is to be told (delivery: recorder)\n"


@pytest.mark.slow
def test_who_holds_an_office_of_a_moved_session_is_told_once(settled: Path, uprcycle: CommandLine) -> None:
    wiring = stored(settled)
    release(wiring, Draft(postponed(PACKAGED)))
    wiring.store.close()
    (row,) = uprcycle("notices", "plan", "--json").value
    dates = row.pop("dates")
    assert row == {
        "person": HEAD.person.id,
        "offices": "RCO of the first",
        "channel": "email",
        "language": "en",
        "releases": "2",
        "soon": row["soon"],
    }
    assert row["soon"] <= dates
    assert "1 person is to be told" in uprcycle("notices", "plan").out
    assert uprcycle("notices", "send").out == "1 to be told, 1 sent (delivery: recorder)\n"
    assert uprcycle("notices", "send").out == "nobody is to be told (delivery: recorder)\n"
