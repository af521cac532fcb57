"""Whether notices of changed dates are held back, as the rest of uprcycle sees it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Hold:
    """Notices wait from ``since`` on, for ``reason``. Who held them stands in the audit trail."""

    number: int
    reason: str
    since: datetime


class Holds(Protocol):
    """The holds on notices; at most one stands, and none is ever removed."""

    def place(self, reason: str, *, by: str, at: datetime) -> Hold:
        """Hold notices back and return the hold.

        Raises:
            RefusedError: They are held already.
        """

    def lift(self, *, by: str, at: datetime) -> Hold:
        """Let notices go again and return the hold that is over.

        Raises:
            RefusedError: They are not held.
        """

    def standing(self) -> Hold | None:
        """Return the hold that stands; None where notices go out."""
