"""From a live subscription to its feed: what it may show now, joined, and bound from what others share."""

from dataclasses import dataclass, replace
from datetime import date

from calendars.galleys import Galleys
from calendars.holdings import PersonalView
from calendars.personal import BoundFeed, bind_personal
from flows.feeds.earlier import Earlier
from flows.feeds.kept_lists import KeptLists
from flows.installation.wiring import Edition, Wiring
from uprcycle.store.packaged import load_language
from uprcycle.subscriptions import Right, Subscription


@dataclass(frozen=True, slots=True)
class Opened:
    """A live subscription and what the roles of today let it show."""

    subscription: Subscription
    right: Right


class Binder:
    """Binds the feeds of one installation and keeps what they share. Threads may share it."""

    def __init__(self, wiring: Wiring) -> None:
        """Start with nothing kept."""
        self._lists = KeptLists(wiring)
        self._earlier = Earlier(wiring)
        self._galleys = Galleys(wiring.site)

    def view(self, opened: Opened, edition: Edition, written: int, day: date) -> PersonalView:
        """Return what a feed is made from; who fetched it is no part of that.

        ``written`` is another number once anything was written.
        """
        subscription, right = replace(opened.subscription, fetched=None, client=""), opened.right
        lists = self._lists.of(right.offices, edition.world, written)
        before = self._earlier.of(right.offices, edition.world) if subscription.filter.shows_cancelled else ()
        return PersonalView(subscription, right, lists, subscription.is_ending(day), before)

    def bind(self, view: PersonalView, edition: Edition) -> BoundFeed:
        """Return the feed of a view."""
        languages = [load_language(each) for each in view.filter.languages]
        return bind_personal(view, edition.world, edition.revisions, languages, self._galleys)
