"""A date that is put off keeps its hours and gains no certainty."""

from datetime import date

import pytest
from hypothesis import given

from tests.uprcycle.schedule.invented import spans
from uprcycle.days.span import Span, Unknown, read_span
from uprcycle.errors import UnknownPhraseError
from uprcycle.schedule.amend.distance import Distance, distance_between

HALF_A_YEAR = Distance(days=182)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("26 weeks", HALF_A_YEAR),
        ("182 days", HALF_A_YEAR),
        ("1 day", Distance(days=1)),
        ("0 days", Distance()),
        ("6 months", Distance(months=6)),
    ],
)
def test_a_distance_is_read_from_words(phrase: str, expected: Distance) -> None:
    assert Distance.parse(phrase) == expected


@pytest.mark.parametrize(
    "phrase", ["", "six months", "-1 day", "6 months before", "1000 days", "2 years", "٣ days"]
)
def test_other_words_are_refused(phrase: str) -> None:
    with pytest.raises(UnknownPhraseError):
        Distance.parse(phrase)


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        pytest.param("2020-05-04/2020-05-15", "2020-11-02/2020-11-13", id="window"),
        pytest.param("2020-05-04", "2020-11-02", id="day"),
        pytest.param("by 2020-05-04", "by 2020-11-02", id="latest-day"),
        pytest.param("week of 2020-05-04", "week of 2020-11-02", id="week"),
        pytest.param("2020-05", "2020-10-30/2020-11-29", id="a-month-moved-by-days-is-a-window"),
        pytest.param(
            "2020-05-04T09:00/2020-05-04T12:30", "2020-11-02T09:00/2020-11-02T12:30", id="same-hours"
        ),
        pytest.param("unknown", "unknown", id="unknown"),
    ],
)
def test_days_move_a_date(span: str, expected: str) -> None:
    assert str(HALF_A_YEAR.shift(read_span(span))) == expected


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("2027-01/2027-02", "2027-07/2027-08"),
        ("2026-07-17", "2027-01-17"),
        ("2026-08-31", "2027-02-28"),
        ("week of 2026-08-03", "2027-02-03/2027-02-09"),
    ],
)
def test_months_move_a_date(span: str, expected: str) -> None:
    assert str(Distance(months=6).shift(read_span(span))) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("2020-05-04/2020-05-15", "2020-11-02/2020-11-13", HALF_A_YEAR),
        ("2012-05-28/2012-06-08", "2012-05-21/2012-06-04", Distance(days=-7)),
        ("2027-01/2027-02", "2027-07/2027-08", Distance(months=6)),
        ("2021-01", "2021-01-18/2021-01-29", None),
        ("unknown", "2021-01", None),
    ],
)
def test_the_distance_of_two_dates_is_as_close_as_they_are(
    old: str, new: str, expected: Distance | None
) -> None:
    assert distance_between(read_span(old), read_span(new)) == expected


@given(spans())
def test_no_distance_is_no_move(span: Span) -> None:
    assert Distance().shift(span) == span


@given(spans())
def test_a_week_there_and_back_is_nothing_unless_only_the_month_was_known(span: Span) -> None:
    there = Distance(days=7).shift(span)

    back = Distance(days=-7).shift(there)

    assert (
        isinstance(back, Unknown)
        or isinstance(span, Unknown)
        or (back.first, back.last) == (span.first, span.last)
    )


def test_a_day_moves_by_months_first() -> None:
    assert Distance(days=1, months=1).shift_day(date(2026, 1, 31)) == date(2026, 3, 1)
