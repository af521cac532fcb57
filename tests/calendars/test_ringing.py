from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from calendars.entries import Todo, marks_of
from calendars.ics import component_bytes, todo_bytes
from calendars.ringing import rings_before, rings_of
from tests.calendars.build import SITE, day, lead, milestone, rule, utc
from tests.calendars.test_ics import ENTRY, STAMP
from uprcycle.checklist.tick import TaskState

NAIROBI = ZoneInfo("Africa/Nairobi")
WEEK_AND_DAY = (timedelta(days=6, hours=15), timedelta(hours=15))
DUTY = rule("consult", lead=lead("8 months before", "3 months before"))


@pytest.mark.parametrize(
    ("start", "zone", "expected"),
    [
        pytest.param(day("2026-05-04"), "Africa/Nairobi", WEEK_AND_DAY, id="day"),
        pytest.param(day("2026-03-30"), "Europe/Zurich", WEEK_AND_DAY, id="day-after-the-clocks-changed"),
        pytest.param(
            utc("2026-05-04T12:45"),
            "Europe/Zurich",
            (timedelta(days=7, hours=5, minutes=45), timedelta(days=1, hours=5, minutes=45)),
            id="hour",
        ),
        pytest.param(
            utc("2026-05-04T12:45"),
            "Pacific/Tongatapu",  # 01:45 on the next day
            (timedelta(days=6, hours=16, minutes=45), timedelta(hours=16, minutes=45)),
            id="night-in-tonga",
        ),
    ],
)
def test_alarms_ring_at_nine_a_week_and_a_day_before(
    start: date, zone: str, expected: tuple[timedelta, ...]
) -> None:
    assert rings_before(start, ZoneInfo(zone)) == expected


def rung(component: bytes) -> list[str]:
    """Return when ``icalendar`` finds an event or a to-do ringing."""
    found = icalendar.Alarms(icalendar.Component.from_ical(component))  # type: ignore[arg-type]
    return [f"{each.trigger:%Y-%m-%d %H:%M}" for each in found.times]


@pytest.mark.parametrize(
    ("span", "safe", "expected"),
    [
        pytest.param("2026-05-04/2026-05-15", "2026-05-15", ["2026-05-03", "2026-05-14"], id="bar"),
        pytest.param("2026-05-04/2026-05-05", "2026-05-05", ["2026-05-03", "2026-05-04"], id="two-days"),
        pytest.param("2026-05-04/2026-05-15", "2026-05-10", ["2026-05-03", "2026-05-09"], id="safe-earlier"),
        pytest.param("2026-05-04/2026-05-15", "2026-05-04", ["2026-04-27", "2026-05-03"], id="any-day"),
        pytest.param("2026-05-04", "2026-05-04", ["2026-04-27", "2026-05-03"], id="day"),
    ],
)
def test_icalendar_finds_a_bar_ringing_before_its_first_and_its_last_day(
    span: str, safe: str, expected: list[str]
) -> None:
    (mark,) = marks_of(milestone(span, of=DUTY))
    entry = replace(ENTRY, start=mark.start, end=mark.end, alarms=rings_of(mark, day(safe), NAIROBI))

    assert rung(component_bytes(entry, STAMP, SITE)) == [f"{each} 09:00" for each in expected]


def test_icalendar_finds_a_to_do_ringing_before_the_day_on_which_it_is_due() -> None:
    due = day("2026-05-15")
    entry = replace(ENTRY, alarms=rings_before(due, NAIROBI))
    todo = todo_bytes(Todo(entry, due, day("2026-05-04"), TaskState.OPEN), STAMP, SITE)

    assert rung(todo) == ["2026-05-08 09:00", "2026-05-14 09:00"]


def test_the_end_of_a_window_rings_before_its_own_day() -> None:
    marks = marks_of(milestone("2026-05-04/2026-09-30", of=DUTY))

    assert [rings_of(each, day("2026-09-30"), NAIROBI) for each in marks] == [WEEK_AND_DAY, WEEK_AND_DAY]


def test_an_end_that_may_have_passed_before_rings_before_the_day_that_is_safe() -> None:
    opens, closes = marks_of(milestone("2026-05-04/2026-09-30", of=DUTY))
    earlier = tuple(each + timedelta(days=20) for each in WEEK_AND_DAY)

    assert [rings_of(each, day("2026-09-10"), NAIROBI) for each in (opens, closes)] == [WEEK_AND_DAY, earlier]
