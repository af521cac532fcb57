from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.hours import first_waking, hour_of, is_quiet, local_weekday, waking
from tests.notifications.build import MONDAY, person
from uprcycle.days.span import GENEVA
from uprcycle.store.packaged import load_countries

ZONES = sorted({each.zone.key for each in load_countries()})
GAP, FOLD = date(2026, 3, 29), date(2026, 10, 25)
"""Clocks in Geneva go forward on the first and back on the second."""

HOUR = timedelta(hours=1)
days = st.one_of(
    st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    st.builds(
        lambda day, count: day + timedelta(days=count), st.sampled_from([GAP, FOLD]), st.integers(-1, 1)
    ),
)
zones = st.sampled_from(ZONES).map(ZoneInfo)
hours = st.integers(8, 19)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "moment", "woken"),
    [
        pytest.param("Europe/Zurich", at("2026-05-04T06:00"), at("2026-05-04T06:00"), id="eight"),
        pytest.param("Europe/Zurich", at("2026-05-04T05:59"), at("2026-05-04T06:00"), id="before-eight"),
        pytest.param("Europe/Zurich", at("2026-05-04T17:59"), at("2026-05-04T17:59"), id="before-eight-pm"),
        pytest.param("Europe/Zurich", at("2026-05-04T18:00"), at("2026-05-05T06:00"), id="eight-pm"),
        pytest.param("Europe/Zurich", at("2026-03-28T20:00"), at("2026-03-29T06:00"), id="short-night"),
        pytest.param("Europe/Zurich", at("2026-10-24T20:00"), at("2026-10-25T07:00"), id="long-night"),
        pytest.param("Asia/Kathmandu", at("2026-05-04T00:00"), at("2026-05-04T02:15"), id="odd-minutes"),
    ],
)
def test_quiet_hours_hold_until_the_morning(zone: str, moment: datetime, woken: datetime) -> None:
    assert waking(moment, person(zone=ZoneInfo(zone))) == woken


@pytest.mark.parametrize(
    ("hours", "moment", "woken"),
    [
        pytest.param(range(20, 24), at("2026-05-04T17:59"), at("2026-05-04T18:00"), id="evenings-only"),
        pytest.param(range(20, 24), at("2026-05-04T21:59"), at("2026-05-04T21:59"), id="up-to-midnight"),
        pytest.param(range(20, 24), at("2026-05-04T22:00"), at("2026-05-05T18:00"), id="after-midnight"),
        pytest.param(range(4), at("2026-05-04T02:00"), at("2026-05-04T22:00"), id="nights-only"),
        pytest.param(range(24), at("2026-05-04T02:00"), at("2026-05-04T02:00"), id="no-quiet-hours"),
        pytest.param(range(2, 6), at("2026-03-28T22:00"), at("2026-03-29T01:00"), id="in-the-gap"),
    ],
)
def test_quiet_hours_are_those_that_the_reader_chose(hours: range, moment: datetime, woken: datetime) -> None:
    somebody = replace(person(), mail_hours=hours)

    assert waking(moment, somebody) == woken
    assert not is_quiet(woken, somebody)


@pytest.mark.parametrize(
    ("zone", "hour", "due", "weekday"),
    [
        pytest.param("Europe/Zurich", 8, at("2026-05-04T06:00"), 0, id="geneva"),
        pytest.param("Pacific/Honolulu", 8, at("2026-05-04T18:00"), 0, id="evening-in-geneva"),
        pytest.param("Pacific/Kiritimati", 8, at("2026-05-04T18:00"), 1, id="the-next-day-there"),
        pytest.param("America/New_York", 8, at("2026-05-04T12:00"), 0, id="not-the-evening-before"),
        pytest.param("Pacific/Marquesas", 12, at("2026-05-03T22:00"), 6, id="just-before-the-day-begins"),
        pytest.param("Pacific/Marquesas", 13, at("2026-05-03T22:30"), 6, id="just-after-it-began"),
    ],
)
def test_a_mail_comes_at_the_chosen_hour_within_the_day_of_geneva(
    zone: str, hour: int, due: datetime, weekday: int
) -> None:
    somebody = person(zone=ZoneInfo(zone), hour=hour)

    assert hour_of(MONDAY, somebody) == due
    assert local_weekday(MONDAY, somebody) == weekday


@given(day=days, zone=zones, hour=hours)
def test_no_mail_is_due_in_quiet_hours_nor_before_its_day(day: date, zone: ZoneInfo, hour: int) -> None:
    begins = datetime.combine(day, datetime.min.time(), GENEVA)
    somebody = person(zone=zone, hour=hour)
    for due in (hour_of(day, somebody), first_waking(day, somebody)):
        assert due >= begins
        assert due < begins + 25 * HOUR
        assert not is_quiet(due, somebody)


@given(seconds=st.integers(0, 6 * 365 * 86_400), zone=zones)
def test_what_is_held_is_held_for_one_night(seconds: int, zone: ZoneInfo) -> None:
    moment = at("2024-01-01") + timedelta(seconds=seconds)
    somebody = person(zone=zone)
    woken = waking(moment, somebody)

    assert timedelta(0) <= woken - moment <= 13 * HOUR
    assert not is_quiet(woken, somebody)
    assert (woken == moment) == (not is_quiet(moment, somebody))


@pytest.mark.parametrize("around", [GAP, FOLD])
@pytest.mark.parametrize("zone", ZONES)
def test_hourly_rounds_serve_everybody_once_a_day_wherever_clocks_change(zone: str, around: date) -> None:
    somebody = person(zone=ZoneInfo(zone))
    first = datetime.combine(around - timedelta(days=2), datetime.min.time(), GENEVA).astimezone(UTC)
    served: dict[date, datetime] = {}
    for now in (first + timedelta(minutes=5) + HOUR * count for count in range(5 * 24)):
        if hour_of(day := now.astimezone(GENEVA).date(), somebody) <= now:
            served.setdefault(day, now)
    moments = list(served.values())

    # The hour may lie twice in a day of 25 hours in Geneva, and then not in the day after it.
    longest = 26 * HOUR if around == GAP else 48 * HOUR
    assert len(moments) >= 4
    assert [
        later - earlier
        for earlier, later in pairwise(moments)
        if later - earlier > longest or is_quiet(later, somebody)
    ] == []
