"""Mail that came back, as the rest of uprcycle sees it."""

from datetime import datetime
from typing import Protocol

from uprcycle.reach import Trace


class Bounces(Protocol):
    """What came back after a server had taken it; what a server refused at once stands in the ledger."""

    def note(self, message_id: str, code: str, *, at: datetime) -> str | None:
        """Note that a message of the ledger came back, once, and return the id of whom it was to.

        None, and nothing written, where the ledger knows no mail of this id that can have gone out.
        """

    def clear(self, person_id: str, *, by: str, at: datetime) -> None:
        """Note that somebody says that the person is reached again."""

    def traces(self, since: datetime) -> tuple[Trace, ...]:
        """Return what became of the mails since then of everybody of whom one came back or was refused."""
