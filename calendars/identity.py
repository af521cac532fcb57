"""What an entry is called, for ever, and where its page is found.

A name holds the cycle, the State and the milestone, never a date, a place in a list or a
language: ``4-KEN-working-group-review``. The UID is the name at the calendar's host, so the
history of an entry, which is kept by name, survives a change of host.
"""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote


class Part(StrEnum):
    """Which part of a milestone an entry shows: all of it, or one end of a long window."""

    WHOLE = ""
    OPENS = "opens"
    CLOSES = "closes"


@dataclass(frozen=True, slots=True)
class Site:
    """Where people reach the pages, and the host that signs the UIDs.

    ``base_url`` has no slash at its end: ``https://upr.example.org``.
    """

    base_url: str
    calendar_host: str


def entry_name(cycle: int, iso3: str, milestone_id: str, part: Part = Part.WHOLE) -> str:
    """Return the name of an entry: ``4-KEN-midpoint``, ``4-KEN-midpoint-opens``."""
    name = f"{cycle}-{iso3}-{milestone_id}"
    return f"{name}-{part}" if part else name


def country_of(name: str) -> str:
    """Return the code of the State that the entry of this name is about."""
    return name.split("-")[1]


def uid_of(name: str, site: Site) -> str:
    """Return the UID of the entry of this name."""
    return f"{name}@{site.calendar_host}"


def page_path(iso3: str, milestone_id: str = "") -> str:
    """Return the path of a State's page, or of one milestone on it."""
    path = f"/countries/{quote(iso3)}"
    return f"{path}#{quote(milestone_id)}" if milestone_id else path
