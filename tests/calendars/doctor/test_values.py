"""Values as the standard writes them, and the nearly right that are none."""

from datetime import date, datetime, timedelta

import pytest

from calendars.doctor.lines import Line
from calendars.doctor.values import (
    Clock,
    Moment,
    read_date,
    read_duration,
    read_moment,
    read_offset,
    read_time,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PT12H", timedelta(hours=12)),
        ("-P6DT15H", -timedelta(days=6, hours=15)),
        ("P2W", timedelta(weeks=2)),
        ("+PT0S", timedelta()),
        ("P1DT2H3M4S", timedelta(days=1, hours=2, minutes=3, seconds=4)),
        ("P12H", None),
        ("P", None),
        ("PT", None),
        ("P1DT", None),
        ("P1W2D", None),
        ("12H", None),
        ("P٣D", None),
    ],
)
def test_a_duration_is_read(text: str, expected: timedelta | None) -> None:
    assert read_duration(text) == expected


@pytest.mark.parametrize(
    ("text", "day", "at"),
    [
        ("20280229", date(2028, 2, 29), None),
        ("20270229", None, None),
        ("2027-05-04", None, None),
        ("20270504T070000", None, datetime(2027, 5, 4, 7)),  # noqa: DTZ001 - a wall clock
        ("20161231T235960Z", None, datetime(2016, 12, 31, 23, 59, 59)),  # noqa: DTZ001 - a leap second
        ("20270504T240000", None, None),
        ("20270504T0700", None, None),
    ],
)
def test_a_day_and_a_time_are_read(text: str, day: date | None, at: datetime | None) -> None:
    assert (read_date(text), read_time(text)) == (day, at)


@pytest.mark.parametrize(
    ("tail", "text", "clock"),
    [
        ("", "20270504T070000Z", Clock.UTC),
        (";TZID=Europe/Zurich", "20270504T070000", Clock.ZONE),
        ("", "20270504T070000", Clock.FLOATING),
        ("", "20270504", Clock.DAY),
    ],
)
def test_a_moment_knows_its_clock(tail: str, text: str, clock: Clock) -> None:
    moment = read_moment(Line(1, "DTSTART", text, tail))

    assert moment is not None
    assert (moment.clock, moment.compares_with(Moment(Clock.UTC, moment.at))) == (clock, clock is Clock.UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("+0100", timedelta(hours=1)), ("-033015", -timedelta(hours=3, minutes=30, seconds=15))]
    + [(each, None) for each in ("-0000", "0100", "+1", "+01:00")],
)
def test_an_offset_is_read(text: str, expected: timedelta | None) -> None:
    assert read_offset(text) == expected
