"""Feeds that need a token, from wiring to answer: open today or nothing, and the same nothing for all."""

from dataclasses import replace
from datetime import date, timedelta

import httpx
import pytest

from flows.fetches import Fetches
from flows.pages import pages_of
from flows.private_feeds import PrivateFeeds
from flows.subscribing import Wish, make, revoke
from tests.flows.installation import NOON, founded_memory
from tests.web.site import ask
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.subscriptions import Scope
from web.app import create_app

DAY = timedelta(days=1)
DESK = "the desk"
AMINA, BRUNO = (Person(f"p-{name}", name.title(), f"{name}@example.org") for name in ("amina", "bruno"))
KENYA = Office("RCO Kenya", "KEN", frozenset({Role.RCO}))
TOGO = Office("RCO Togo", "TGO", frozenset({Role.RCO}))


class Installed:
    """An installation in memory, its clock, and what the web answers there."""

    def __init__(self) -> None:
        self.now = NOON
        self.wiring = founded_memory(lambda: self.now)
        self.app = create_app(
            replace(
                pages_of(self.wiring),
                personal=self.feeds(),
                site=replace(pages_of(self.wiring).site, hosts=("*",)),
            )
        )

    def feeds(self) -> PrivateFeeds:
        self.fetches = Fetches(self.wiring.store.subscriptions.note_fetches, seconds=3600)
        return PrivateFeeds(self.wiring, self.fetches)

    def assign(self, person: Person, office: Office, first: date = date.min, last: date = date.max) -> None:
        self.wiring.store.people.save([Assignment(person, office, first, last, "UNCT")], by=DESK, at=NOON)

    def make(self, person: Person = AMINA, scope: Scope = Scope.PERSON, key: str = "") -> str:
        """Make a feed and return its path."""
        handed = make(self.wiring, person, Wish("My feed", scope, key), by=DESK)
        return handed.address.removeprefix(self.wiring.site.base_url)

    def ask(self, path: str, method: str = "GET", **headers: str) -> httpx.Response:
        return ask(path, method, self.app, **headers)


@pytest.fixture
def installed() -> Installed:
    installed = Installed()
    installed.assign(AMINA, KENYA)
    return installed


def test_a_feed_is_made_fetched_and_revoked(installed: Installed) -> None:
    path = installed.make()

    answer = installed.ask(path)
    assert (answer.status_code, answer.content[:17]) == (200, b"BEGIN:VCALENDAR\r\n")
    assert b"X-WR-CALNAME:My feed\r\n" in answer.content

    (kept,) = installed.wiring.store.subscriptions.all()
    revoke(installed.wiring, kept.id, by=DESK)
    assert installed.ask(path).status_code == 404
