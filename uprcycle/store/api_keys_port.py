"""The keys by which programs act for people, as the rest of uprcycle sees them."""

from datetime import datetime
from typing import Protocol

from uprcycle.access.key import ApiKey


class ApiKeys(Protocol):
    """The keys; of each only the digest is kept. The audit trail holds the ids of key and owner."""

    def add(self, key: ApiKey, digest: str, *, by: str) -> None:
        """Keep a new key, which is shown by whoever knows the text of this digest."""

    def opened(self, digest: str, *, now: datetime) -> ApiKey | None:
        """Return the key of this digest; None where it is none, or over, or revoked."""

    def note_use(self, key_id: str, at: datetime) -> None:
        """Note that a key was used; an earlier moment than is kept changes nothing."""

    def revoke(self, key_id: str, *, by: str, at: datetime) -> ApiKey:
        """End a key at once and return it.

        Raises:
            RefusedError: There is none of this id, or it has ended before.
        """

    def all(self, owner: str | None = None) -> tuple[ApiKey, ...]:
        """Return every key, or those of one owner, the newest first."""
