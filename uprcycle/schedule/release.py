"""A release: a schedule made public, numbered, immutable, with an author and a reason."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from uprcycle.schedule.document import write_document
from uprcycle.schedule.session import Schedule


@dataclass(frozen=True, slots=True)
class Release:
    """The schedule as it stood from ``at`` (UTC) until the next release.

    ``by`` names who released it, ``source`` what it was taken from. Numbers start at 1 and
    leave no gap.
    """

    number: int
    schedule: Schedule
    at: datetime
    by: str
    note: str
    source: str

    @property
    def digest(self) -> str:
        """The SHA-256 of the schedule's canonical text; equal schedules have equal digests."""
        return hashlib.sha256(canonical_text(self.schedule).encode()).hexdigest()


def canonical_text(schedule: Schedule) -> str:
    """Return the one JSON text of ``schedule``, the same for equal schedules."""
    return json.dumps(write_document(schedule), ensure_ascii=False, separators=(",", ":"))
