"""When what runs by itself last did so, as the rest of uprcycle sees it."""

from datetime import datetime, timedelta
from typing import Protocol


class Heartbeats(Protocol):
    """When what runs by itself last came to its end; a beat leaves no row in the audit trail."""

    def beat(self, name: str, at: datetime) -> None:
        """Note that ``name`` came to its end at ``at``; only the last one noted is kept."""

    def take_turn(self, name: str, at: datetime, spell: timedelta) -> bool:
        """Note ``name`` at ``at``, unless it was noted less than ``spell`` ago; say whether it was now.

        Of all who ask within a spell, in any process, one is told yes.
        """

    def last(self, name: str) -> datetime | None:
        """Return when ``name`` last came to its end; None when it never did."""
