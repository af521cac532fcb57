"""When somebody who put a task off is told of it again, and others of what was given back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.cadence import Cadence, Stage, Term, stage_on
from notifications.duties import build_duties
from notifications.pauses import is_handed_back, stages_for
from notifications.plan import plan_nudges
from tests.effort import examples
from tests.notifications.build import holds, person, task
from uprcycle.checklist.pause import Pause, PauseKind
from uprcycle.days.workdays import WorkingDays
from uprcycle.presence import Staffing

DUE = date(2026, 6, 30)
DAY = timedelta(days=1)
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


def test_what_was_overdue_when_it_was_put_off_is_spoken_of_on_that_day_alone() -> None:
    stages = stages_for("p1", USUAL, TERM, [replace(LATER, kind=PauseKind.PUT_OFF, day=DUE + 6 * DAY)])

    assert [(each.name, each.day, each.is_overdue) for each in stages] == [
        ("put-off-2026-07-06", DUE + 6 * DAY, True),
        ("7-working-days-after", DUE + 9 * DAY, True),
    ]


def test_a_deadline_that_moves_forward_takes_the_day_along() -> None:
    sooner = Term(date(2026, 6, 8), date(2026, 6, 8))
    stages = stages_for("p1", (), sooner, [LATER])

    assert [(each.day, each.until) for each in stages] == [(date(2026, 6, 7), date(2026, 6, 8))]


@pytest.mark.parametrize(
    ("person", "day", "stage"),
    [
        ("p1", 3, ""),
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


def test_what_was_given_back_on_its_last_day_is_told_that_day_and_the_next() -> None:
    last = replace(BACK, day=DUE)

    assert [told("p1", day, last) for day in (DUE, DUE + DAY)] == ["on-the-day", f"handed-back-{DUE}"]


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


@given(
    later=st.integers(1, 100),
    handed=st.integers(0, 100),
    days=st.sets(st.integers(0, 110), max_size=60).map(sorted),
)
@settings(max_examples=examples(20, deep=100), deadline=None)
def test_whatever_was_put_off_or_given_back_nobody_hears_too_early_too_often_or_never(
    later: int, handed: int, days: list[int]
) -> None:
    first = DUE - timedelta(days=85)  # when one may have been told of it for the first time
    pauses = [
        replace(LATER, task="write-report", office="RCO KEN", day=first + timedelta(days=later)),
        replace(BACK, task="write-report", office="RCO KEN", day=first + timedelta(days=handed)),
    ]
    held = Staffing(tuple(holds(person(each)) for each in ("p1", "p2", "p3")))
    found = build_duties([task(DUE)], held, {}, pauses=pauses)
    said: set[str] = set()
    heard: dict[str, list[date]] = {"p1": [], "p2": [], "p3": []}
    for day in (first + timedelta(days=each) for each in days):
        for each in plan_nudges(found, said, day):
            assert each.key not in said
            said.add(each.key)
            heard[each.person.id].append(day)

    again, back = (each.day for each in pauses)
    due_days = [first + timedelta(days=each) for each in days if first + timedelta(days=each) <= DUE]
    told_again = [each for each in due_days if each >= min(again, DUE - DAY)]
    told_back = [each for each in due_days if each > back]
    assert heard["p2"] == []
    assert [each for each in heard["p1"] if each < min(again, DUE - DAY)] == []
    assert set(told_again[:1]) <= set(heard["p1"])
    assert set(told_back[:1]) <= set(heard["p3"])
    assert all(len(set(each)) == len(each) for each in heard.values())
