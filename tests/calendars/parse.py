"""Two parsers that know nothing of each other, and what a feed must be before either reads it."""

import re
from datetime import UTC, date, datetime

import icalendar
from ical.calendar_stream import IcsCalendarStream

LONGEST_LINE = 75  # octets
LONGEST_SUMMARY = 254

_UNSAFE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
_UNWANTED = re.compile("BEGIN:(VTIMEZONE|VALARM|VTODO)|ATTENDEE|ORGANIZER|METHOD")
_FLOATING = re.compile(r"(DT|LAST-MODIFIED)[^:]*:\d{8}T\d{6}")


def check_form(body: bytes) -> list[str]:
    """Return what is wrong with the form of a feed."""
    folded = body.split(b"\r\n")
    lines = body.decode().replace("\r\n ", "").split("\r\n")
    wrong = {
        "the last line has no end": lines[-1] != "",
        "a line break stands raw": any(b"\n" in each or b"\r" in each for each in folded),
        "a line is too long": any(len(each) > LONGEST_LINE for each in folded),
        "a fold inside a character": not all(map(_is_whole, folded)),
        "a byte order mark": body.startswith(b"\xef\xbb\xbf"),
        "a control or separator": any(map(_UNSAFE.search, lines)),
        "not one calendar": [lines.count("BEGIN:VCALENDAR"), lines.count("END:VCALENDAR")] != [1, 1],
        "a zone, an alarm or a person": any(map(_UNWANTED.match, lines)),
        "a floating time": any(map(_FLOATING.fullmatch, lines)),
        "a cancellation misspelt": "STATUS:CANCELED" in lines,
    }
    return [name for name, found in wrong.items() if found] + _check_entries(lines)


def by_icalendar(body: bytes) -> dict[str, tuple[str, str, date, date]]:
    """Return summary, description, start and end by UID as ``icalendar`` reads them."""
    events = icalendar.Calendar.from_ical(body).walk("VEVENT")
    return {
        str(each["UID"]): (
            str(each["SUMMARY"]),
            str(each["DESCRIPTION"]),
            _plain(each.decoded("DTSTART")),
            _plain(each.decoded("DTEND")),
        )
        for each in events
    }


def by_ical(body: bytes) -> dict[str, tuple[str, str, date, date]]:
    """Return the same as ``ical`` reads it, the parser of Home Assistant, which refuses more."""
    events = IcsCalendarStream.calendar_from_ics(body.decode()).events
    return {
        each.uid or "": (
            each.summary or "",
            each.description or "",
            _plain(each.start),
            _plain(each.end),
        )
        for each in events
    }


def _check_entries(lines: list[str]) -> list[str]:
    uids = [each for each in lines if each.startswith("UID")]
    starts = [each for each in lines if each.startswith("DTSTART")]
    ends = [each for each in lines if each.startswith("DTEND")]
    summaries = [each.partition(":")[2] for each in lines if each.startswith("SUMMARY")]
    wrong = {
        "a UID twice": len(set(uids)) != len(uids),
        "a UID too many or too few": len(uids) != lines.count("BEGIN:VEVENT"),
        "an entry without its end": not len(starts) == len(ends) == lines.count("BEGIN:VEVENT"),
        "start and end of two types": [";VALUE=DATE:" in each for each in starts]
        != [";VALUE=DATE:" in each for each in ends],
        "a summary too long": any(len(each.replace("\\", "")) > LONGEST_SUMMARY for each in summaries),
    }
    return [name for name, found in wrong.items() if found]


def _is_whole(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _plain(moment: date) -> date:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment
