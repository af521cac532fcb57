"""When what runs by itself last did so, as the rest of uprcycle sees it."""

from datetime import datetime
from typing import Protocol


class Heartbeats(Protocol):
    """When what runs by itself last came to its end; a beat leaves no row in the audit trail."""

    def beat(self, name: str, at: datetime) -> None:
        """Note that ``name`` came to its end at ``at``; only the last one noted is kept."""

    def last(self, name: str) -> datetime | None:
        """Return when ``name`` last came to its end; None when it never did."""
