"""Feeds of one's own: made, edited, given a new address and ended by those who signed in."""

from threading import Lock

from flows.feeds.subscribing import edit, make, preview, revoke, rotate, state_of
from flows.installation.wiring import Wiring
from uprcycle.access.principal import Principal
from uprcycle.people import Person
from uprcycle.subscriptions import (
    Change,
    Handed,
    Listed,
    Scope,
    Subscription,
    Wish,
    build_right,
)


class OwnFeeds:
    """Keeps the feeds of one installation for whoever they are of. Threads may share it."""

    def __init__(self, wiring: Wiring) -> None:
        """Answer for one installation."""
        self._wiring = wiring
        self._lock = Lock()

    def listed(self, principal: Principal) -> tuple[Listed, ...]:
        """Return their feeds by id."""
        kept = self._wiring.store.subscriptions.of_person(principal.id)
        return tuple(self._as_it_stands(principal, each) for each in kept)

    def find(self, principal: Principal, feed: str) -> Listed | None:
        """Return one of them."""
        kept = self._own(principal, feed)
        return None if kept is None else self._as_it_stands(principal, kept)

    def count(self, principal: Principal, wish: Wish) -> int:
        """Return how many entries a feed would have today."""
        person = self._person(principal)
        return preview(self._wiring, person, wish).entries if person else 0

    def make(self, principal: Principal, wish: Wish, seen: int) -> Handed | None:
        """Make a feed, unless they have another number of feeds than was ``seen``."""
        with self._lock:
            person = self._person(principal)
            if person is None or len(self._wiring.store.subscriptions.of_person(principal.id)) != seen:
                return None
            return make(self._wiring, person, wish, by=principal.id)

    def edit(self, principal: Principal, feed: str, change: Change) -> Subscription | None:
        """Change title, filter or last day of one that was not revoked."""
        kept = self._own(principal, feed)
        if kept is None or kept.revoked:
            return None
        return edit(self._wiring, kept.id, change, by=principal.id)

    def rotate(self, principal: Principal, feed: str, seen: str) -> Handed | None:
        """Give one a new address, unless it was made anew since it was ``seen``."""
        with self._lock:
            kept = self._own(principal, feed)
            if kept is None or kept.revoked or kept.made.isoformat() != seen:
                return None
            return rotate(self._wiring, kept.id, by=principal.id)

    def revoke(self, principal: Principal, feed: str) -> bool:
        """End one for ever."""
        with self._lock:
            kept = self._own(principal, feed)
            if kept is None or kept.revoked:
                return False
            revoke(self._wiring, kept.id, by=principal.id)
            return True

    def _own(self, principal: Principal, feed: str) -> Subscription | None:
        kept = self._wiring.store.subscriptions.of_person(principal.id)
        return next((each for each in kept if each.id == feed), None)

    def _person(self, principal: Principal) -> Person | None:
        return self._wiring.store.people.person(principal.id)

    def _as_it_stands(self, principal: Principal, kept: Subscription) -> Listed:
        """Return how one stands; only the feed of an organisation hangs on others than its owner."""
        today = self._wiring.today()
        is_of_many = kept.scope is Scope.ORGANISATION
        held = self._wiring.assignments() if is_of_many else principal.assignments
        right = build_right(kept, held, today)
        mine = tuple(each for each in right.offices if each in right.held) if right else ()
        state = state_of(self._wiring, kept, is_open=right is not None and kept.is_live(today))
        return Listed(kept, state, kept.is_ending(today), mine)
