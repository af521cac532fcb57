"""When somebody who put a task off is told of it again, and others of what was given back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from notifications.cadence import Cadence, Stage, Term, stage_on
from notifications.pauses import is_handed_back, stages_for
from uprcycle.checklist.pause import Pause, PauseKind
from uprcycle.days.workdays import WorkingDays

DUE = date(2026, 6, 30)
TERM = Term(DUE, DUE)
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
USUAL = Cadence().plan_stages(TERM, WorkingDays())
LATER = Pause("KEN", 4, "brief", "RCO Kenya", "p1", PauseKind.SNOOZED, date(2026, 6, 10), NOON)
BACK = replace(LATER, person="p2", kind=PauseKind.NOT_MINE, day=date(2026, 6, 3))


def told(person: str, day: date, *pauses: Pause, term: Term = TERM) -> str:
    stage = stage_on(stages_for(person, USUAL, term, pauses), day)
    return stage.name if stage else ""


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (2, ""),
        (9, ""),
        (10, "snoozed-2026-06-10"),
        (15, "snoozed-2026-06-10"),
        (16, "14-days-before"),
        (30, "on-the-day"),
    ],
)
def test_who_asked_to_be_told_later_is_told_on_that_day_and_as_usual_after(day: int, stage: str) -> None:
    assert told("p1", date(2026, 6, day), LATER) == stage
    assert told("p2", date(2026, 6, day), LATER) == told("p2", date(2026, 6, day))


def test_of_a_usual_occasion_on_the_same_day_one_does_not_speak_twice() -> None:
    on_a_usual_day = replace(LATER, day=date(2026, 6, 16))

    assert [told("p1", date(2026, 6, each), on_a_usual_day) for each in (15, 16, 22, 23)] == [
        "",
        "snoozed-2026-06-16",
        "snoozed-2026-06-16",
        "7-days-before",
    ]


def test_a_deadline_that_moves_forward_takes_the_day_along() -> None:
    sooner = Term(date(2026, 6, 8), date(2026, 6, 8))
    stages = stages_for("p1", (), sooner, [LATER])

    assert [(each.day, each.until) for each in stages] == [(date(2026, 6, 7), date(2026, 6, 8))]


@pytest.mark.parametrize(
    ("person", "day", "stage"),
    [
        ("p1", 3, "30-days-before"),
        ("p1", 4, "handed-back-2026-06-03"),
        ("p1", 15, "handed-back-2026-06-03"),
        ("p1", 16, "14-days-before"),
        ("p2", 4, "30-days-before"),
    ],
)
def test_what_was_given_back_is_told_to_the_others_from_the_next_day(
    person: str, day: int, stage: str
) -> None:
    assert told(person, date(2026, 6, day), BACK) == stage


def test_what_was_given_back_late_is_late_for_the_others() -> None:
    late = replace(BACK, day=date(2026, 7, 3))
    stage = stage_on(stages_for("p1", USUAL, TERM, [late]), date(2026, 7, 4))

    assert stage == Stage(
        "handed-back-2026-07-03",
        date(2026, 7, 4),
        date(2026, 7, 4) + timedelta(days=30),
        is_overdue=True,
        is_near=True,
    )
    assert is_handed_back(stage)
    assert [each for each in USUAL if is_handed_back(each)] == []
