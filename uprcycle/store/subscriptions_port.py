"""The feeds that need a token, as the rest of uprcycle sees them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from uprcycle.subscriptions import Fetch, Subscription


class Subscriptions(Protocol):
    """What people subscribed to; of a token only the digest is kept.

    The audit trail holds of a change the ids of person and subscription, and nothing of a fetch.
    """

    def add(self, subscription: Subscription, *, by: str) -> None:
        """Keep a new subscription.

        Raises:
            RefusedError: The person is not known.
        """

    def edit(self, changed: Subscription, *, by: str, at: datetime) -> Subscription:
        """Keep title, filter and last day of ``changed``, nothing else of it, and return what is kept.

        Another last day counts as set at ``at``.

        Raises:
            RefusedError: There is no such subscription, or it was revoked.
        """

    def rotate(self, renewed: Subscription, *, by: str, at: datetime) -> Subscription:
        """Keep digest and last day of ``renewed``, made at ``at``, and forget who fetched the old address.

        Raises:
            RefusedError: There is no such subscription, or it was revoked.
        """

    def revoke(self, subscription_id: str, *, by: str, at: datetime) -> Subscription:
        """End a subscription for ever and return it.

        Raises:
            RefusedError: There is no such subscription, or it was revoked before.
        """

    def note_fetches(self, fetches: Iterable[Fetch]) -> None:
        """Keep the hour of each fetch that lies in a later hour than the last one kept."""

    def of_digest(self, digest: str) -> Subscription | None:
        """Return the subscription that a token of this digest opens, whether it is live or not."""

    def of_person(self, person_id: str) -> tuple[Subscription, ...]:
        """Return the subscriptions of a person, in the order of :meth:`all`."""

    def all(self) -> tuple[Subscription, ...]:
        """Return every subscription, by person and id."""
