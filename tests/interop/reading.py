"""What a parser makes of a feed, in a form that lets any two be compared."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime


@dataclass(frozen=True, slots=True)
class Item:
    """One entry; ``start`` and ``end`` are both days or both UTC times, and an absent text is empty."""

    uid: str
    start: date
    end: date
    summary: str
    description: str
    location: str
    categories: tuple[str, ...]
    url: str
    status: str
    sequence: int


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


def in_utc(moment: date) -> date:
    """Return a day as it is, and a time in UTC.

    Raises:
        ValueError: The time is floating.
    """
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise ValueError(f"{moment} is in no zone")
    return moment.astimezone(UTC)
