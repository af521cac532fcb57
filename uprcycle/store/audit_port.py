"""The audit trail, as the rest of uprcycle sees it."""

from datetime import datetime
from typing import Protocol

from uprcycle.store.audit_search import AuditSearch
from uprcycle.store.chain import AuditRow, Chain


class Audit(Protocol):
    """Who did what, from the first write on."""

    def last(self) -> int:
        """Return the number of the last row, 0 before the first; cheap enough for every request."""

    def rows(self, limit: int | None = None) -> tuple[AuditRow, ...]:
        """Return the trail, newest first."""

    def search(self, search: AuditSearch, limit: int, below: int | None = None) -> tuple[AuditRow, ...]:
        """Return at most ``limit`` rows that are looked for, newest first, of numbers under ``below``."""

    def actions(self) -> tuple[str, ...]:
        """Return what was ever done, each act once, in alphabetical order."""

    def authors(self) -> tuple[str, ...]:
        """Return who ever did anything, each once, in alphabetical order; without those who were erased."""

    def chain(self) -> Chain:
        """Return the whole trail with its seals, oldest first, as it stands at one moment."""

    def approve(self, plan: str, base: int, *, by: str, at: datetime) -> None:
        """Write down that ``by`` agrees to the plan with this digest upon release ``base``.

        It needs no other memory than the trail: who agreed to what, upon what, and when.
        """

    def approvers(self, plan: str, base: int) -> tuple[str, ...]:
        """Return who agreed to the plan, the last one first; without those who were erased."""
