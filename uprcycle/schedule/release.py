"""A release: a schedule made public, numbered, immutable, with an author and a reason."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from uprcycle.schedule.document import write_document
from uprcycle.schedule.session import Schedule

NOBODY: Mapping[str, str] = MappingProxyType({})
"""No State keeps older rules than the others."""


@dataclass(frozen=True, slots=True)
class Release:
    """The schedule as it stood from ``at`` (UTC) until the next release.

    ``by`` names who released it, ``source`` what it was taken from. ``ruleset`` is the digest of
    the rules in force; ``kept`` that of the older ones by which some States still go, by country
    code. Numbers start at 1 and leave no gap.
    """

    number: int
    schedule: Schedule
    at: datetime
    by: str
    note: str
    source: str
    ruleset: str
    kept: Mapping[str, str] = field(default_factory=dict, hash=False)

    def ruleset_of(self, country: str) -> str:
        """Return the digest of the rules by which a State goes."""
        return self.kept.get(country, self.ruleset)

    def followed_by(self, schedule: Schedule, at: datetime) -> "Release":
        """Return the release that is to come with ``schedule``, by the same rules; nobody has signed it."""
        return replace(self, number=self.number + 1, schedule=schedule, at=at, by="", note="", source="")

    @property
    def digest(self) -> str:
        """The SHA-256 of the schedule's canonical text; equal schedules have equal digests."""
        return hashlib.sha256(canonical_text(self.schedule).encode()).hexdigest()


def canonical_text(schedule: Schedule) -> str:
    """Return the one JSON text of ``schedule``, the same for equal schedules."""
    return json.dumps(write_document(schedule), ensure_ascii=False, separators=(",", ":"))
