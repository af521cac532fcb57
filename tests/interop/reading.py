"""What a parser makes of a feed, in a form that lets any two be compared."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime


@dataclass(frozen=True, slots=True)
class Item:
    """One entry; an absent text is empty.

    ``start`` and ``end`` are both days or both UTC times. For a to-do ``end`` is when it is due, and
    it may have no start. ``alarms`` are the seconds from the start, or from when a to-do is due,
    to each, and what it says.
    """

    uid: str
    start: date | None
    end: date | None
    summary: str
    description: str
    location: str
    categories: tuple[str, ...]
    url: str
    status: str
    sequence: int
    component: str = "VEVENT"
    completed: date | None = None
    related: str = ""
    alarms: tuple[tuple[int, str], ...] = ()


FIELDS = tuple(each.name for each in fields(Item))

Reading = dict[str, Item]
"""The entries of a feed by UID."""


@dataclass(frozen=True, slots=True)
class Parser:
    """A reader of bytes; ``missing`` says why it cannot be used here, and what installs it."""

    name: str
    read: Callable[[bytes], Reading]
    missing: str = ""


def by_uid(items: Iterable[Item]) -> Reading:
    """Return ``items`` by UID.

    Raises:
        ValueError: A UID comes twice.
    """
    found = list(items)
    reading = {each.uid: each for each in found}
    if len(reading) != len(found):
        raise ValueError("a UID comes twice")
    return reading


def in_utc(moment: date | None) -> date | None:
    """Return a day, or nothing, as it is, and a time in UTC.

    Raises:
        ValueError: The time is floating.
    """
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise ValueError(f"{moment} is in no zone")
    return moment.astimezone(UTC)
