"""As whom providers of identities know people, as the rest of uprcycle sees it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody as a provider knows them; ``owner`` is the id of an account or person."""

    issuer: str
    subject: str
    owner: str
    made: datetime


class Identities(Protocol):
    """The identities; none is ever given to another owner, only taken away."""

    def owner(self, issuer: str, subject: str) -> str | None:
        """Return whose identity it is."""

    def of(self, owner: str) -> tuple[Identity, ...]:
        """Return the identities of an owner, by issuer."""

    def bind(self, identity: Identity) -> bool:
        """Keep a new identity.

        False, and nothing written, where it has an owner, or its owner another one of the same issuer.
        """

    def unbind(self, owner: str, *, by: str, at: datetime) -> int:
        """Forget every identity of an owner and return how many there were."""

    def spend(self, digest: str, *, until: datetime, now: datetime) -> bool:
        """Note that the beginning of a sign-in came to its end; False where it did before.

        What was kept until ``now`` is forgotten on the way.
        """
