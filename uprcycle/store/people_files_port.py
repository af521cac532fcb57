"""People files that were read and not loaded yet, as the rest of uprcycle sees them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

MOST = 20
"""So many are kept at a time; the oldest goes where another comes."""


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """A file of people between upload and loading; ``owner`` is the id of whoever sent it.

    ``content`` is empty where no key opens it.
    """

    key: str
    owner: str
    name: str
    content: bytes = field(repr=False)
    until: datetime


class PeopleFiles(Protocol):
    """The files: what they hold is sealed, and forgotten soon.

    They name people who are not known yet, so nothing of them gets into the audit trail, and whoever
    is erased takes all of them along.
    """

    def add(self, file: PeopleFile, *, now: datetime) -> None:
        """Keep a file, and forget those that are over or too many."""

    def of(self, key: str, *, now: datetime) -> PeopleFile | None:
        """Return the file of this key, unless it is over."""

    def drop(self, key: str) -> None:
        """Forget a file."""

    def forget(self, now: datetime) -> int:
        """Forget what is over, and return how many there were."""
