"""The audit trail in memory, and the lock that guards the whole store in memory."""

from collections.abc import Callable
from datetime import datetime
from itertools import islice
from threading import RLock

from uprcycle.store.audit_search import AuditSearch
from uprcycle.store.chain import AuditRow, Chain, Head, Link, erase_cells, seal_rows
from uprcycle.store.trail import Entry, approved, is_approval


class MemoryAudit:
    """Who did what."""

    def __init__(self) -> None:
        """Start with nothing; ``lock`` guards the whole store."""
        self.lock = RLock()
        self._links: list[Link] = []
        self._head = Head()

    def append(self, *entries: Entry) -> None:
        """Number and seal ``entries`` and add them."""
        rows = (entry.numbered(number) for number, entry in enumerate(entries, start=self._head.count + 1))
        links, self._head = seal_rows(rows, self._head)
        self._links.extend(links)

    def erase(self, is_erased: Callable[[str], bool]) -> None:
        """Erase who did it or to what, where that is true of the text."""
        self._links = [erase_cells(each, is_erased) for each in self._links]

    def last(self) -> int:
        """Return the number of the last row."""
        return self._head.count

    def rows(self, limit: int | None = None) -> tuple[AuditRow, ...]:
        """Return the trail, newest first."""
        with self.lock:
            return tuple(each.row for each in islice(reversed(self._links), limit))

    def search(self, search: AuditSearch, limit: int, below: int | None = None) -> tuple[AuditRow, ...]:
        """Return at most ``limit`` rows that are looked for, newest first, of numbers under ``below``."""
        found = (each for each in self.rows() if below is None or each.number < below)
        return tuple(islice(filter(search.finds, found), limit))

    def actions(self) -> tuple[str, ...]:
        """Return what was ever done, each act once, in alphabetical order."""
        return tuple(sorted({each.action for each in self.rows()}))

    def authors(self) -> tuple[str, ...]:
        """Return who ever did anything, each once, in alphabetical order."""
        return tuple(sorted({each.by for each in self.rows() if each.by}))

    def chain(self) -> Chain:
        """Return the whole trail with its seals, oldest first, as it stands at one moment."""
        with self.lock:
            return Chain(tuple(self._links), self._head)

    def approve(self, plan: str, base: int, *, by: str, at: datetime) -> None:
        """Write down that ``by`` agrees to the plan with this digest upon release ``base``."""
        with self.lock:
            self.append(approved(plan, base, by, at))

    def approvers(self, plan: str, base: int) -> tuple[str, ...]:
        """Return who agreed to the plan, the last one first."""
        return tuple(each.by for each in self.rows() if each.by and is_approval(each, plan, base))
