"""The audit trail, as the rest of uprcycle sees it."""

from typing import Protocol

from uprcycle.store.chain import AuditRow, Chain


class Audit(Protocol):
    """Who did what, from the first write on."""

    def last(self) -> int:
        """Return the number of the last row, 0 before the first; cheap enough for every request."""

    def rows(self, limit: int | None = None) -> tuple[AuditRow, ...]:
        """Return the trail, newest first."""

    def chain(self) -> Chain:
        """Return the whole trail with its seals, oldest first, as it stands at one moment."""
