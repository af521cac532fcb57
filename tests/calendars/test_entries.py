from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calendars.entries import Mark, in_order, is_timed, marks_of, write_entry
from calendars.identity import Part
from calendars.wording import Variant
from tests.calendars.build import day, lead, milestone, rule, utc, world
from uprcycle.days.span import Days, Instant, Precision, Status, cut_off
from uprcycle.rules.rule import Kind
from uprcycle.subscriptions import WindowForm
from uprcycle.wording.language import ENGLISH

DUTY = rule("consultation", lead=lead("8 months before", "3 months before"))
DEADLINE = rule("deadline", kind=Kind.DEADLINE)
DOCUMENT = rule("list", kind=Kind.DOCUMENT, lead=lead("on the day", "48 hours after"))


@pytest.mark.parametrize(
    ("span", "start", "end"),
    [
        pytest.param("2026-05-04", "2026-05-04", "2026-05-05", id="a-day-ends-the-day-after"),
        pytest.param("2026-12-31", "2026-12-31", "2027-01-01", id="over-new-year"),
        pytest.param("week of 2026-05-04", "2026-05-04", "2026-05-11", id="a-week-is-a-bar"),
        pytest.param("2028-02", "2028-02-01", "2028-03-01", id="a-month-is-a-bar"),
        pytest.param("2027-01/2027-02", "2027-01-01", "2027-03-01", id="two-months-stay-one-entry"),
        pytest.param("by 2026-05-04", "2026-05-04", "2026-05-05", id="a-latest-day-is-that-day"),
        pytest.param("2026-05-01/2026-05-31", "2026-05-01", "2026-06-01", id="31-days-are-a-bar"),
    ],
)
def test_whole_days_are_one_mark_with_an_exclusive_end(span: str, start: str, end: str) -> None:
    found = milestone(span)

    assert marks_of(found) == (Mark(found, Part.WHOLE, day(start), day(end)),)


def test_a_window_of_32_days_is_shown_by_its_two_ends() -> None:
    found = milestone("2026-05-01/2026-06-01", of=DUTY)

    assert marks_of(found) == (
        Mark(found, Part.OPENS, day("2026-05-01"), day("2026-05-02")),
        Mark(found, Part.CLOSES, day("2026-06-01"), day("2026-06-02")),
    )


SHORT, LONG = "2026-05-04/2026-05-15", "2026-05-04/2026-09-30"
WHOLE, ENDS = ["4-KEN-consult"], ["4-KEN-consult-opens", "4-KEN-consult-closes"]


@pytest.mark.parametrize(
    ("span", "windows", "expected"),
    [
        (SHORT, WindowForm.AUTO, WHOLE),
        (SHORT, WindowForm.BARS, WHOLE),
        (SHORT, WindowForm.ENDS, ENDS),
        (LONG, WindowForm.AUTO, ENDS),
        (LONG, WindowForm.BARS, WHOLE),
        (LONG, WindowForm.ENDS, ENDS),
        ("2026-05", WindowForm.ENDS, WHOLE),
        ("week of 2026-05-04", WindowForm.ENDS, WHOLE),
        ("by 2026-05-04", WindowForm.ENDS, WHOLE),
        ("2026-05-04", WindowForm.ENDS, WHOLE),
    ],
)
def test_a_window_is_shown_as_chosen_and_nothing_else_is_cut(
    span: str, windows: WindowForm, expected: list[str]
) -> None:
    assert [each.name for each in marks_of(milestone(span, of=rule("consult")), windows)] == expected


@pytest.mark.parametrize("span", [SHORT, LONG])
def test_one_name_stands_at_one_place_however_windows_are_shown(span: str) -> None:
    found = milestone(span)
    places = {(each.name, each.start, each.end) for form in WindowForm for each in marks_of(found, form)}

    assert len({name for name, _, _ in places}) == len(places) == 3


def test_an_unknown_date_has_no_mark() -> None:
    assert marks_of(milestone("unknown")) == ()


def test_a_sitting_is_busy_from_its_start_to_its_end() -> None:
    found = milestone("2026-05-04T09:00/2026-05-04T12:30")

    assert marks_of(found) == (
        Mark(found, Part.WHOLE, utc("2026-05-04T07:00"), utc("2026-05-04T10:30"), is_busy=True),
    )


def test_hours_in_which_nobody_sits_are_free() -> None:
    found = milestone("2026-05-04T12:30/2026-05-06T12:30", of=DOCUMENT)

    assert marks_of(found) == (Mark(found, Part.WHOLE, utc("2026-05-04T10:30"), utc("2026-05-06T10:30")),)


@pytest.mark.parametrize(
    ("span", "start", "end"),
    [
        pytest.param("2026-07-17T15:00", "2026-07-17T12:45", "2026-07-17T13:00", id="summer"),
        pytest.param("2026-10-25T15:00", "2026-10-25T13:45", "2026-10-25T14:00", id="the-day-clocks-go-back"),
        pytest.param("2026-03-29T03:05", "2026-03-29T00:50", "2026-03-29T01:05", id="over-the-gap"),
    ],
)
def test_a_cut_off_is_the_quarter_of_an_hour_before_it(span: str, start: str, end: str) -> None:
    found = milestone(span, of=DEADLINE)

    assert marks_of(found) == (Mark(found, Part.WHOLE, utc(start), utc(end)),)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Asia/Kathmandu", "Pacific/Pago_Pago"])
def test_a_cut_off_of_another_zone_is_the_same_moment_in_utc(zone: str) -> None:
    span = cut_off(date(2026, 5, 4), 17, 0, ZoneInfo(zone))

    (mark,) = marks_of(milestone(span))

    assert (mark.end, mark.start.tzinfo) == (span.end.astimezone(UTC), UTC)  # type: ignore[attr-defined]


zones = st.sampled_from([ZoneInfo(key) for key in ("Europe/Zurich", "Pacific/Kiritimati", "Asia/Kathmandu")])
moments = st.datetimes(datetime(2006, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy adds the zone


@settings(deadline=None)
@given(moments, st.integers(0, 72), zones)
def test_every_timed_mark_is_in_utc_and_longer_than_nothing(
    start: datetime, hours: int, zone: ZoneInfo
) -> None:
    first, last = start.astimezone(zone), (start + timedelta(hours=hours)).astimezone(zone)
    assume(first <= last)  # on the night the clocks go back, a wall clock can stand still

    (mark,) = marks_of(milestone(Instant(first, last)))

    assert is_timed(mark)
    assert (mark.start.tzinfo, mark.start < mark.end) == (UTC, True)  # type: ignore[attr-defined]


whole = st.sampled_from([each for each in Precision if each not in (Precision.INSTANT, Precision.UNKNOWN)])


@settings(deadline=None)
@given(st.dates(date(2006, 1, 1), date(2040, 1, 1)), st.integers(0, 400), whole)
def test_every_whole_day_mark_ends_after_it_starts(first: date, days: int, precision: Precision) -> None:
    marks = marks_of(milestone(Days(first, first + timedelta(days), precision)))

    assert [mark.start < mark.end and not is_timed(mark) for mark in marks] == [True] * len(marks)
    assert 1 <= len(marks) <= 2


def test_marks_are_in_order_of_start_and_name_whatever_order_they_come_in() -> None:
    later, earlier = milestone("2026-05-04"), milestone("2026-05-03")
    timed = milestone("2026-05-04T15:00", of=DEADLINE)
    marks = [mark for each in (timed, later, earlier) for mark in marks_of(each)]

    assert [each.milestone for each in in_order(marks)] == [earlier, later, timed]
    assert in_order(marks[::-1]) == in_order(marks)


def test_an_entry_carries_what_the_calendar_shows() -> None:
    (mark,) = marks_of(milestone("2026-05-04T09:00/2026-05-04T12:30"))

    entry = write_entry(mark, world(), ENGLISH, Variant.SHARED)

    assert (entry.name, entry.path, entry.language) == (
        "4-KEN-working-group-review",
        "/countries/KEN#working-group-review",
        "en",
    )
    assert (entry.start, entry.end, entry.is_busy) == (mark.start, mark.end, True)
    assert (entry.status, entry.kind, entry.categories) == (
        Status.CONFIRMED,
        Kind.EVENT,
        ("event", "Review"),
    )
    assert entry.summary == "Kenya: Review in the Working Group"


def test_a_withdrawn_sitting_keeps_nobody_busy() -> None:
    (mark,) = marks_of(milestone("2026-05-04T09:00/2026-05-04T12:30", Status.WITHDRAWN))

    entry = write_entry(mark, world(), ENGLISH, Variant.OWN)

    assert (mark.is_withdrawn, entry.is_busy) == (True, False)
    assert entry.summary == "Cancelled: Review in the Working Group"


def test_every_time_that_a_duty_comes_leads_to_the_page_of_its_rule() -> None:
    times = [replace(milestone("2026-05-04"), ordinal=number) for number in (1, 2)]
    entries = [write_entry(marks_of(each)[0], world(), ENGLISH, Variant.OWN) for each in times]

    assert [each.name for each in entries] == [
        "4-KEN-working-group-review",
        "4-KEN-working-group-review~2",
    ]
    assert {each.path for each in entries} == {"/countries/KEN#working-group-review"}
