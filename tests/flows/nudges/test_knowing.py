"""Who knows of the dates that a release changed, on an installation that told some of them."""

import pytest

from flows.nudges.knowing import knowledge
from flows.nudges.noticing import send_notices
from tests.flows.installed import TODAY, holder
from tests.flows.released import IN_MOVED, LATER, first_release, release
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.errors import BadInputError
from uprcycle.people import Role

LEAD = holder(IN_MOVED[0], "RCO of the first", Role.RCO)
LATECOMER = holder(IN_MOVED[0], "An agency", Role.UN_ENTITY, person="p22")


def test_those_who_were_told_know_and_those_who_came_later_do_not() -> None:
    wiring = first_release()
    wiring.store.people.save([LEAD], by="a tester", at=wiring.now())
    release(wiring, LATER)
    send_notices(wiring, TODAY, is_reviewed=True, at_once=True)
    wiring.store.people.save([LATECOMER], by="a tester", at=wiring.now())
    found = {each.milestone: each for each in knowledge(wiring, TODAY)}

    review = found["working-group-review"]
    assert (review.country, review.offices) == (IN_MOVED[0], ("An agency", "RCO of the first"))
    assert (review.told, review.seen) == (frozenset({"RCO of the first"}), frozenset())


def test_an_office_that_says_that_it_saw_the_new_date_is_counted() -> None:
    wiring = first_release()
    wiring.store.people.save([LEAD], by="a tester", at=wiring.now())
    release(wiring, LATER)
    seen = Tick(
        IN_MOVED[0],
        4,
        "working-group-review",
        "RCO of the first",
        TaskState.ACKNOWLEDGED,
        "Ann",
        wiring.now(),
    )
    wiring.store.ticks.record(seen)

    found = {each.milestone: each.seen for each in knowledge(wiring, TODAY)}
    assert {milestone for milestone, offices in found.items() if offices} == {"working-group-review"}


def test_the_first_release_changed_nothing_and_one_that_is_not_there_is_refused() -> None:
    wiring = first_release()

    assert knowledge(wiring, TODAY) == knowledge(wiring, TODAY, 1) == ()
    with pytest.raises(BadInputError, match="no such release"):
        knowledge(wiring, TODAY, 2)
