"""Counting and rolling by the days an office works."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.uprcycle.days.strategies import days, offices
from uprcycle.days.workdays import Roll, WorkingDays
from uprcycle.store.packaged import load_ruleset

FRIDAY, SATURDAY, MONDAY = date(2026, 5, 1), date(2026, 5, 2), date(2026, 5, 4)
GENEVA = WorkingDays(holidays=frozenset({FRIDAY}))
RIYADH = WorkingDays(weekend=frozenset({4, 5}))


@pytest.mark.parametrize(
    ("office", "day", "works"),
    [
        pytest.param(GENEVA, MONDAY, True, id="monday"),
        pytest.param(GENEVA, FRIDAY, False, id="holiday"),
        pytest.param(GENEVA, SATURDAY, False, id="weekend"),
        pytest.param(RIYADH, FRIDAY, False, id="friday-of-another-weekend"),
        pytest.param(RIYADH, date(2026, 5, 3), True, id="sunday-of-another-weekend"),
    ],
)
def test_an_office_works_outside_its_weekend_and_holidays(
    office: WorkingDays, day: date, *, works: bool
) -> None:
    assert office.is_working(day) is works


def test_a_week_without_a_working_day_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one working day"):
        WorkingDays(weekend=frozenset(range(7)))


@pytest.mark.parametrize(
    ("roll", "rolled"),
    [
        (Roll.NONE, SATURDAY),
        (Roll.PRECEDING, date(2026, 4, 30)),
        (Roll.FOLLOWING, MONDAY),
    ],
)
def test_a_day_off_rolls_to_a_working_day(roll: Roll, rolled: date) -> None:
    assert GENEVA.roll(SATURDAY, roll) == rolled
    assert GENEVA.roll(MONDAY, roll) == MONDAY


@given(offices, days, st.integers(-60, 60).filter(bool))
def test_counting_passes_exactly_so_many_working_days(office: WorkingDays, day: date, count: int) -> None:
    reached = office.shift(day, count)
    step = timedelta(days=1 if count > 0 else -1)
    passed = [day + step * number for number in range(1, abs((reached - day).days) + 1)]

    assert sum(office.is_working(each) for each in passed) == abs(count)
    assert office.is_working(reached)


@given(offices, days, st.sampled_from([Roll.PRECEDING, Roll.FOLLOWING]))
def test_rolling_ends_on_a_working_day_and_rolls_no_further(
    office: WorkingDays, day: date, roll: Roll
) -> None:
    rolled = office.roll(day, roll)

    assert office.is_working(rolled)
    assert office.roll(rolled, roll) == rolled
    assert (rolled <= day) if roll is Roll.PRECEDING else (rolled >= day)


def test_ten_working_days_before_new_year_pass_over_the_holidays_of_geneva() -> None:
    assert load_ruleset().office.shift(date(2027, 1, 6), -10) == date(2026, 12, 21)
