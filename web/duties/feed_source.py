"""What the pages of one's own calendars ask of the installation; None stands for what is not theirs."""

from typing import Protocol

from uprcycle.access.principal import Principal
from uprcycle.subscriptions import Change, Handed, Listed, Subscription, Wish


class FeedDesk(Protocol):
    """Makes and keeps the feeds of those who signed in. An address is told once and kept nowhere.

    A form that is sent twice makes one feed, or one new address: it names what it saw.
    """

    def listed(self, principal: Principal) -> tuple[Listed, ...]:
        """Return their feeds by id, those that were revoked among them."""

    def find(self, principal: Principal, feed: str) -> Listed | None:
        """Return one of them."""

    def count(self, principal: Principal, wish: Wish) -> int:
        """Return how many entries a feed would have today; nothing is made.

        Raises:
            BadInputError: The wish cannot be kept.
            RefusedError: They hold nothing of the kind today.
        """

    def make(self, principal: Principal, wish: Wish, seen: int) -> Handed | None:
        """Make a feed, unless they have another number of feeds than was ``seen``.

        Raises:
            BadInputError: The wish cannot be kept.
            RefusedError: They hold nothing of the kind today.
        """

    def edit(self, principal: Principal, feed: str, change: Change) -> Subscription | None:
        """Change title, filter or last day of one that was not revoked.

        Raises:
            BadInputError: The change cannot be kept.
        """

    def rotate(self, principal: Principal, feed: str, seen: str) -> Handed | None:
        """Give one a new address, unless it was made anew since it was ``seen``.

        Raises:
            RefusedError: They hold nothing of the kind today.
        """

    def revoke(self, principal: Principal, feed: str) -> bool:
        """End one for ever; False where it had ended before."""
