"""Where rules lead, by the calendar on the wall."""

from datetime import datetime
from time import monotonic

import pytest

from calendars.doctor.lines import Line
from calendars.doctor.series import MOST_OCCURRENCES, follow
from calendars.doctor.values import Moment, read_moment


def start(text: str, tail: str = "") -> Moment:
    moment = read_moment(Line(1, "DTSTART", text, tail))
    assert moment
    return moment


def days(rule: str, first: str) -> list[str]:
    series = follow(rule, start(first))
    assert series
    return [f"{each:%Y-%m-%d}" for each in series.times]


@pytest.mark.parametrize(
    ("rule", "first", "expected"),
    [
        pytest.param(
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;UNTIL=20261231",
            "20260213",
            ["2026-02-13", "2026-03-13", "2026-11-13"],
            id="fridays-the-13th-of-2026",
        ),
        pytest.param(
            "FREQ=YEARLY;COUNT=3", "20240229", ["2024-02-29", "2028-02-29", "2032-02-29"], id="leap-days"
        ),
        pytest.param(
            "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;COUNT=4",
            "19701025",
            ["1970-10-25", "1971-10-31", "1972-10-29", "1973-10-28"],
            id="last-sundays-of-october",
        ),
        pytest.param(
            "FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR;COUNT=2",
            "20210101",
            ["2021-01-01", "2027-01-01"],
            id="weeks-that-most-years-do-not-have",
        ),
        pytest.param(
            "freq=daily;until=20270106", "20270104", ["2027-01-04", "2027-01-05", "2027-01-06"], id="until"
        ),
        pytest.param("FREQ=WEEKLY;BYDAY=TU;COUNT=1", "20270104", ["2027-01-05"], id="off-its-start"),
    ],
)
def test_a_rule_is_followed_through_the_calendar_of_its_own_years(
    rule: str, first: str, expected: list[str]
) -> None:
    assert days(rule, first) == expected


@pytest.mark.parametrize(
    ("rule", "length", "is_whole"),
    [
        ("FREQ=DAILY;COUNT=999", MOST_OCCURRENCES, True),
        ("FREQ=DAILY;COUNT=1000", MOST_OCCURRENCES + 1, False),
        ("FREQ=DAILY;BYHOUR=10,11", MOST_OCCURRENCES + 1, False),
        ("FREQ=DAILY;UNTIL=20270110", 7, True),
        ("FREQ=YEARLY;UNTIL=20280601", 2, True),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", 0, False),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;UNTIL=20280101", 0, True),
    ],
)
def test_a_series_tells_whether_it_is_whole(rule: str, length: int, *, is_whole: bool) -> None:
    series = follow(rule, start("20270104T100000"))

    assert series
    assert (len(series.times), series.is_whole) == (length, is_whole)


def test_a_last_time_in_utc_is_known_to_the_day_where_the_start_is_in_a_zone() -> None:
    series = follow("FREQ=DAILY;UNTIL=20270105T090000Z", start("20270104T100000", ";TZID=Europe/Zurich"))

    assert series
    assert series.times == (datetime(2027, 1, 4, 10), datetime(2027, 1, 5, 10))  # noqa: DTZ001 - of the wall clock


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=FORTNIGHTLY",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;FREQ=DAILY",
        "INTERVAL=2",
        "",
        "FREQ=DAILY;BYSECOND=60",
        "FREQ=HOURLY",
        "FREQ=MONTHLY;BYDAY=53MO",
        "FREQ=YEARLY;BYSETPOS=" + ",".join(map(str, range(1, 102))),
        "FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=" + ",".join(map(str, range(50))),
    ],
)
def test_what_is_no_rule_or_too_much_is_not_followed(rule: str) -> None:
    assert follow(rule, start("20270104T100000")) is None


@pytest.mark.parametrize("year", ["1600", "1900", "2061", "9999"])
def test_years_whose_calendar_no_late_year_has_are_not_followed(year: str) -> None:
    assert follow("FREQ=DAILY", start(f"{year}0104")) is None


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYYEARDAY=366;BYMONTH=1",
        "FREQ=WEEKLY;BYMONTH=2;BYSETPOS=366",
        "FREQ=YEARLY;BYSETPOS=" + ",".join(map(str, range(267, 366))),
    ],
)
def test_a_search_for_a_day_that_never_comes_ends_soon(rule: str) -> None:
    began = monotonic()
    series = follow(rule, start("20270104T100000"))

    assert series
    assert (series.times, monotonic() - began < 2) == ((), True)
