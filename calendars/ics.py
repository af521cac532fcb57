"""Entries and calendars as RFC 5545 bytes; the only door to ``icalendar``.

What clients do with bytes that are merely legal decided the rules here: no raw line breaks,
both X-WR-CALNAME and NAME, an end on every entry, no zone definitions, no alarm.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Component, Event
from icalendar.prop import vDuration, vText, vUri

from calendars.entries import Entry
from calendars.identity import Site, uid_of
from uprcycle.days.span import Status

PRODUCT = "-//uprcycle//calendars//EN"
REFRESH = timedelta(hours=12)

_LONGEST_LINE = 75  # octets, without the line break
_INSIDE_A_CHARACTER = range(0x80, 0xC0)  # the octets of UTF-8 that continue one

_BREAKS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
# Controls, lone surrogates, byte order marks, and what turns the direction of the rest of a line.
_UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
_STATUS = {
    Status.ESTIMATED: "TENTATIVE",
    Status.TENTATIVE: "TENTATIVE",
    Status.CONFIRMED: "CONFIRMED",
    Status.HELD: "CONFIRMED",
    Status.WITHDRAWN: "CANCELLED",
}


class _Text(vText):
    r"""A TEXT with exactly the escapes of RFC 5545; the library's own takes ``\N`` for a line break."""

    def to_ical(self) -> bytes:
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return escaped.encode()


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which revision of an entry this is: SEQUENCE, and when it last changed (UTC)."""

    sequence: int
    modified: datetime


@dataclass(frozen=True, slots=True)
class Cover:
    """What a calendar says of itself; ``color`` is a CSS name and its ``#RRGGBB``."""

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
    return " ".join(clean_text(text).split())


def component_bytes(entry: Entry, stamp: Stamp, site: Site) -> bytes:
    """Return one VEVENT; the same bytes for the same entry, stamp and site."""
    modified = stamp.modified.astimezone(UTC).replace(microsecond=0)
    link = f"{site.base_url}{entry.path}"
    spoken = {"LANGUAGE": entry.language}
    event = Event()
    event.add("uid", clean_line(uid_of(entry.name, site)))
    event.add("dtstamp", modified)
    event.add("last-modified", modified)
    event.add("sequence", stamp.sequence)
    event.add("dtstart", entry.start)
    event.add("dtend", entry.end)
    event.add("summary", _Text(clean_line(entry.summary), params=spoken))
    event.add("description", _Text(clean_text(f"{entry.description}\n\n{link}"), params=spoken))
    event.add("categories", [clean_line(each) for each in entry.categories], parameters=spoken)
    event.add("url", vUri(clean_line(link)))
    event.add("status", _STATUS[entry.status])
    event.add("transp", "OPAQUE" if entry.is_busy else "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "BUSY" if entry.is_busy else "FREE")
    return _bytes_of(event)


def calendar_bytes(cover: Cover, components: Iterable[bytes]) -> bytes:
    """Return a calendar of components that are already bytes, in the order they come in."""
    head, tail = _shell(cover)
    return b"".join((head, *components, tail))


def _bytes_of(component: Component) -> bytes:
    return b"".join(_folded(line.encode()) for line in component.content_lines() if line)


def _folded(line: bytes) -> bytes:
    """Cut a line between characters; the library does it too, many times more slowly."""
    pieces = []
    start, room = 0, _LONGEST_LINE
    while len(line) - start > room:
        end = start + room
        while line[end] in _INSIDE_A_CHARACTER:
            end -= 1
        pieces.append(line[start:end])
        start, room = end, _LONGEST_LINE - 1
    return b"\r\n ".join((*pieces, line[start:])) + b"\r\n"


def _shell(cover: Cover) -> tuple[bytes, bytes]:
    name, description = clean_line(cover.name), clean_text(cover.description)
    color, rgb = cover.color
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", _Text(name, params={"LANGUAGE": cover.language}))
    calendar.add("x-wr-calname", _Text(name))
    calendar.add("description", _Text(description, params={"LANGUAGE": cover.language}))
    calendar.add("x-wr-caldesc", _Text(description))
    calendar.add("color", color)
    calendar.add("x-apple-calendar-color", rgb)
    calendar.add("source", vUri(cover.source, params={"VALUE": "URI"}))
    calendar.add("url", vUri(cover.page))
    calendar.add("refresh-interval", vDuration(REFRESH, params={"VALUE": "DURATION"}))
    calendar.add("x-published-ttl", vDuration(REFRESH))
    text = _bytes_of(calendar)
    end = text.rindex(b"END:VCALENDAR")
    return text[:end], text[end:]
