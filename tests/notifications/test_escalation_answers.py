"""What somebody answers holds what is overdue, ends it, or gives the office its days anew."""

import pytest

from notifications.escalation import find_climb
from notifications.told import Said
from tests.notifications.build import MONDAY, NOON, holds, person, task
from tests.notifications.passing_on import ALL, RCO, Office, day, every_day
from uprcycle.checklist.pause import Pause, PauseKind
from uprcycle.checklist.tick import TaskState


@pytest.mark.parametrize("state", [TaskState.ACKNOWLEDGED, TaskState.DONE, TaskState.NOT_APPLICABLE])
def test_an_answer_stops_it_between_any_two_steps(state: TaskState) -> None:
    told = Office()
    told.run([task(MONDAY)], every_day(last=10))
    told.run([task(MONDAY, state=state)], every_day(10))

    assert [each.person.id for each in told.passed] == ["deputy"]


def test_an_acknowledgement_that_is_taken_back_lets_it_go_on_where_it_stood() -> None:
    told = Office()
    told.run([task(MONDAY)], every_day(last=10))
    told.run([task(MONDAY, state=TaskState.ACKNOWLEDGED)], every_day(10, 30))

    assert told.run([task(MONDAY)], every_day(30)) == [
        (7, "deputy", "escalated-to-deputy"),
        (30, "clerk", "escalated-to-desk"),
    ]


LATER, BACK = PauseKind.SNOOZED, PauseKind.NOT_MINE


@pytest.mark.parametrize(("kind", "first"), [(PauseKind.PUT_OFF, 7), (LATER, 18)])
def test_what_was_overdue_when_it_was_put_off_is_passed_on_all_the_same(kind: PauseKind, first: int) -> None:
    told = Office()
    told.run([task(MONDAY)], every_day(last=5))
    told.pauses = (Pause("KEN", 4, "write-report", "RCO KEN", "doer", kind, day(12), NOON),)

    assert told.run([task(MONDAY)], every_day(5))[0][0] == first


@pytest.mark.parametrize(
    ("pause", "days"),
    [
        pytest.param((LATER, "doer", 9), [16, 23, 30], id="later"),
        pytest.param((LATER, "deputy", 9), [16, 23, 30], id="later-says-the-deputy"),
        pytest.param((LATER, "stranger", 9), [7, 14, 21], id="later-says-somebody-who-left"),
        pytest.param((LATER, "doer", -1), [7, 14, 21], id="later-that-is-over"),
        pytest.param((BACK, "doer", 3), [18, 25], id="not-mine-so-the-deputy-has-it"),
    ],
)
def test_who_asks_for_later_or_gives_it_back_has_the_office_wait_as_long_again(
    pause: tuple[PauseKind, str, int], days: list[int]
) -> None:
    kind, who, until = pause
    held = (*ALL, holds(person("peer"), RCO))
    told = Office(held, pauses=(Pause("KEN", 4, "write-report", "RCO KEN", who, kind, day(until), NOON),))
    told.run([task(MONDAY)], every_day())

    assert [(each.day - MONDAY).days for each in told.passed if each.person.id != "peer"] == days


def test_later_pauses_it_between_two_steps_and_is_shown_as_an_answer() -> None:
    told = Office()
    told.run([task(MONDAY)], every_day(last=10))
    told.pauses = (Pause("KEN", 4, "write-report", "RCO KEN", "doer", LATER, day(20), NOON),)
    (duty,) = told.found([task(MONDAY)]).all
    climbs = [find_climb(duty, told.chain(), Said(told.said), day(each)) for each in (19, 20)]

    assert [each.is_held for each in climbs if each] == [True, False]
    assert told.run([task(MONDAY)], every_day(10))[1:] == [
        (32, "leader", "escalated-to-head"),
        (39, "clerk", "escalated-to-desk"),
    ]
