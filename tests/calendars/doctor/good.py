"""A feed without a fault that has one of everything, and ways to spoil it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

from calendars.doctor.examine import examine

SEEN = datetime(2026, 11, 22, 9, tzinfo=UTC)

HEAD = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//tests//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
NAME;LANGUAGE=en:Reviews
X-WR-CALNAME:Reviews
DESCRIPTION;LANGUAGE=en:All dates from 2026 to 2028
X-WR-CALDESC:All dates from 2026 to 2028
COLOR:steelblue
X-APPLE-CALENDAR-COLOR:#4682B4
SOURCE;VALUE=URI:https://upr.example.org/feeds/all.ics
URL:https://upr.example.org/
REFRESH-INTERVAL;VALUE=DURATION:PT12H
X-PUBLISHED-TTL:PT12H
"""
ZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Zurich
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
END:VTIMEZONE
"""
SITTING = """\
BEGIN:VEVENT
UID:4-KEN-review@cal.example.org
DTSTAMP:20261120T093000Z
LAST-MODIFIED:20261120T093000Z
SEQUENCE:1
DTSTART:20270504T070000Z
DTEND:20270504T103000Z
SUMMARY;LANGUAGE=en:Review of Kenya
DESCRIPTION;LANGUAGE=en:First line\\nsecond\\, with a comma\\; and more
 \\nhttps://upr.example.org/
CATEGORIES;LANGUAGE=en:Review,Geneva
URL:https://upr.example.org/countries/KEN
STATUS:CONFIRMED
TRANSP:OPAQUE
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
END:VEVENT
"""
DEADLINE = """\
BEGIN:VEVENT
UID:4-KEN-national-report@cal.example.org
DTSTAMP:20261120T093000Z
LAST-MODIFIED:20261120T093000Z
SEQUENCE:0
DTSTART;VALUE=DATE:20270209
DTEND;VALUE=DATE:20270210
SUMMARY;LANGUAGE=en:National report
STATUS:TENTATIVE
TRANSP:TRANSPARENT
X-MICROSOFT-CDO-BUSYSTATUS:FREE
BEGIN:VALARM
UID:4-KEN-national-report-alarm@cal.example.org
ACTION:DISPLAY
DESCRIPTION:National report
TRIGGER:-P6DT15H
END:VALARM
END:VEVENT
"""
WEEKLY = """\
BEGIN:VEVENT
UID:4-KEN-weekly@cal.example.org
DTSTAMP:20261120T093000Z
LAST-MODIFIED:20261120T093000Z
SEQUENCE:0
DTSTART;TZID=Europe/Zurich:20270104T100000
DTEND;TZID=Europe/Zurich:20270104T110000
RRULE:FREQ=WEEKLY;UNTIL=20270201T090000Z
EXDATE;TZID=Europe/Zurich:20270111T100000
SUMMARY;LANGUAGE=en:Weekly meeting
STATUS:CONFIRMED
TRANSP:OPAQUE
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
END:VEVENT
"""
WITHDRAWN = """\
BEGIN:VEVENT
UID:4-KEN-midterm@cal.example.org
DTSTAMP:20261120T093000Z
LAST-MODIFIED:20261120T093000Z
SEQUENCE:2
DTSTART;VALUE=DATE:20290801
DTEND;VALUE=DATE:20290901
SUMMARY;LANGUAGE=en:Mid-term report (cancelled)
STATUS:CANCELLED
TRANSP:TRANSPARENT
X-MICROSOFT-CDO-BUSYSTATUS:FREE
END:VEVENT
"""
TASK = """\
BEGIN:VTODO
UID:4-KEN-national-report-task@cal.example.org
DTSTAMP:20261120T093000Z
LAST-MODIFIED:20261120T093000Z
SEQUENCE:0
DUE;VALUE=DATE:20270209
SUMMARY;LANGUAGE=en:National report
STATUS:NEEDS-ACTION
PRIORITY:5
PERCENT-COMPLETE:0
RELATED-TO:4-KEN-national-report@cal.example.org
END:VTODO
"""
GOOD = f"{HEAD}{ZONE}{SITTING}{DEADLINE}{WEEKLY}{WITHDRAWN}{TASK}END:VCALENDAR\n"

Spoil: TypeAlias = tuple[str, str] | Callable[[bytes], bytes]
"""A text and what takes its place, or what is done to the bytes."""


def ics(text: str) -> bytes:
    """Return a text with the line ends of the standard."""
    return text.replace("\n", "\r\n").encode()


def spoilt(*spoils: Spoil) -> bytes:
    """Return the good feed spoilt; a text that is not there would spoil nothing."""
    data = ics(GOOD)
    for spoil in spoils:
        if callable(spoil):
            data = spoil(data)
        else:
            old, new = ics(spoil[0]), ics(spoil[1])
            assert old in data, spoil[0]
            data = data.replace(old, new, 1)
    return data


def found_in(data: bytes) -> list[str]:
    """Return the ids of what is found, sorted."""
    return sorted(each.check.id for each in examine(data, SEEN).findings)
