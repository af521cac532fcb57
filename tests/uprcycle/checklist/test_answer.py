"""What may be answered of a task, what follows, and what can be taken back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.notifications.build import office, task
from uprcycle.checklist.answer import (
    UNDO,
    UNDONE,
    Answer,
    Fault,
    Matter,
    Saying,
    find_faults,
    plan_answer,
    plan_undo,
)
from uprcycle.checklist.pause import Pause, PauseKind
from uprcycle.checklist.tick import BY_LINK, TaskState, Tick
from uprcycle.days.span import Unknown
from uprcycle.days.workdays import WorkingDays

MONDAY = date(2026, 5, 4)
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
KENYA = office("KEN", "RCO Kenya")
DUE = MONDAY + timedelta(days=42)
OPEN = Matter(task(DUE, "brief", of=KENYA), "p1", MONDAY, has_others=True)
PAUSED = Pause("KEN", 4, "brief", "RCO Kenya", "p1", PauseKind.SNOOZED, MONDAY, NOON, number=1)
EVERYTHING = tuple(Saying)


def tick(state: TaskState = TaskState.DONE, by: str = "p1", via: str = BY_LINK, **changes: object) -> Tick:
    plain = Tick("KEN", 4, "brief", "RCO Kenya", state, by, NOON, via=via)
    return replace(plain, **changes)  # type: ignore[arg-type]


def standing(state: TaskState, *ticks: Tick) -> Matter:
    return replace(OPEN, task=task(DUE, "brief", of=KENYA, state=state), ticks=ticks)


def due_on(day: date) -> Matter:
    return replace(OPEN, task=task(day, "brief", of=KENYA))


@pytest.mark.parametrize(
    ("matter", "choices"),
    [
        pytest.param(OPEN, EVERYTHING, id="open"),
        pytest.param(standing(TaskState.DONE), (), id="done"),
        pytest.param(standing(TaskState.NOT_APPLICABLE), (), id="does not apply"),
        pytest.param(
            standing(TaskState.ACKNOWLEDGED),
            tuple(each for each in Saying if each is not Saying.ACKNOWLEDGED),
            id="seen",
        ),
        pytest.param(replace(OPEN, has_others=False), EVERYTHING[:-1], id="nobody else is there"),
        pytest.param(replace(OPEN, pauses=(PAUSED,)), EVERYTHING, id="snoozed"),
        pytest.param(replace(OPEN, pauses=(replace(PAUSED, kind=PauseKind.NOT_MINE),)), (), id="handed back"),
        pytest.param(
            replace(OPEN, pauses=(replace(PAUSED, kind=PauseKind.NOT_MINE, lifted_at=NOON),)),
            EVERYTHING,
            id="taken up again",
        ),
        pytest.param(
            due_on(MONDAY),
            tuple(each for each in Saying if each is not Saying.SNOOZED),
            id="no day is left before it is due",
        ),
    ],
)
def test_what_may_be_answered_hangs_on_how_the_task_stands(
    matter: Matter, choices: tuple[Saying, ...]
) -> None:
    assert matter.choices == choices


@pytest.mark.parametrize(
    ("matter", "days"),
    [
        pytest.param(OPEN, [1, 3, 7, 14, 28, 39], id="to the Friday before the Monday on which it is due"),
        pytest.param(due_on(MONDAY + timedelta(days=70)), [1, 3, 7, 14, 28], id="the last day is far"),
        pytest.param(due_on(MONDAY + timedelta(days=3)), [1, 2], id="three days"),
        pytest.param(due_on(MONDAY + timedelta(days=1)), [], id="tomorrow"),
        pytest.param(due_on(MONDAY - timedelta(days=1)), [1, 3, 7], id="late"),
        pytest.param(due_on(MONDAY - timedelta(days=27)), [1, 3], id="late for almost a month"),
        pytest.param(due_on(MONDAY - timedelta(days=30)), [], id="late for so long that nobody is reminded"),
        pytest.param(
            replace(OPEN, task=task(MONDAY - timedelta(days=1), "brief", of=KENYA, voluntary=True)),
            [],
            id="over, and nobody is late",
        ),
        pytest.param(replace(OPEN, today=date(2026, 5, 8)), [7, 11, 18, 32, 39], id="over the weekend"),
        pytest.param(
            replace(OPEN, week=WorkingDays(frozenset({date(2026, 5, 5)}))),
            [2, 3, 7, 14, 28, 39],
            id="over a holiday",
        ),
    ],
)
def test_days_to_be_told_again_are_working_days_before_the_deadline(matter: Matter, days: list[int]) -> None:
    assert [(each - MONDAY).days for each in matter.later_days] == days


def test_what_is_overdue_is_put_off_in_a_way_of_its_own() -> None:
    day = MONDAY + timedelta(days=3)
    late = due_on(MONDAY - timedelta(days=1))

    assert find_faults(late, Answer(Saying.SNOOZED, day=day)) == ()
    assert find_faults(late, Answer(Saying.SNOOZED, day=MONDAY + timedelta(days=8))) == (Fault.DAY,)
    said = plan_answer(late, Answer(Saying.SNOOZED, day=day), NOON)
    assert isinstance(said, Pause)
    assert (said.kind, said.day) == (PauseKind.PUT_OFF, day)


def test_a_task_without_a_day_cannot_wait_for_one() -> None:
    dateless = replace(OPEN, task=task(Unknown(), "brief", of=KENYA))

    assert (dateless.later_days, Saying.SNOOZED in dateless.choices) == ((), False)


@pytest.mark.parametrize(
    ("answer", "faults"),
    [
        (Answer(Saying.DONE), ()),
        (Answer(Saying.DONE, "in the annex", "https://example.org/a"), ()),
        (Answer(Saying.DONE, evidence="http://example.org/a"), (Fault.EVIDENCE,)),
        (Answer(Saying.DONE, "two\nlines", "two\nlines"), (Fault.NOTE, Fault.EVIDENCE)),
        (Answer(Saying.DONE, "x" * 2001), (Fault.NOTE,)),
        (Answer(Saying.NOT_APPLICABLE), (Fault.NOTE,)),
        (Answer(Saying.NOT_APPLICABLE, "no such body here"), ()),
        (Answer(Saying.ACKNOWLEDGED), ()),
        (Answer(Saying.NOT_MINE), ()),
        (Answer(Saying.SNOOZED), (Fault.DAY,)),
        (Answer(Saying.SNOOZED, day=MONDAY), (Fault.DAY,)),
        (Answer(Saying.SNOOZED, day=MONDAY + timedelta(days=2)), ()),
        (Answer(Saying.SNOOZED, day=MONDAY + timedelta(days=39)), ()),
        (Answer(Saying.SNOOZED, day=MONDAY + timedelta(days=40)), (Fault.DAY,)),
        (Answer(Saying.SNOOZED, day=date.max), (Fault.DAY,)),
    ],
)
def test_what_cannot_be_taken_is_named(answer: Answer, faults: tuple[Fault, ...]) -> None:
    assert find_faults(OPEN, answer) == faults


@pytest.mark.parametrize("saying", Saying)
def test_nothing_can_be_answered_of_what_is_settled(saying: Saying) -> None:
    assert find_faults(standing(TaskState.DONE), Answer(saying, "note", day=MONDAY)) == (Fault.SAYING,)


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        (
            Answer(Saying.DONE, "a note", "https://example.org/a"),
            tick(note="a note", evidence="https://example.org/a"),
        ),
        (Answer(Saying.ACKNOWLEDGED), tick(TaskState.ACKNOWLEDGED)),
        (Answer(Saying.NOT_APPLICABLE, "none here"), tick(TaskState.NOT_APPLICABLE, note="none here")),
        (
            Answer(Saying.SNOOZED, "unread", day=MONDAY + timedelta(days=3)),
            replace(PAUSED, day=MONDAY + timedelta(days=3), number=0),
        ),
        (Answer(Saying.NOT_MINE), replace(PAUSED, kind=PauseKind.NOT_MINE, number=0)),
    ],
)
def test_an_answer_is_kept_for_the_office_or_for_the_person(answer: Answer, kept: Tick | Pause) -> None:
    assert plan_answer(OPEN, answer, NOON) == kept


DONE = tick(note="said", evidence="https://example.org/a")
SEEN = tick(TaskState.ACKNOWLEDGED, by="desk", via="", note="seen")
BROUGHT_BACK = tick(TaskState.OPEN, via=UNDONE)


@pytest.mark.parametrize(
    ("matter", "undo"),
    [
        pytest.param(OPEN, None, id="nothing was said"),
        pytest.param(standing(TaskState.DONE, DONE), BROUGHT_BACK, id="to open"),
        pytest.param(
            standing(TaskState.DONE, SEEN, DONE),
            replace(SEEN, by="p1", via=UNDONE),
            id="to what a colleague said",
        ),
        pytest.param(standing(TaskState.DONE, DONE, SEEN), None, id="a colleague spoke after"),
        pytest.param(standing(TaskState.DONE, replace(DONE, by="p2")), None, id="a colleague said it"),
        pytest.param(standing(TaskState.DONE, replace(DONE, via="")), None, id="it was said in a command"),
        pytest.param(standing(TaskState.OPEN, DONE, BROUGHT_BACK), None, id="it was taken back before"),
        pytest.param(replace(OPEN, pauses=(PAUSED,)), PAUSED, id="the pause"),
        pytest.param(replace(OPEN, pauses=(replace(PAUSED, lifted_at=NOON),)), None, id="the pause is over"),
        pytest.param(
            replace(standing(TaskState.DONE, replace(DONE, at=NOON + UNDO / 2)), pauses=(PAUSED,)),
            replace(BROUGHT_BACK, at=NOON),
            id="the last of two",
        ),
    ],
)
def test_only_what_the_person_said_last_is_taken_back(matter: Matter, undo: Tick | Pause | None) -> None:
    assert plan_undo(matter, NOON) == undo


def test_after_thirty_days_nothing_is_taken_back() -> None:
    done = standing(TaskState.DONE, DONE)

    assert [done.undoable(NOON + each) for each in (UNDO, UNDO + timedelta(seconds=1))] == [DONE, None]


def test_the_serial_rises_with_whatever_is_said_or_taken_back() -> None:
    histories = [
        OPEN,
        replace(OPEN, ticks=(DONE,)),
        replace(OPEN, ticks=(DONE, BROUGHT_BACK)),
        replace(OPEN, ticks=(DONE, BROUGHT_BACK), pauses=(PAUSED,)),
        replace(OPEN, ticks=(DONE, BROUGHT_BACK), pauses=(replace(PAUSED, lifted_at=NOON),)),
    ]

    assert [each.serial for each in histories] == [0, 1, 2, 3, 4]
