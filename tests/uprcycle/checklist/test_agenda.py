"""In which group a task of any State stands before somebody, and in which order."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.notifications.build import office, task
from uprcycle.checklist.agenda import Duty, Group, build_agenda, group_of
from uprcycle.checklist.answer import UNDO, Matter
from uprcycle.checklist.pause import Pause, PauseKind
from uprcycle.checklist.tick import BY_PAGE, TaskState, Tick
from uprcycle.days.span import Span, Unknown

TODAY = date(2026, 5, 4)
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
KENYA, TOGO = office("KEN", "RCO Kenya"), office("TGO", "RCO Togo")


def due_in(days: int, item: str = "brief", **changes: bool) -> Matter:
    return of(TODAY + timedelta(days=days), item, **changes)


def of(span: Span | date, item: str = "brief", **changes: bool) -> Matter:
    return Matter(task(span, item, of=KENYA, **changes), "p1", TODAY)  # type: ignore[arg-type]


def settled(at: datetime, item: str = "brief", state: TaskState = TaskState.DONE) -> Matter:
    tick = Tick("KEN", 4, item, KENYA.name, state, "p1", at, via=BY_PAGE)
    matter = due_in(3, item)
    return replace(matter, task=replace(matter.task, state=state, tick=tick), ticks=(tick,))


def handed_back(at: datetime) -> Matter:
    pause = Pause("KEN", 4, "mine", KENYA.name, "p1", PauseKind.NOT_MINE, TODAY, at, 1)
    return replace(due_in(3, "mine"), pauses=(pause,))


@pytest.mark.parametrize(
    ("matter", "group"),
    [
        pytest.param(due_in(-1), Group.OVERDUE, id="yesterday"),
        pytest.param(due_in(-1, voluntary=True), Group.PAST, id="yesterday and nobody is late"),
        pytest.param(due_in(0), Group.WEEK, id="today"),
        pytest.param(due_in(7), Group.WEEK, id="in a week"),
        pytest.param(due_in(8), Group.MONTH, id="in more than a week"),
        pytest.param(due_in(28), Group.MONTH, id="in four weeks"),
        pytest.param(due_in(29), Group.LATER, id="in more"),
        pytest.param(of(Unknown()), Group.UNDATED, id="nobody knows"),
        pytest.param(settled(NOON), Group.SETTLED, id="done"),
        pytest.param(settled(NOON, state=TaskState.NOT_APPLICABLE), Group.SETTLED, id="does not apply"),
        pytest.param(handed_back(NOON), Group.SETTLED, id="given back"),
    ],
)
def test_every_task_stands_in_one_group(matter: Matter, group: Group) -> None:
    assert group_of(matter) is group


def test_an_agenda_goes_by_the_day_and_what_is_settled_by_who_spoke_last() -> None:
    hour = timedelta(hours=1)
    togo = Matter(task(TODAY, "a", of=TOGO), "p1", TODAY)
    old = settled(NOON - UNDO - hour, "old")
    matters = [togo, due_in(2), due_in(1), due_in(0, "b"), settled(NOON - hour, "x"), settled(NOON, "y"), old]

    matters += [due_in(-9, "late"), due_in(-2, "later")]

    agenda = build_agenda([*matters, handed_back(NOON - 2 * hour)], NOON)

    assert list(agenda) == list(Group)
    assert [each.matter.task.id for each in agenda[Group.WEEK]] == ["b", "a", "brief", "brief"]
    assert [each.matter.task.id for each in agenda[Group.OVERDUE]] == ["later", "late"]
    assert [each.matter.task.id for each in agenda[Group.SETTLED]] == ["y", "x", "mine"]
    assert [each.undoable is not None for each in agenda[Group.SETTLED]] == [True, True, True]
    assert agenda[Group.LATER] == ()


def test_the_key_of_a_duty_is_fit_for_an_address_and_another_one_in_each_office() -> None:
    keys = [Duty(replace(due_in(1), task=task(TODAY, "brief", of=each))).key for each in (KENYA, TOGO)]

    assert keys == ["KEN-9ddef93d54a9/4/brief", "TGO-eaff553ac773/4/brief"]
