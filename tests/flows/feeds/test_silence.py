"""An office is silent when programs have left all of its feeds, and loud again with the first fetch."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from flows.feeds.silence import SilentOffice, silent_offices
from flows.feeds.subscribing import Wish, make, revoke
from flows.installation.wiring import Wiring
from flows.nudges.nudging import forecast
from tests.flows.installed import NOON, founded_memory
from uprcycle.people import CALENDAR, Assignment, Office, Person, Role
from uprcycle.reviews.phases import Phase
from uprcycle.subscriptions import Fetch, Filter, Scope
from web.agents import OTHER

DAY = timedelta(days=1)
SURINAME, TOGO = (
    Office(f"RCO {name}", code, frozenset({Role.RCO, Role.UNCT}))
    for name, code in (("Suriname", "SUR"), ("Togo", "TGO"))
)
AMINA, BRUNO = (
    Person(f"p-{name}", name.title(), f"{name}@example.org", channel=CALENDAR) for name in ("amina", "bruno")
)


class Clock:
    now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def wiring(clock: Clock) -> Wiring:
    wiring = founded_memory(clock)
    held = [Assignment(AMINA, SURINAME), Assignment(AMINA, TOGO), Assignment(BRUNO, SURINAME)]
    wiring.store.people.save(held, by="desk", at=NOON)
    return wiring


def subscribe(wiring: Wiring, person: Person, wish: Wish, client: str = "google") -> Callable[[], None]:
    """Make a feed and return what fetches it now."""
    made = make(wiring, person, wish, by="desk").subscription
    return lambda: wiring.store.subscriptions.note_fetches([Fetch(made.id, client, wiring.now())])


def silent(wiring: Wiring) -> list[str]:
    return [each.name for each in silent_offices(wiring, wiring.today())]


def test_an_office_falls_silent_with_the_last_of_its_feeds(wiring: Wiring, clock: Clock) -> None:
    amina, bruno = (subscribe(wiring, each, Wish("Mine")) for each in (AMINA, BRUNO))
    seen = []
    for days in (0, 7, 8, 9):
        clock.now = NOON + days * DAY
        if days == 0:
            amina()
        if days in {0, 9}:
            bruno()
        seen.append((days, silent(wiring)))

    assert seen == [(0, []), (7, []), (8, ["RCO Suriname", "RCO Togo"]), (9, ["RCO Togo"])]


def test_it_says_when_the_last_of_them_was_fetched(wiring: Wiring, clock: Clock) -> None:
    subscribe(wiring, AMINA, replace(Wish("Ours"), scope=Scope.OFFICE, key="RCO Togo"))
    subscribe(wiring, BRUNO, Wish("Part", filter=Filter(phases=(Phase.REVIEW,))))()
    clock.now += 8 * DAY

    assert list(silent_offices(wiring, wiring.today())) == [
        SilentOffice("SUR", "RCO Suriname", NOON),
        SilentOffice("TGO", "RCO Togo", None),
    ]


def test_an_office_without_an_open_feed_is_not_silent_but_has_none(wiring: Wiring, clock: Clock) -> None:
    made = make(wiring, BRUNO, Wish("Mine"), by="desk").subscription
    clock.now += 8 * DAY
    assert silent(wiring) == ["RCO Suriname"]

    revoke(wiring, made.id, by="desk")

    assert silent(wiring) == []


def test_a_browser_is_no_calendar_of_an_office(wiring: Wiring, clock: Clock) -> None:
    subscribe(wiring, BRUNO, Wish("Left"))
    clock.now += 8 * DAY
    subscribe(wiring, AMINA, Wish("Looked at"), client=OTHER)()

    assert silent(wiring) == ["RCO Suriname"]


def test_everybody_of_a_silent_office_is_told_by_mail(wiring: Wiring, clock: Clock) -> None:
    for each in (AMINA, BRUNO):
        subscribe(wiring, each, Wish("Mine"))()

    def told() -> set[str]:
        mails = forecast(wiring, wiring.today(), 1)
        return {each.office.name for mail in mails for each in mail.nudges}

    assert (silent(wiring), told()) == ([], set())
    clock.now += 8 * DAY
    assert told() == set(silent(wiring)) == {"RCO Suriname", "RCO Togo"}
