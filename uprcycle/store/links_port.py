"""The links in messages, as the rest of uprcycle sees them; the ledger keeps them with its claim."""

from datetime import date, datetime
from typing import Protocol

from uprcycle.store.kept import OpenLink, Purpose


class Links(Protocol):
    """What the links in messages open; of a token only the digest is kept."""

    def opened(self, digest: str, purpose: Purpose, *, now: datetime, day: date) -> OpenLink | None:
        """Return what a token of this digest opens; one look-up, whatever the answer.

        None where it was never given or for another purpose, is over or revoked, was in a message
        that was taken back, or is of somebody erased or without any office on ``day``.
        """

    def living(self, person: str, *, now: datetime) -> int:
        """Return how many links of a person are neither over nor revoked."""

    def revoke(self, person: str, *, by: str, at: datetime) -> int:
        """End every link of a person that is not over, for ever, and return how many there were."""

    def forget(self, over_before: datetime) -> int:
        """Forget every link that was over before a moment, and return how many there were."""
