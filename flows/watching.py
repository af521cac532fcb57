"""Whether anything was written of late: one look at the end of the audit trail, however long it is."""

from threading import Lock

from uprcycle.store.ports import Audit
from uprcycle.store.trail import is_of_message

_FARTHEST_LOOK = 1000


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
        self._count = 0

    def count(self) -> int:
        """Return a number that is another one as soon as anything that matters was written."""
        newest = self._audit.last()
        with self._lock:
            if newest != self._seen:
                self._count += self._matters(newest)
                self._seen = newest
            return self._count

    def _matters(self, newest: int) -> bool:
        """Tell whether a row after the last one seen matters; whatever cannot be known does."""
        unseen = newest - self._seen
        if not 0 < unseen <= _FARTHEST_LOOK:
            return True
        rows = [each for each in self._audit.rows(unseen) if self._seen < each.number <= newest]
        return len(rows) < unseen or not all(map(is_of_message, rows))
