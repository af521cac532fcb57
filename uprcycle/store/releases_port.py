"""What was made public, by which rules, and the dates set by hand, as the rest of uprcycle sees them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from uprcycle.rules.ruleset import Ruleset
from uprcycle.schedule.release import NOBODY, Release
from uprcycle.schedule.session import Schedule
from uprcycle.store.kept import ReleaseSummary
from uprcycle.timetable.override import Override


class Rulesets(Protocol):
    """The rules by which releases go, each once; a release brings its own, and none ever changes."""

    def of(self, digest: str) -> Ruleset:
        """Return the ruleset of this digest.

        Raises:
            RefusedError: It is not there, or was changed after it was kept.
        """


class Releases(Protocol):
    """The schedules that were made public, numbered 1, 2, 3, …; none ever changes."""

    def add(  # noqa: PLR0913 - a release is its schedule and rules and who, why, whence, when, upon which
        self,
        schedule: Schedule,
        ruleset: Ruleset,
        *,
        by: str,
        note: str,
        source: str,
        at: datetime,
        kept: Mapping[str, str] = NOBODY,
        expected: int | None = None,
        overrides: Collection[int] | None = None,
    ) -> Release:
        """Keep ``schedule`` as the next release, with the ruleset by which it goes, and return it.

        ``kept`` holds the digests of older rulesets by the codes of the States that still go by
        them. ``expected`` is the number of the release that the caller takes to be the latest,
        0 for none; ``overrides`` are the numbers of the dates set by hand that the caller takes to
        count in it. Both are looked up in the transaction that writes; None skips the question.

        Raises:
            RefusedError: Another release is the latest, other dates set by hand count in it, or a
                ruleset of ``kept`` is not there; nothing was written.
        """

    def latest(self) -> Release | None:
        """Return the release with the highest number; None in a new store."""

    def number(self, n: int) -> Release | None:
        """Return release ``n``; None where there is none."""

    def as_of(self, at: datetime) -> Release | None:
        """Return the last of those that had been released at the moment ``at``, itself included."""

    def history(self) -> tuple[ReleaseSummary, ...]:
        """Return all releases without their schedules, oldest first."""


class Overrides(Protocol):
    """The dates set by hand; none is ever removed, and of one aim at most one is not lifted."""

    def add(self, override: Override) -> Override:
        """Keep ``override`` for the releases to come and return it with its number and first release.

        One of the same aim that stood until now is lifted by the same author.
        """

    def lift(self, number: int, *, by: str, at: datetime) -> Override:
        """Take override ``number`` back, for the releases to come, and return it.

        Raises:
            RefusedError: There is none of this number, or it was lifted before.
        """

    def all(self) -> tuple[Override, ...]:
        """Return every override ever set, in the order in which they were set."""
