"""How far a date lies from its anchor: facts of the calendar, and one oracle for all of them."""

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from tests.uprcycle.days.strategies import days, offices, offsets
from uprcycle.days.offset import Offset, Unit
from uprcycle.days.workdays import WorkingDays
from uprcycle.errors import UnknownPhraseError

MONDAY = date(2026, 5, 4)
LABOUR_DAY = date(2026, 5, 1)  # a Friday
GENEVA = WorkingDays(holidays=frozenset({LABOUR_DAY}))


@pytest.mark.parametrize(
    ("phrase", "offset"),
    [
        ("12 weeks before", Offset(-12, Unit.WEEK)),
        ("1 week before", Offset(-1, Unit.WEEK)),
        ("48 hours after", Offset(48, Unit.HOUR)),
        ("10 working days before", Offset(-10, Unit.WORKING_DAY)),
        ("54 months after", Offset(54, Unit.MONTH)),
        ("1 year before", Offset(-1, Unit.YEAR)),
        ("on the day", Offset(0, Unit.DAY)),
    ],
)
def test_a_phrase_is_read_in_the_words_of_the_rule_files(phrase: str, offset: Offset) -> None:
    assert Offset.parse(phrase) == offset
    assert str(offset) == phrase


@pytest.mark.parametrize(
    ("phrase", "months"),
    [("6 months before", -6), ("2 years after", 24), ("on the day", 0), ("4 weeks after", None)],
)
def test_only_months_and_years_and_the_day_itself_are_months(phrase: str, months: int | None) -> None:
    assert Offset.parse(phrase).months == months


@given(offsets)
def test_a_written_offset_reads_back(offset: Offset) -> None:
    assert Offset.parse(str(offset)) == offset


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "12 weeks",
        "12 weeks earlier",
        "weeks before",
        "-12 weeks before",
        "0 weeks before",
        "012 weeks before",
        "1 weeks before",
        "12 week before",
        "12  weeks before",
        "12 weeks before ",
        "12 Weeks before",
        "12 fortnights before",
        "1.5 years after",
        "10000 days after",
        "\u0663 days after",
        "on the day after",
    ],
)
def test_a_phrase_outside_the_grammar_is_refused(phrase: str) -> None:
    with pytest.raises(UnknownPhraseError):
        Offset.parse(phrase)


@pytest.mark.parametrize(
    ("phrase", "anchor", "expected"),
    [
        pytest.param("12 weeks before", MONDAY, date(2026, 2, 9), id="weeks"),
        pytest.param("3 days before", MONDAY, LABOUR_DAY, id="days-do-not-mind-a-holiday"),
        pytest.param("1 working day before", MONDAY, date(2026, 4, 30), id="skips-weekend-and-holiday"),
        pytest.param("5 working days after", MONDAY, date(2026, 5, 11), id="skips-a-weekend"),
        pytest.param("10 working days before", date(2026, 5, 8), date(2026, 4, 23), id="advance-questions"),
        pytest.param("48 hours after", MONDAY, date(2026, 5, 6), id="two-full-days"),
        pytest.param("48 hours before", MONDAY, date(2026, 5, 2), id="two-full-days-back"),
        pytest.param("on the day", MONDAY, MONDAY, id="no-distance"),
        pytest.param("1 month before", date(2026, 3, 31), date(2026, 2, 28), id="short-month"),
        pytest.param("1 month before", date(2028, 3, 31), date(2028, 2, 29), id="short-month-of-a-leap-year"),
        pytest.param("6 months before", date(2027, 8, 31), date(2027, 2, 28), id="half-a-year-to-february"),
        pytest.param("1 year before", date(2028, 2, 29), date(2027, 2, 28), id="leap-day-a-year-before"),
        pytest.param("54 months after", date(2028, 2, 29), date(2032, 8, 29), id="leap-day-four-and-a-half"),
        pytest.param("4 years after", date(2028, 2, 29), date(2032, 2, 29), id="leap-day-to-leap-day"),
        pytest.param("1 month after", date(2026, 12, 31), date(2027, 1, 31), id="over-new-year"),
        pytest.param("12 months before", date(2027, 1, 15), date(2026, 1, 15), id="a-year-in-months"),
    ],
)
def test_an_offset_moves_the_anchor(phrase: str, anchor: date, expected: date) -> None:
    assert Offset.parse(phrase).apply(anchor, GENEVA) == expected


def test_two_offsets_in_a_row_are_not_their_sum() -> None:
    anchor = date(2027, 5, 31)
    by_steps = Offset.parse("1 month before").apply(
        Offset.parse("3 months before").apply(anchor, GENEVA), GENEVA
    )

    assert by_steps == date(2027, 1, 28)
    assert Offset.parse("4 months before").apply(anchor, GENEVA) == date(2027, 1, 31)


@given(days, st.integers(-1200, 1200), st.sampled_from([Unit.MONTH, Unit.YEAR]))
def test_months_and_years_are_counted_as_dateutil_counts_them(day: date, count: int, unit: Unit) -> None:
    step = relativedelta(months=count) if unit is Unit.MONTH else relativedelta(years=count)

    assert Offset(count, unit).apply(day, GENEVA) == day + step


@given(st.tuples(days, days).map(sorted), offsets, offices)
def test_what_is_earlier_stays_earlier(pair: list[date], offset: Offset, office: WorkingDays) -> None:
    first, last = (offset.apply(day, office) for day in pair)

    assert first <= last


@pytest.mark.parametrize(
    ("phrase", "fills"),
    [
        ("48 hours after", True),
        ("36 hours after", False),
        ("1 hour before", False),
        ("3 months before", True),
    ],
)
def test_only_odd_hours_leave_the_day_open(phrase: str, *, fills: bool) -> None:
    assert Offset.parse(phrase).fills_days is fills


@given(days, offsets, offices)
def test_no_anchor_is_farther_away_than_an_offset_reaches(
    day: date, offset: Offset, office: WorkingDays
) -> None:
    least, most = offset.reach

    assert least <= offset.apply(day, office) - day <= most
