"""Moved spans: right to the hour where that is known, and never surer than their anchor."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given

from tests.uprcycle.days.strategies import offices, offsets, spans
from uprcycle.days.offset import Offset, Unit
from uprcycle.days.shift import shift_span, window_between
from uprcycle.days.span import Dated, Instant, Precision, Unknown, read_span
from uprcycle.days.workdays import WorkingDays

OFFICE = WorkingDays()
CLOSENESS = [
    Precision.INSTANT,
    Precision.DAY,
    Precision.WEEK,
    Precision.MONTH,
    Precision.WINDOW,
    Precision.NO_LATER_THAN,
]


def anchored(text: str) -> Dated:
    span = read_span(text)
    assert not isinstance(span, Unknown)
    return span


@pytest.mark.parametrize(
    ("anchor", "phrase", "expected"),
    [
        pytest.param("2026-05-04", "12 weeks before", "2026-02-09", id="day"),
        pytest.param(
            "2026-05-04T09:00/2026-05-04T12:30", "1 week before", "2026-04-27", id="sitting-by-weeks"
        ),
        pytest.param("2022-03-31T15:00", "3 months before", "2021-12-31", id="cut-off-by-months"),
        pytest.param("2022-03-31T15:00", "on the day", "2022-03-31T15:00", id="cut-off-on-the-day"),
        pytest.param("2026-11", "6 months before", "2026-05", id="month-by-months"),
        pytest.param("2027-01/2027-02", "1 year before", "2026-01/2026-02", id="months-by-a-year"),
        pytest.param("2026-11", "2 weeks before", "2026-10-18/2026-11-16", id="month-by-weeks"),
        pytest.param("2026-05-04/2026-05-15", "1 day after", "2026-05-05/2026-05-16", id="window"),
        pytest.param(
            "2027-08-30/2027-08-31", "6 months before", "2027-02-28/2027-02-28", id="window-clamped"
        ),
        pytest.param("week of 2025-08-25", "2 weeks after", "week of 2025-09-08", id="week-by-weeks"),
        pytest.param("week of 2025-08-25", "1 day after", "2025-08-26/2025-09-01", id="week-by-days"),
        pytest.param("by 2024-03-26", "2 weeks before", "by 2024-03-12", id="latest-day"),
        pytest.param("2026-05-04", "48 hours after", "2026-05-06", id="day-by-full-days-of-hours"),
        pytest.param("2026-05-04", "36 hours after", "2026-05-05/2026-05-06", id="day-by-odd-hours"),
        pytest.param("2026-05-04", "36 hours before", "2026-05-02/2026-05-03", id="day-by-odd-hours-back"),
    ],
)
def test_a_span_moves_and_keeps_its_doubt(anchor: str, phrase: str, expected: str) -> None:
    assert str(shift_span(anchored(anchor), Offset.parse(phrase), OFFICE)) == expected


@pytest.mark.parametrize(
    ("sitting", "utc"),
    [
        pytest.param(
            "2026-05-04T09:00/2026-05-04T12:30", datetime(2026, 5, 6, 10, 30, tzinfo=UTC), id="in-summer"
        ),
        pytest.param(
            "2026-03-27T14:30/2026-03-27T18:00",
            datetime(2026, 3, 29, 17, tzinfo=UTC),
            id="over-the-change-to-summer",
        ),
        pytest.param(
            "2026-10-24T09:00/2026-10-24T12:30",
            datetime(2026, 10, 26, 10, 30, tzinfo=UTC),
            id="over-the-change-back",
        ),
    ],
)
def test_hours_are_elapsed_time_from_the_end_of_the_sitting(sitting: str, utc: datetime) -> None:
    moved = shift_span(anchored(sitting), Offset.parse("48 hours after"), OFFICE)

    assert isinstance(moved, Instant)
    assert moved.is_cut_off
    assert moved.start.astimezone(UTC) == utc


@pytest.mark.parametrize(
    ("anchor", "start", "end", "expected"),
    [
        pytest.param(
            "2026-05-04", "8 weeks before", "4 weeks before", "2026-03-09/2026-04-06", id="of-a-day"
        ),
        pytest.param("2026-05-04", "on the day", "1 day after", "2026-05-04/2026-05-05", id="from-the-day"),
        pytest.param(
            "2026-11", "4 months before", "3 months before", "2026-07-01/2026-08-31", id="of-a-month"
        ),
        pytest.param(
            "2026-05-04/2026-05-15",
            "1 week before",
            "1 week after",
            "2026-04-27/2026-05-22",
            id="of-a-window",
        ),
        pytest.param("by 2024-03-26", "on the day", "14 days after", "by 2024-04-09", id="of-a-latest-day"),
        pytest.param(
            "by 2024-03-26", "1 month before", "on the day", "by 2024-03-26", id="up-to-a-latest-day"
        ),
        pytest.param(
            "2026-05-04T09:00/2026-05-04T12:30",
            "on the day",
            "48 hours after",
            "2026-05-04T12:30/2026-05-06T12:30",
            id="hours-from-the-end-of-a-sitting",
        ),
        pytest.param(
            "2026-05-04T09:00/2026-05-04T12:30",
            "24 hours after",
            "48 hours after",
            "2026-05-05T12:30/2026-05-06T12:30",
            id="hours-that-open-later",
        ),
        pytest.param(
            "2026-05-04T09:00/2026-05-04T12:30",
            "1 day before",
            "48 hours after",
            "2026-05-03/2026-05-06",
            id="a-day-and-hours",
        ),
        pytest.param(
            "2022-03-31T15:00", "14 days before", "on the day", "2022-03-17/2022-03-31", id="up-to-a-cut-off"
        ),
    ],
)
def test_a_window_opens_and_closes_from_its_anchor(anchor: str, start: str, end: str, expected: str) -> None:
    window = window_between(anchored(anchor), Offset.parse(start), Offset.parse(end), OFFICE)

    assert str(window) == expected


@given(spans, offsets, offices)
def test_a_moved_span_is_never_surer_than_its_anchor(
    anchor: Dated, offset: Offset, office: WorkingDays
) -> None:
    moved = shift_span(anchor, offset, office)

    assert CLOSENESS.index(moved.precision) >= CLOSENESS.index(anchor.precision)


@given(spans, offsets, offices)
def test_a_moved_span_holds_every_moved_day_of_its_anchor(
    anchor: Dated, offset: Offset, office: WorkingDays
) -> None:
    moved = shift_span(anchor, offset, office)
    middle = anchor.first + (anchor.last - anchor.first) / 2
    if offset.unit is Unit.HOUR and isinstance(anchor, Instant):
        assert moved.last - anchor.last <= timedelta(hours=abs(offset.count)) + timedelta(days=1)
        return
    for day in (anchor.first, middle, anchor.last):
        assert moved.first <= offset.apply(day, office) <= moved.last


@given(spans, offices)
def test_a_span_on_the_day_stays_as_it_is(anchor: Dated, office: WorkingDays) -> None:
    assert shift_span(anchor, Offset.parse("on the day"), office) is anchor


def test_days_before_a_sitting_count_from_its_civil_day_in_geneva() -> None:
    late = anchored("2026-05-04T00:30/2026-05-04T04:00")  # still 3 May in UTC

    assert shift_span(late, Offset.parse("1 day before"), OFFICE).first == date(2026, 5, 3)
