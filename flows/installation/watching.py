"""Whether anything was written of late: one look at the end of the audit trail, however long it is."""

from dataclasses import dataclass, replace
from threading import Lock

from uprcycle.store.ports import Audit, AuditRow
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
        with self._lock:  # or an answer that another thread overtook would look like a trail cut short
            newest = self._audit.last()
            if newest != self._seen:
                rows = self._unseen(newest)
                self._sight = self._counted(rows)
                self._seen = rows[0].number if rows else newest
            return self._sight

    def _unseen(self, newest: int) -> tuple[AuditRow, ...]:
        """Return every row after the last one seen, newest first; nothing where some cannot be had.

        Others go on writing, so the end of the trail may be farther than it was a moment ago.
        """
        count, asked = newest - self._seen, 0
        while asked < count <= _FARTHEST_LOOK:
            rows = tuple(each for each in self._audit.rows(count) if each.number > self._seen)
            if not rows or len(rows) == rows[0].number - self._seen:
                return rows
            count, asked = rows[0].number - self._seen, count
        return ()

    def _counted(self, rows: tuple[AuditRow, ...]) -> Sight:
        """Count what was not seen yet; what cannot be known counts as of every kind."""
        sight = self._sight
        if not rows:
            return Sight(sight.written + 1, sight.people + 1)
        return replace(
            sight,
            written=sight.written + (not all(map(is_of_message, rows))),
            people=sight.people + any(map(is_of_people, rows)),
        )
