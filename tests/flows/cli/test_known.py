"""``uprcycle notices known``: how many offices know the dates that a release changed."""

from pathlib import Path

import pytest

from flows.releases.releasing import Draft
from tests.flows.installed import NOON, CommandLine, holder, stored
from tests.flows.released import IN_MOVED, PACKAGED, postponed, release
from uprcycle.people import Role

HEAD = holder(IN_MOVED[0], "RCO of the first", Role.RCO)


def test_without_a_change_there_is_nothing_to_know(home: Path, uprcycle: CommandLine) -> None:
    assert home.is_dir()
    assert uprcycle("notices", "known").out == "this release changed no date that concerns an office\n"


@pytest.mark.slow
def test_the_offices_that_were_told_are_counted_by_state_and_by_date(
    home: Path, uprcycle: CommandLine
) -> None:
    wiring = stored(home)
    wiring.store.people.save([HEAD], by="a tester", at=NOON)
    release(wiring, Draft(postponed(PACKAGED)))
    wiring.store.close()
    before = uprcycle("notices", "known", "--json").value
    assert {(each["office"], each["told_of_release"]) for each in before} == {("RCO of the first", None)}
    uprcycle("notices", "send", "--at-once")
    after = uprcycle("notices", "known", "--json").value
    assert [(each["milestone"], each["told_of_release"]) for each in after] == [
        (each["milestone"], 2) for each in before
    ]
    shown = uprcycle("notices", "known").out
    assert shown.splitlines()[1].split()[:2] == [IN_MOVED[0], str(len(after))]
    assert "1 of 1" in shown
    assert len(uprcycle("notices", "known", "--country", IN_MOVED[0]).out.splitlines()) == len(after) + 1
    assert uprcycle("notices", "known", "--release", "3").status == 2
