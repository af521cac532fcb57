"""An installation in memory with private feeds, its clock, and what the web answers there."""

from dataclasses import replace
from datetime import date, timedelta

import httpx

from calendars.access import digest_of
from flows.feeds.fetches import Fetches
from flows.feeds.private_feeds import PrivateFeeds
from flows.feeds.subscribing import Wish, make, rotate
from flows.site.pages import pages_of
from tests.flows.installed import NOON, founded_memory
from tests.web.site import ask
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.rules.rule import Kind
from uprcycle.subscriptions import Filter
from web.app import create_app

DAY = timedelta(days=1)
DESK = "the desk"
AMINA, BRUNO = (Person(f"p-{name}", name.title(), f"{name}@example.org") for name in ("amina", "bruno"))
KENYA = Office("RCO Kenya", "KEN", frozenset({Role.RCO}))
TOGO = Office("RCO Togo", "TGO", frozenset({Role.RCO}))
BRIEF = Wish("My feed", filter=Filter(kinds=(Kind.EVENT,)))


class Installed:
    """An installation in memory, its clock, and what the web answers there."""

    def __init__(self) -> None:
        self.now = NOON
        self.wiring = founded_memory(lambda: self.now)
        self.fetches = Fetches(self.wiring.store.subscriptions.note_fetches, seconds=3600)
        sources = pages_of(self.wiring)
        self.feeds = PrivateFeeds(self.wiring, self.fetches)
        anywhere = replace(sources.site, hosts=("*",))
        self.app = create_app(
            replace(sources, personal=self.feeds, personal_at_hand=self.feeds.at_hand, site=anywhere)
        )

    def assign(self, person: Person, office: Office, first: date = date.min, last: date = date.max) -> None:
        self.wiring.store.people.save([Assignment(person, office, first, last, "UNDP")], by=DESK, at=NOON)

    def make(self, person: Person = AMINA, wish: Wish = BRIEF) -> str:
        """Make a feed and return its path."""
        handed = make(self.wiring, person, wish, by=DESK)
        return handed.address.removeprefix(self.wiring.site.base_url)

    def rotate(self, path: str) -> str:
        """Give the feed at ``path`` a new address and return its path."""
        handed = rotate(self.wiring, self.id_of(path), by=DESK)
        return handed.address.removeprefix(self.wiring.site.base_url)

    def id_of(self, path: str) -> str:
        token = path.removeprefix("/feeds/my/").removesuffix(".ics")
        kept = self.wiring.store.subscriptions.of_digest(digest_of(token))
        assert kept is not None
        return kept.id

    def ask(self, path: str, method: str = "GET", **headers: str) -> httpx.Response:
        return ask(path, method, self.app, **headers)

    def open(self, *paths: str) -> list[int]:
        return [self.ask(path).status_code for path in paths]
