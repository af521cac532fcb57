"""What somebody looks for in the audit trail; whatever is left empty does not narrow it."""

from dataclasses import dataclass
from datetime import datetime

from uprcycle.store.chain import AuditRow


@dataclass(frozen=True, slots=True)
class AuditSearch:
    """Rows of some people, of one act, of one State, of a span of time.

    ``by`` are the exact texts that may stand as who did it: None for anybody, and of an empty set
    nothing is found. ``country`` is a code: such a row begins with it, or its detail does, or its subject
    is one of ``releases``, which changed the State. ``since`` is the first moment, ``until`` the first one
    after. Rows by ``but`` are left out.
    """

    by: frozenset[str] | None = None
    action: str = ""
    country: str = ""
    since: datetime | None = None
    until: datetime | None = None
    but: str = ""
    releases: frozenset[str] = frozenset()

    def finds(self, row: AuditRow) -> bool:
        """Tell whether a row is among what is looked for."""
        return (
            (self.by is None or row.by in self.by)
            and (not self.but or row.by != self.but)
            and self.action in {"", row.action}
            and (not self.country or self._is_of_country(row))
            and (self.since is None or row.at >= self.since)
            and (self.until is None or row.at < self.until)
        )

    def _is_of_country(self, row: AuditRow) -> bool:
        start = f"{self.country} "
        return row.subject.startswith(start) or row.detail.startswith(start) or row.subject in self.releases
