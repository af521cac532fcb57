"""The parsers written in Python, each with its own idea of a text and a time."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import recurring_ical_events  # type: ignore[import-untyped] # it brings no types
import vobject  # type: ignore[import-untyped] # likewise
from ical.alarm import Alarm
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event
from ical.todo import Todo

from tests.interop.reading import Item, Reading, by_uid, in_utc

_KINDS = ("VEVENT", "VTODO")
_ALWAYS = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2060, 1, 1, tzinfo=UTC))


def by_icalendar(body: bytes) -> Reading:
    """Read as ``icalendar``, which keeps a list of what it could not read; here that must be empty."""
    calendar = icalendar.Calendar.from_ical(body)
    if problems := [each for part in calendar.walk() for each in part.errors]:
        raise ValueError(problems)
    return by_uid(_of_icalendar(each) for each in calendar.walk() if each.name in _KINDS)


def by_recurring(body: bytes) -> Reading:
    """Read as ``recurring-ical-events``, which answers what happens between two moments.

    It lets a to-do without a start begin when it is due.
    """
    calendar = icalendar.Calendar.from_ical(body)
    found = recurring_ical_events.of(calendar, components=_KINDS).between(*_ALWAYS)
    items = map(_of_icalendar, found)
    return by_uid(
        replace(each, start=None) if each.component == "VTODO" and each.start == each.end else each
        for each in items
    )


def by_ical(body: bytes) -> Reading:
    """Read as ``ical``, the parser of Home Assistant."""
    calendar = IcsCalendarStream.calendar_from_ics(body.decode())
    events = (_of_ical(each, each.end, each.alarm) for each in calendar.events)
    todos = (_of_todo(each) for each in calendar.todos)
    return by_uid((*events, *todos))


def by_vobject(body: bytes) -> Reading:
    """Read as ``vobject``, the parser of Radicale."""
    calendar, *others = vobject.readComponents(body.decode())
    if others:
        raise ValueError("more than one calendar")
    return by_uid(
        _of_vobject(each, kind) for kind in _KINDS for each in calendar.contents.get(kind.lower(), [])
    )


def _of_icalendar(found: Any) -> Item:  # noqa: ANN401 - of a library without types
    def text(name: str) -> str:
        return str(found.get(name, ""))

    def moment(name: str) -> date | None:
        return in_utc(found.decoded(name)) if name in found else None

    categories = found.get("CATEGORIES")
    alarms = (each for each in found.subcomponents if each.name == "VALARM")
    return Item(
        uid=text("UID"),
        start=moment("DTSTART"),
        end=moment("DUE" if found.name == "VTODO" else "DTEND"),
        summary=text("SUMMARY"),
        description=text("DESCRIPTION"),
        location=text("LOCATION"),
        categories=tuple(map(str, categories.cats)) if categories else (),
        url=text("URL"),
        status=text("STATUS"),
        sequence=int(text("SEQUENCE") or 0),
        component=found.name,
        completed=moment("COMPLETED"),
        related=text("RELATED-TO"),
        alarms=tuple((_seconds(each["TRIGGER"].dt), str(each["DESCRIPTION"])) for each in alarms),
    )


def _of_todo(found: Todo) -> Item:
    item = _of_ical(found, found.due, found.alarms)
    return replace(item, component="VTODO", completed=in_utc(found.completed))


def _of_ical(found: Event | Todo, end: date | None, alarms: list[Alarm]) -> Item:
    return Item(
        uid=found.uid or "",
        start=in_utc(found.dtstart),
        end=in_utc(end),
        summary=found.summary or "",
        description=found.description or "",
        location=found.location or "",
        categories=tuple(found.categories),
        url=str(found.url or ""),
        status=found.status.value if found.status else "",
        sequence=found.sequence or 0,
        related="".join(each.uid for each in found.related_to),
        alarms=tuple((_seconds(each.trigger), each.description or "") for each in alarms),
    )


def _of_vobject(found: Any, component: str) -> Item:  # noqa: ANN401 - of a library without types
    def text(name: str) -> str:
        return str(found.getChildValue(name, ""))

    def moment(name: str) -> date | None:
        return in_utc(found.getChildValue(name))

    alarms = found.contents.get("valarm", ())
    return Item(
        uid=text("uid"),
        start=moment("dtstart"),
        end=moment("due" if component == "VTODO" else "dtend"),
        summary=text("summary"),
        description=text("description"),
        location=text("location"),
        categories=tuple(found.getChildValue("categories", ())),
        url=text("url"),
        status=text("status"),
        sequence=int(text("sequence") or 0),
        component=component,
        completed=moment("completed"),
        related=text("related_to"),
        alarms=tuple((_seconds(each.trigger.value), each.description.value) for each in alarms),
    )


def _seconds(before: timedelta | datetime) -> int:
    if isinstance(before, datetime):
        raise ValueError("an alarm at a moment of its own")  # noqa: TRY004 - of the calendar, not of a caller
    return int(before.total_seconds())
