"""Releases and the rules by which they go, in memory."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from uprcycle.rules.ruleset import Ruleset
from uprcycle.schedule.release import NOBODY, Release
from uprcycle.schedule.session import Schedule
from uprcycle.store.kept import ReleaseSummary
from uprcycle.store.memory_audit import MemoryAudit
from uprcycle.store.moments import as_utc
from uprcycle.store.summary import (
    canonical_release,
    refuse_overridden,
    refuse_overtaken,
    refuse_unknown,
    summarise,
    unknown_ruleset,
)
from uprcycle.store.trail import released
from uprcycle.timetable.override import Override, in_force


class MemoryRulesets:
    """The rules by which releases go."""

    def __init__(self) -> None:
        """Start without any; releases bring them."""
        self._rulesets: dict[str, Ruleset] = {}

    @property
    def digests(self) -> tuple[str, ...]:
        """The digests of all rulesets, in the order in which they came."""
        return tuple(self._rulesets)

    def of(self, digest: str) -> Ruleset:
        """Return the ruleset of this digest."""
        found = self._rulesets.get(digest)
        if found is None:
            raise unknown_ruleset(digest)
        return found

    def keep(self, ruleset: Ruleset) -> None:
        """Keep ``ruleset``, unless it is there already."""
        self._rulesets.setdefault(ruleset.digest, ruleset)


class MemoryReleases:
    """The schedules that were made public."""

    def __init__(self, audit: MemoryAudit, rulesets: MemoryRulesets) -> None:
        """Start without a release; each adds its rules to ``rulesets``."""
        self.overrides: dict[int, Override] = {}  # kept here because each release asks for them
        self._audit = audit
        self._rulesets = rulesets
        self._releases: list[Release] = []
        self._history: list[ReleaseSummary] = []

    def add(  # noqa: PLR0913 - the port's own arguments
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
        """Keep ``schedule`` with its rules as the next release and return it as it will be read back."""
        with self._audit.lock:
            number = len(self._releases) + 1
            refuse_overtaken(number - 1, expected)
            refuse_unknown((*self._rulesets.digests, ruleset.digest), kept)
            made = Release(number, schedule, at, by, note, source, ruleset.digest, kept)
            release = canonical_release(made)
            refuse_overridden(in_force(self.overrides.values(), release), overrides)
            self._rulesets.keep(ruleset)
            self._audit.append(released(release))
            self._releases.append(release)
            self._history.append(summarise(release))
            return release

    def change(self, change: Callable[[Release], Release]) -> None:
        """Put what ``change`` makes of each release in its place."""
        self._releases = [change(each) for each in self._releases]
        self._history = [summarise(each) for each in self._releases]

    def latest(self) -> Release | None:
        """Return the release with the highest number."""
        with self._audit.lock:
            return self._releases[-1] if self._releases else None

    def number(self, n: int) -> Release | None:
        """Return release ``n``."""
        with self._audit.lock:
            return self._releases[n - 1] if 0 < n <= len(self._releases) else None

    def as_of(self, at: datetime) -> Release | None:
        """Return the last of those released by ``at``, itself included."""
        at = as_utc(at)
        with self._audit.lock:
            return next((each for each in reversed(self._releases) if each.at <= at), None)

    def history(self) -> tuple[ReleaseSummary, ...]:
        """Return all releases without their schedules, oldest first."""
        with self._audit.lock:
            return tuple(self._history)
