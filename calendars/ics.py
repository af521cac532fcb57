"""Entries and calendars as RFC 5545 bytes; the only door to ``icalendar``.

The library writes calendars. Their entries, of which a release has some hundred thousand, are
written line by line, as it would write them (decision 0026).

What clients do with bytes that are merely legal decided the rules here: no raw line breaks,
both X-WR-CALNAME and NAME, an end on every entry, no zone definitions, alarms last.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar
from icalendar.prop import vDuration, vText, vUri

from calendars.entries import Entry, Todo
from calendars.identity import Site, uid_of
from uprcycle.checklist.tick import TaskState
from uprcycle.days.span import Status

PRODUCT = "-//uprcycle//calendars//EN"
REFRESH = timedelta(hours=12)

_LONGEST_LINE = 75  # octets, without the line break
_INSIDE_A_CHARACTER = range(0x80, 0xC0)  # the octets of UTF-8 that continue one

_BLANKS = re.compile("[ \t\n]+")  # no-break spaces stay: French puts them before colons
_BREAKS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
# Controls, lone surrogates, byte order marks, and what turns the direction of the rest of a line.
_UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
_CUTTING = re.compile(r'[\\;,"]')
_STATUS = {
    Status.ESTIMATED: "TENTATIVE",
    Status.TENTATIVE: "TENTATIVE",
    Status.CONFIRMED: "CONFIRMED",
    Status.HELD: "CONFIRMED",
    Status.WITHDRAWN: "CANCELLED",
}
_TODO_STATUS = {
    TaskState.OPEN: "NEEDS-ACTION",
    TaskState.ACKNOWLEDGED: "IN-PROCESS",
    TaskState.DONE: "COMPLETED",
    TaskState.NOT_APPLICABLE: "CANCELLED",
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which revision of an entry this is: SEQUENCE, and when it last changed (UTC)."""

    sequence: int
    modified: datetime


@dataclass(frozen=True, slots=True)
class Cover:
    """What a calendar says of itself; ``color`` is a CSS name and its ``#RRGGBB``.

    ``source`` is empty where the address of the feed is a secret.
    """

    name: str
    description: str
    source: str
    page: str
    color: tuple[str, str]
    language: str


def clean_text(text: str) -> str:
    """Return ``text`` with plain line breaks and without what breaks parsers or hides words."""
    return _UNSAFE.sub("", _BREAKS.sub("\n", text)).strip()


def clean_line(text: str) -> str:
    """Return ``text`` cleaned and on one line."""
    return _BLANKS.sub(" ", clean_text(text))


def clean_label(text: str) -> str:
    """Return ``text`` on one line without escapes and quotes, at which clients cut a list differently."""
    return clean_line(_CUTTING.sub(" ", text))


def component_bytes(entry: Entry, stamp: Stamp, site: Site) -> bytes:
    """Return one VEVENT; the same bytes for the same entry, stamp and site."""
    modified = _moment(stamp.modified)
    link = clean_line(f"{site.base_url}{entry.path}")
    spoken = f";LANGUAGE={entry.language}"
    return _bytes_of(
        (
            ("BEGIN", "VEVENT"),
            (f"SUMMARY{spoken}", _escaped(clean_line(entry.summary))),
            _stretch("DTSTART", entry.start),
            _stretch("DTEND", entry.end),
            ("DTSTAMP", modified),
            ("UID", _uid(entry.name, site)),
            ("SEQUENCE", str(stamp.sequence)),
            (f"CATEGORIES{spoken}", ",".join(map(clean_label, entry.categories))),
            _description(entry, link),
            ("LAST-MODIFIED", modified),
            ("STATUS", _STATUS[entry.status]),
            ("TRANSP", "OPAQUE" if entry.is_busy else "TRANSPARENT"),
            ("URL", link),
            ("X-MICROSOFT-CDO-BUSYSTATUS", "BUSY" if entry.is_busy else "FREE"),
            *_relation(entry, site),
            *_alarms(entry, site, "TRIGGER"),
            ("END", "VEVENT"),
        )
    )


def todo_bytes(todo: Todo, stamp: Stamp, site: Site) -> bytes:
    """Return one VTODO; the same bytes for the same to-do, stamp and site."""
    entry, modified = todo.entry, _moment(stamp.modified)
    link = clean_line(f"{site.base_url}{entry.path}")
    spoken = f";LANGUAGE={entry.language}"
    status = "CANCELLED" if entry.status is Status.WITHDRAWN else _TODO_STATUS[todo.state]
    return _bytes_of(
        (
            ("BEGIN", "VTODO"),
            (f"SUMMARY{spoken}", _escaped(clean_line(entry.summary))),
            *([_stretch("DTSTART", todo.first)] if todo.first else []),
            ("DTSTAMP", modified),
            _stretch("DUE", todo.due),
            *([("COMPLETED", _moment(todo.completed))] if todo.completed else []),
            ("UID", _uid(entry.name, site)),
            ("SEQUENCE", str(stamp.sequence)),
            (f"CATEGORIES{spoken}", ",".join(map(clean_label, entry.categories))),
            _description(entry, link),
            ("LAST-MODIFIED", modified),
            ("PERCENT-COMPLETE", "100" if todo.state is TaskState.DONE else "0"),
            ("STATUS", status),
            ("URL", link),
            *_relation(entry, site),
            *_alarms(entry, site, "TRIGGER;RELATED=END"),
            ("END", "VTODO"),
        )
    )


def calendar_bytes(cover: Cover, components: Iterable[bytes]) -> bytes:
    """Return a calendar of components that are already bytes, in the order they come in."""
    head, tail = calendar_ends(cover)
    return b"".join((head, *components, tail))


def _uid(name: str, site: Site) -> str:
    return _escaped(clean_line(uid_of(name, site)))


def _description(entry: Entry, link: str) -> tuple[str, str]:
    """Return the line of a description; where it is in two languages, it names neither."""
    spoken = "" if entry.is_bilingual else f";LANGUAGE={entry.language}"
    return f"DESCRIPTION{spoken}", _escaped(clean_text(f"{entry.description}\n\n{link}"))


def _relation(entry: Entry, site: Site) -> Iterator[tuple[str, str]]:
    if entry.related:
        yield "RELATED-TO;RELTYPE=SIBLING", _uid(entry.related, site)


def _alarms(entry: Entry, site: Site, trigger: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of the alarms: some clients refuse a feed where one has no description."""
    for number, before in enumerate(entry.alarms, start=1):
        yield "BEGIN", "VALARM"
        yield "ACTION", "DISPLAY"
        yield f"DESCRIPTION;LANGUAGE={entry.language}", _escaped(clean_line(entry.summary))
        yield trigger, f"-{_duration(before)}" if before >= timedelta(0) else _duration(-before)
        yield "UID", _uid(f"{entry.name}-alarm-{number}", site)
        yield "END", "VALARM"


def _duration(length: timedelta) -> str:
    """Return a length of minutes or more as ``P6DT15H``."""
    hours, minutes = divmod(length.seconds // 60, 60)
    days = f"{length.days}D" if length.days else ""
    times = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    return f"P{days}T{times}" if times else f"P{days}"


def calendar_ends(cover: Cover) -> tuple[bytes, bytes]:
    """Return what stands before and after the components of a calendar."""
    name, description = clean_line(cover.name), clean_text(cover.description)
    color, rgb = cover.color
    spoken = {"LANGUAGE": cover.language}
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", _Text(name, params=spoken))
    calendar.add("x-wr-calname", _Text(name))
    calendar.add("description", _Text(description, params=spoken))
    calendar.add("x-wr-caldesc", _Text(description))
    calendar.add("color", color)
    calendar.add("x-apple-calendar-color", rgb)
    if cover.source:
        calendar.add("source", vUri(cover.source, params={"VALUE": "URI"}))
    calendar.add("url", vUri(cover.page))
    calendar.add("refresh-interval", vDuration(REFRESH, params={"VALUE": "DURATION"}))
    calendar.add("x-published-ttl", vDuration(REFRESH))
    text = b"".join(_folded(line.encode()) for line in calendar.content_lines() if line)
    end = text.rindex(b"END:VCALENDAR")
    return text[:end], text[end:]


class _Text(vText):
    r"""A TEXT with exactly the escapes of RFC 5545; the library's own takes ``\N`` for a line break."""

    def to_ical(self) -> bytes:
        return _escaped(str(self)).encode()


def _bytes_of(lines: Iterable[tuple[str, str]]) -> bytes:
    return b"".join(_folded(f"{name}:{value}".encode()) for name, value in lines)


def _folded(line: bytes) -> bytes:
    """Cut a line between characters."""
    if len(line) <= _LONGEST_LINE:
        return line + b"\r\n"
    pieces = []
    start, room = 0, _LONGEST_LINE
    while len(line) - start > room:
        end = start + room
        while line[end] in _INSIDE_A_CHARACTER:
            end -= 1
        pieces.append(line[start:end])
        start, room = end, _LONGEST_LINE - 1
    return b"\r\n ".join((*pieces, line[start:])) + b"\r\n"


def _escaped(text: str) -> str:
    """Return a TEXT with exactly the escapes of RFC 5545."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _stretch(name: str, day: date) -> tuple[str, str]:
    """Return the line of a start or an end: a day, or a time in UTC."""
    if isinstance(day, datetime):
        return name, _moment(day)
    return f"{name};VALUE=DATE", day.strftime("%Y%m%d")
