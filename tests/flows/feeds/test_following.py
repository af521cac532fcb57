"""Whose calendar is fetched gets no digest of what stands in it, and mail again when it falls silent."""

from dataclasses import replace
from datetime import timedelta

import pytest

from flows.feeds.following import readers
from flows.feeds.subscribing import Wish, make, revoke
from flows.installation.wiring import Wiring
from flows.nudges.nudging import forecast, send_nudges
from tests.flows.installed import NOON, TODAY, founded_memory
from uprcycle.checklist.local import LocalTask
from uprcycle.people import CALENDAR, Assignment, Office, Person, Role
from uprcycle.reviews.phases import Phase
from uprcycle.subscriptions import Fetch, Filter, Scope, Subscription, TaskForm
from web.agents import OTHER

WEEK = timedelta(days=7)
SURINAME = Office("RCO Suriname", "SUR", frozenset({Role.RCO, Role.UNCT}))
TOGO = Office("RCO Togo", "TGO", frozenset({Role.RCO, Role.UNCT}))
AMINA = Person("p-amina", "Amina", "amina@example.org", channel=CALENDAR)
BRUNO = Person("p-bruno", "Bruno", "bruno@example.org")
MINE = Wish("My feed")


@pytest.fixture
def wiring() -> Wiring:
    wiring = founded_memory()
    held = [Assignment(AMINA, SURINAME), Assignment(AMINA, TOGO), Assignment(BRUNO, SURINAME)]
    wiring.store.people.save(held, by="desk", at=NOON)
    return wiring


def told(wiring: Wiring) -> set[tuple[str, str, str]]:
    """Return who is told by mail of what office, by which channel."""
    return {
        (each.person.id, each.office.name, each.person.channel)
        for mail in forecast(wiring, TODAY, 1)
        for each in mail.nudges
    }


EVERYBODY = {
    ("p-amina", "RCO Suriname", "email"),
    ("p-amina", "RCO Togo", "email"),
    ("p-bruno", "RCO Suriname", "email"),
}
BRUNO_ALONE = {("p-bruno", "RCO Suriname", "email")}


def fetched(wiring: Wiring, wish: Wish = MINE, person: Person = AMINA, ago: timedelta = WEEK) -> Subscription:
    """Make a feed and let a program fetch it that long ago."""
    made = make(wiring, person, wish, by="desk").subscription
    wiring.store.subscriptions.note_fetches([Fetch(made.id, "google", NOON - ago)])
    return made


def test_without_a_feed_mail_goes_out(wiring: Wiring) -> None:
    assert told(wiring) == EVERYBODY


def test_a_feed_that_is_fetched_stands_in_for_mail(wiring: Wiring) -> None:
    fetched(wiring)

    assert told(wiring) == BRUNO_ALONE


def test_what_an_office_wrote_itself_is_told_by_mail_for_no_feed_holds_it(wiring: Wiring) -> None:
    fetched(wiring)
    own = LocalTask("SUR", 4, SURINAME.name, "Meet somebody", TODAY + timedelta(days=7), "an officer", NOON)
    wiring.store.local_tasks.add(own)

    mailed = [
        each for mail in forecast(wiring, TODAY, 1) for each in mail.nudges if each.person.id == AMINA.id
    ]
    assert {(each.office.name, each.task.title) for each in mailed} == {(SURINAME.name, "Meet somebody")}


@pytest.mark.parametrize(
    "ago", [None, WEEK + timedelta(hours=1)], ids=["never-fetched", "silent-for-more-than-a-week"]
)
def test_a_feed_that_nobody_fetches_stands_in_for_nothing(wiring: Wiring, ago: timedelta | None) -> None:
    if ago is None:
        make(wiring, AMINA, MINE, by="desk")
    else:
        fetched(wiring, ago=ago)

    assert told(wiring) == EVERYBODY


def test_a_browser_or_a_scanner_of_mails_is_no_calendar(wiring: Wiring) -> None:
    made = make(wiring, AMINA, MINE, by="desk").subscription
    wiring.store.subscriptions.note_fetches([Fetch(made.id, OTHER, NOON)])

    assert told(wiring) == EVERYBODY
    assert readers(wiring, TODAY) == frozenset()


@pytest.mark.parametrize(
    "chosen",
    [Filter(tasks=TaskForm.NONE), Filter(countries=("SUR",)), Filter(phases=(Phase.REVIEW,))],
    ids=["no-tasks", "one-state", "one-phase"],
)
def test_a_feed_that_leaves_tasks_out_stands_in_for_nothing(wiring: Wiring, chosen: Filter) -> None:
    fetched(wiring, replace(MINE, filter=chosen))

    assert told(wiring) == EVERYBODY


def test_a_feed_of_one_office_stands_in_for_that_office(wiring: Wiring) -> None:
    fetched(wiring, replace(MINE, scope=Scope.OFFICE, key="RCO Togo"))

    assert told(wiring) == EVERYBODY - {("p-amina", "RCO Togo", "email")}


def test_a_feed_that_is_revoked_stands_in_for_nothing(wiring: Wiring) -> None:
    revoke(wiring, fetched(wiring).id, by="desk")

    assert told(wiring) == EVERYBODY


def test_whoever_chose_mail_gets_mail_whatever_they_fetch(wiring: Wiring) -> None:
    fetched(wiring, person=BRUNO)

    assert told(wiring) == EVERYBODY


def test_what_was_not_said_while_a_feed_was_read_is_said_when_it_falls_silent() -> None:
    now = NOON
    wiring = founded_memory(lambda: now)
    wiring.store.people.save([Assignment(AMINA, SURINAME)], by="desk", at=NOON)
    fetched(wiring, ago=timedelta(0))

    assert send_nudges(wiring, TODAY).delivery.sent == 0
    assert wiring.store.ledger.keys() == frozenset()

    now = NOON + WEEK + timedelta(days=1)
    assert send_nudges(wiring, wiring.today()).delivery.sent == 1


def test_a_reader_is_whoever_has_a_whole_feed_that_was_fetched_of_late(wiring: Wiring) -> None:
    fetched(wiring, Wish("Part of it", filter=Filter(phases=(Phase.SUBMISSIONS,))), BRUNO, timedelta(0))
    assert readers(wiring, TODAY) == frozenset()
    fetched(wiring, MINE, BRUNO, WEEK)
    fetched(wiring, MINE, AMINA, WEEK + timedelta(seconds=1))
    assert readers(wiring, TODAY) == {BRUNO.id}
