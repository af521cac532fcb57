"""Whether anything was written of late: one look at the end of the audit trail, however long it is."""

from dataclasses import dataclass, replace
from threading import Lock

from uprcycle.store.ports import Audit
from uprcycle.store.trail import is_of_message, is_of_people

_FARTHEST_LOOK = 1000


@dataclass(frozen=True, slots=True)
class Sight:
    """How often what feeds and pages show was seen to have changed, and how often people, roles or feeds."""

    written: int = 0
    people: int = 0


class Watch:
    """Counts what was written but for the fates of messages, which change no feed.

    Every write but those ends in a row of the trail, so whoever keeps what was made at a count
    has to make it anew when the count is another. Threads may share it.
    """

    def __init__(self, audit: Audit) -> None:
        """Watch ``audit`` from its present end on."""
        self._audit = audit
        self._lock = Lock()
        self._seen = 0
        self._sight = Sight()

    def look(self) -> Sight:
        """Return the counts, of which one is another as soon as anything of its kind was written."""
        newest = self._audit.last()
        with self._lock:
            if newest != self._seen:
                self._sight = self._counted(newest)
                self._seen = newest
            return self._sight

    def _counted(self, newest: int) -> Sight:
        """Count the rows after the last one seen; what cannot be known counts as of every kind."""
        unseen, sight = newest - self._seen, self._sight
        rows = self._audit.rows(unseen) if 0 < unseen <= _FARTHEST_LOOK else ()
        rows = tuple(each for each in rows if self._seen < each.number <= newest)
        if len(rows) != unseen:
            return Sight(sight.written + 1, sight.people + 1)
        return replace(
            sight,
            written=sight.written + (not all(map(is_of_message, rows))),
            people=sight.people + any(map(is_of_people, rows)),
        )
