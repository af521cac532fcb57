"""The dates set by hand, in memory."""

from collections.abc import Callable
from datetime import datetime

from uprcycle.store import override_rules
from uprcycle.store.memory_audit import MemoryAudit
from uprcycle.store.memory_releases import MemoryReleases
from uprcycle.store.trail import lifted, overridden
from uprcycle.timetable.override import Lift, Override


class MemoryOverrides:
    """The dates set by hand."""

    def __init__(self, audit: MemoryAudit, releases: MemoryReleases) -> None:
        """Keep them beside ``releases``, which tells from which on one counts."""
        self._audit = audit
        self._releases = releases
        self._overrides = releases.overrides

    def add(self, override: Override) -> Override:
        """Keep ``override`` for the releases to come, in the place of one of the same aim."""
        with self._audit.lock:
            release = self._next_release()
            added = override_rules.kept(override, len(self._overrides) + 1, release)
            for each in override_rules.standing(self._overrides.values(), added.aim):
                self._lift(each, Lift(added.by, added.at, release))
            self._audit.append(*overridden(added))
            self._overrides[added.number] = added
            return added

    def lift(self, number: int, *, by: str, at: datetime) -> Override:
        """Take override ``number`` back, for the releases to come, and return it."""
        with self._audit.lock:
            known = self._overrides.get(number)
            if known is None:
                raise override_rules.unknown_override(number)
            return self._lift(known, Lift(by, at, self._next_release()))

    def all(self) -> tuple[Override, ...]:
        """Return every override ever set, in the order in which they were set."""
        with self._audit.lock:
            return tuple(self._overrides.values())

    def change(self, change: Callable[[Override], Override]) -> None:
        """Put what ``change`` makes of each override in its place."""
        for number, each in self._overrides.items():
            self._overrides[number] = change(each)

    def _lift(self, override: Override, lift: Lift) -> Override:
        taken_back = override_rules.lifted(override, lift)
        self._audit.append(lifted(taken_back))
        self._overrides[override.number] = taken_back
        return taken_back

    def _next_release(self) -> int:
        return len(self._releases.history()) + 1
