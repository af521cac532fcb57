from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.cadence import DEFAULT, Cadence, Stage, Term, stage_on
from uprcycle.days.workdays import WorkingDays

GENEVA = WorkingDays()
CAIRO = WorkingDays(weekend=frozenset({4, 5}))  # Friday and Saturday
FRIDAY = date(2026, 5, 8)
SUNDAY = date(2026, 5, 10)

days = st.dates(date(2020, 1, 1), date(2035, 1, 1))


def days_of(stages: tuple[Stage, ...]) -> dict[str, date]:
    return {each.name: each.day for each in stages}


def test_the_cadence_speaks_before_on_and_after_the_day() -> None:
    assert days_of(DEFAULT.plan_stages(Term(FRIDAY, FRIDAY), GENEVA)) == {
        "90-days-before": date(2026, 2, 6),  # 7 February is a Saturday
        "30-days-before": date(2026, 4, 8),
        "14-days-before": date(2026, 4, 24),
        "7-days-before": date(2026, 5, 1),
        "1-days-before": date(2026, 5, 7),
        "on-the-day": FRIDAY,
        "2-working-days-after": date(2026, 5, 12),
        "7-working-days-after": date(2026, 5, 19),
    }


def test_a_voluntary_term_is_never_overdue() -> None:
    stages = DEFAULT.plan_stages(Term(FRIDAY, FRIDAY, is_pressing=False), GENEVA)

    assert [each.name for each in stages if each.day > FRIDAY or each.is_overdue] == []
    assert stage_on(stages, FRIDAY + timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("ahead", "names"),
    [
        (None, ["90-days-before", "30-days-before", "14-days-before", "7-days-before", "1-days-before"]),
        (90, ["90-days-before", "30-days-before", "14-days-before", "7-days-before", "1-days-before"]),
        (22, ["14-days-before", "7-days-before", "1-days-before"]),
        (0, []),
    ],
)
def test_what_recurs_soon_is_spoken_of_late(ahead: int | None, names: list[str]) -> None:
    stages = DEFAULT.plan_stages(Term(FRIDAY, FRIDAY, is_pressing=False, ahead=ahead), GENEVA)

    assert [each.name for each in stages] == [*names, "on-the-day"]


@pytest.mark.parametrize(
    ("due", "week", "spoken"),
    [
        pytest.param(SUNDAY, GENEVA, FRIDAY, id="sunday-in-geneva"),
        pytest.param(SUNDAY, CAIRO, SUNDAY, id="sunday-is-a-working-day-in-cairo"),
        pytest.param(FRIDAY, CAIRO, date(2026, 5, 7), id="friday-in-cairo"),
        pytest.param(FRIDAY, GENEVA, FRIDAY, id="friday-in-geneva"),
    ],
)
def test_a_weekend_moves_the_last_word_to_the_working_day_before(
    due: date, week: WorkingDays, spoken: date
) -> None:
    assert days_of(DEFAULT.plan_stages(Term(due, due), week))["on-the-day"] == spoken


@pytest.mark.parametrize(
    ("today", "owed"),
    [
        pytest.param(date(2026, 2, 5), None, id="too-early"),
        pytest.param(date(2026, 2, 6), "90-days-before", id="first-word"),
        pytest.param(date(2026, 4, 7), "90-days-before", id="still-the-first"),
        pytest.param(date(2026, 4, 8), "30-days-before", id="second"),
        pytest.param(FRIDAY, "on-the-day", id="the-day-itself"),
        pytest.param(date(2026, 5, 9), None, id="silence-until-it-is-overdue"),
        pytest.param(date(2026, 5, 12), "2-working-days-after", id="overdue"),
        pytest.param(date(2026, 6, 7), "7-working-days-after", id="overdue-and-late"),
        pytest.param(date(2026, 6, 8), None, id="over-for-too-long"),
    ],
)
def test_the_nearest_stage_that_has_come_is_owed(today: date, owed: str | None) -> None:
    stage = stage_on(DEFAULT.plan_stages(Term(FRIDAY, FRIDAY), GENEVA), today)

    assert (stage.name if stage else None) == owed


def test_a_rough_date_is_not_overdue_while_it_may_be_in_time() -> None:
    stages = DEFAULT.plan_stages(Term(due=date(2026, 11, 2), over=date(2026, 11, 30)), GENEVA)
    names = {day: stage_on(stages, date(2026, 11, day)) for day in (2, 30)}
    late = stage_on(stages, date(2026, 12, 2))

    assert {day: stage.name for day, stage in names.items() if stage} == {2: "on-the-day", 30: "on-the-day"}
    assert late is not None
    assert late.name == "2-working-days-after"


def test_of_two_stages_on_one_day_the_nearer_to_the_due_day_is_owed() -> None:
    stages = Cadence(before=(0, 1, 2)).plan_stages(Term(SUNDAY, SUNDAY), GENEVA)
    stage = stage_on(stages, FRIDAY)

    assert stage is not None
    assert stage.name == "on-the-day"


@given(due=days, over=st.integers(0, 60), weekend=st.frozensets(st.integers(0, 6), max_size=3))
def test_stages_come_in_order_and_on_working_days(due: date, over: int, weekend: frozenset[int]) -> None:
    week = WorkingDays(weekend=weekend)
    stages = DEFAULT.plan_stages(Term(due, due + timedelta(days=over)), week)

    assert [each.day for each in stages] == sorted(each.day for each in stages)
    assert [each for each in stages if not week.is_working(each.day)] == []
