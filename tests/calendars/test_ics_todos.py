"""What only a feed of one's own holds: to-dos, ties between twins, alarms, two languages."""

from dataclasses import replace
from datetime import date, timedelta

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream

from calendars.entries import Todo
from calendars.ics import calendar_bytes, component_bytes, todo_bytes
from tests.calendars.build import SITE, day, utc
from tests.calendars.test_ics import COVER, ENTRY, STAMP
from uprcycle.checklist.tick import TaskState
from uprcycle.days.span import Status

LINK = "https://upr.example.org/countries/KEN#working-group-review"
REPORT = Todo(
    replace(ENTRY, name="4-KEN-report-for-ab-todo", related="4-KEN-report-for-ab"),
    due=day("2026-05-05"),
    first=day("2026-05-04"),
    state=TaskState.OPEN,
)


def lines(body: bytes) -> list[str]:
    return body.decode().replace("\r\n ", "").split("\r\n")[:-1]


def test_a_to_do_is_these_bytes() -> None:
    assert lines(todo_bytes(REPORT, STAMP, SITE)) == [
        "BEGIN:VTODO",
        "SUMMARY;LANGUAGE=en:Review\\, in Geneva\\; all day",
        "DTSTART;VALUE=DATE:20260504",
        "DTSTAMP:20260112T093000Z",
        "DUE;VALUE=DATE:20260505",
        "UID:4-KEN-report-for-ab-todo@cal.example.org",
        "SEQUENCE:3",
        "CATEGORIES;LANGUAGE=en:event,Review oral",
        f"DESCRIPTION;LANGUAGE=en:One\\nTwo \\\\ three\\n\\n{LINK}",
        "LAST-MODIFIED:20260112T093000Z",
        "PERCENT-COMPLETE:0",
        "STATUS:NEEDS-ACTION",
        f"URL:{LINK}",
        "RELATED-TO;RELTYPE=SIBLING:4-KEN-report-for-ab@cal.example.org",
        "END:VTODO",
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, {"STATUS:NEEDS-ACTION", "PERCENT-COMPLETE:0"}),
        ({"state": TaskState.ACKNOWLEDGED}, {"STATUS:IN-PROCESS", "PERCENT-COMPLETE:0"}),
        (
            {"state": TaskState.DONE, "completed": utc("2026-04-30T08:15")},
            {"STATUS:COMPLETED", "PERCENT-COMPLETE:100", "COMPLETED:20260430T081500Z"},
        ),
        ({"state": TaskState.NOT_APPLICABLE}, {"STATUS:CANCELLED", "PERCENT-COMPLETE:0"}),
        (
            {"entry": replace(REPORT.entry, status=Status.WITHDRAWN)},
            {"STATUS:CANCELLED", "PERCENT-COMPLETE:0"},
        ),
    ],
    ids=["open", "acknowledged", "done", "na", "withdrawn"],
)
def test_a_to_do_says_how_far_it_is(change: dict[str, object], expected: set[str]) -> None:
    written = lines(todo_bytes(replace(REPORT, **change), STAMP, SITE))  # type: ignore[arg-type]

    assert {each for each in written if each.startswith(("STATUS", "PERCENT", "COMPLETED"))} == expected


@pytest.mark.parametrize("first", [day("2026-05-04"), None])
def test_two_parsers_read_a_to_do_and_its_due_day(first: date | None) -> None:
    body = calendar_bytes(COVER, [todo_bytes(replace(REPORT, first=first), STAMP, SITE)])

    (loose,) = icalendar.Calendar.from_ical(body).walk("VTODO")
    (strict,) = IcsCalendarStream.calendar_from_ics(body.decode()).todos

    assert loose.decoded("DUE") == strict.due == day("2026-05-05")
    assert (loose.decoded("DTSTART") if first else None) == strict.dtstart == first
    assert "DURATION" not in loose


def test_twins_are_tied_by_their_names_and_not_by_one() -> None:
    event = lines(component_bytes(replace(ENTRY, related=REPORT.entry.name), STAMP, SITE))

    assert "RELATED-TO;RELTYPE=SIBLING:4-KEN-report-for-ab-todo@cal.example.org" in event


def test_an_entry_in_two_languages_names_that_of_its_summary_only() -> None:
    event = lines(component_bytes(replace(ENTRY, is_bilingual=True), STAMP, SITE))

    assert [each.partition(":")[0] for each in event if each.startswith(("SUMMARY", "DESCR"))] == [
        "SUMMARY;LANGUAGE=en",
        "DESCRIPTION",
    ]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (timedelta(days=6, hours=15), "-P6DT15H"),
        (timedelta(hours=15), "-PT15H"),
        (timedelta(days=7, hours=5, minutes=45), "-P7DT5H45M"),
        (timedelta(days=1), "-P1D"),
        (timedelta(minutes=30), "-PT30M"),
        (timedelta(hours=15) - timedelta(days=11), "P10DT9H"),
    ],
)
def test_an_alarm_rings_so_long_before_or_after_the_start(before: timedelta, expected: str) -> None:
    event = lines(component_bytes(replace(ENTRY, alarms=(before,)), STAMP, SITE))

    assert event[-8:] == [
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION;LANGUAGE=en:Review\\, in Geneva\\; all day",
        f"TRIGGER:{expected}",
        "UID:4-KEN-working-group-review-alarm-1@cal.example.org",
        "END:VALARM",
        "END:VEVENT",
    ]
    body = calendar_bytes(COVER, [component_bytes(replace(ENTRY, alarms=(before,)), STAMP, SITE)])
    (alarm,) = icalendar.Calendar.from_ical(body).walk("VALARM")
    assert alarm.decoded("TRIGGER") == -before
    (strict,) = IcsCalendarStream.calendar_from_ics(body.decode()).events[0].alarm
    assert strict.trigger == -before


def test_a_to_do_rings_before_it_is_due_and_whether_or_not_it_has_a_start() -> None:
    ringing = replace(REPORT, entry=replace(REPORT.entry, alarms=(timedelta(hours=15),)), first=None)

    assert lines(todo_bytes(ringing, STAMP, SITE))[-8:] == [
        "RELATED-TO;RELTYPE=SIBLING:4-KEN-report-for-ab@cal.example.org",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION;LANGUAGE=en:Review\\, in Geneva\\; all day",
        "TRIGGER;RELATED=END:-PT15H",
        "UID:4-KEN-report-for-ab-todo-alarm-1@cal.example.org",
        "END:VALARM",
        "END:VTODO",
    ]


def test_two_alarms_have_uids_of_their_own() -> None:
    week, night = timedelta(days=6, hours=15), timedelta(hours=15)
    event = lines(component_bytes(replace(ENTRY, alarms=(week, night)), STAMP, SITE))

    assert [each for each in event if each.startswith("UID")] == [
        "UID:4-KEN-working-group-review@cal.example.org",
        "UID:4-KEN-working-group-review-alarm-1@cal.example.org",
        "UID:4-KEN-working-group-review-alarm-2@cal.example.org",
    ]
