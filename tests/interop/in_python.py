"""The parsers written in Python, each with its own idea of a text and a time."""

from datetime import UTC, date, datetime
from typing import Any

import icalendar
import recurring_ical_events  # type: ignore[import-untyped] # it brings no types
import vobject  # type: ignore[import-untyped] # likewise
from ical.calendar_stream import IcsCalendarStream

from tests.interop.reading import Item, Reading, by_uid, in_utc

_ALWAYS = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2060, 1, 1, tzinfo=UTC))


def by_icalendar(body: bytes) -> Reading:
    """Read as ``icalendar``, which keeps a list of what it could not read; here that must be empty."""
    calendar = icalendar.Calendar.from_ical(body)
    if problems := [each for part in calendar.walk() for each in part.errors]:
        raise ValueError(problems)
    return by_uid(map(_of_icalendar, calendar.walk("VEVENT")))


def by_recurring(body: bytes) -> Reading:
    """Read as ``recurring-ical-events``, which answers what happens between two moments."""
    calendar = icalendar.Calendar.from_ical(body)
    return by_uid(map(_of_icalendar, recurring_ical_events.of(calendar).between(*_ALWAYS)))


def by_ical(body: bytes) -> Reading:
    """Read as ``ical``, the parser of Home Assistant."""
    return by_uid(
        Item(
            uid=each.uid or "",
            start=in_utc(each.start),
            end=in_utc(each.end),
            summary=each.summary or "",
            description=each.description or "",
            location=each.location or "",
            categories=tuple(each.categories),
            url=str(each.url or ""),
            status=each.status.value if each.status else "",
            sequence=each.sequence or 0,
        )
        for each in IcsCalendarStream.calendar_from_ics(body.decode()).events
    )


def by_vobject(body: bytes) -> Reading:
    """Read as ``vobject``, the parser of Radicale."""
    calendar, *others = vobject.readComponents(body.decode())
    if others:
        raise ValueError("more than one calendar")
    return by_uid(map(_of_vobject, calendar.contents.get("vevent", [])))


def _of_icalendar(event: Any) -> Item:  # noqa: ANN401 - of a library without types
    categories = event.get("CATEGORIES")
    return Item(
        uid=str(event["UID"]),
        start=in_utc(event.decoded("DTSTART")),
        end=in_utc(event.decoded("DTEND")),
        summary=str(event.get("SUMMARY", "")),
        description=str(event.get("DESCRIPTION", "")),
        location=str(event.get("LOCATION", "")),
        categories=tuple(map(str, categories.cats)) if categories else (),
        url=str(event.get("URL", "")),
        status=str(event.get("STATUS", "")),
        sequence=int(event.get("SEQUENCE", 0)),
    )


def _of_vobject(event: Any) -> Item:  # noqa: ANN401 - of a library without types
    def text(name: str) -> str:
        return str(event.getChildValue(name, ""))

    def moment(name: str) -> date:
        return in_utc(event.getChildValue(name))

    return Item(
        uid=text("uid"),
        start=moment("dtstart"),
        end=moment("dtend"),
        summary=text("summary"),
        description=text("description"),
        location=text("location"),
        categories=tuple(event.getChildValue("categories", ())),
        url=text("url"),
        status=text("status"),
        sequence=int(text("sequence") or 0),
    )
