"""Feeds that need a token, from wiring to answer: open today or nothing, and the same nothing for all."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from calendars.access import digest_of
from calendars.personal import render_personal
from calendars.press import RenderedFeed
from flows import private_feeds
from flows.fetches import Fetches
from flows.pages import pages_of
from flows.private_feeds import PrivateFeeds
from flows.subscribing import Change, Wish, edit, make, revoke, rotate
from tests.flows.installation import NOON, TODAY, founded_memory, stored
from tests.uprcycle.documents.build import LINK
from tests.uprcycle.store.build import LEASE, envelope, tick
from tests.web.site import ask
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.rules.rule import Kind
from uprcycle.subscriptions import Filter, Scope
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
        self.app = create_app(replace(sources, personal=self.feeds, site=replace(sources.site, hosts=("*",))))

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


@pytest.fixture
def installed() -> Installed:
    installed = Installed()
    installed.assign(AMINA, KENYA)
    return installed


def test_a_feed_holds_what_its_office_has_to_do(installed: Installed) -> None:
    path = installed.make(wish=Wish("My feed"))

    answer = installed.ask(path)

    assert (answer.status_code, answer.content[:17]) == (200, b"BEGIN:VCALENDAR\r\n")
    assert b"X-WR-CALNAME:My feed\r\n" in answer.content
    assert answer.content.count(b"BEGIN:VEVENT") > 100
    assert path.encode()[10:30] not in answer.content


def test_a_task_says_where_its_document_is_as_soon_as_anybody_does(installed: Installed) -> None:
    office = Office("Ministry", "KEN", frozenset({Role.GOVERNMENT}))
    installed.assign(BRUNO, office)
    path = installed.make(BRUNO, wish=Wish("My feed"))
    before = installed.ask(path).text

    installed.wiring.store.documents.record(LINK)

    after = installed.ask(path).text.replace("\r\n ", "")
    assert (LINK.url in before, LINK.url in after) == (False, True)


# Dead at the next request, and the others go on


def test_a_token_that_is_revoked_is_dead_at_once_and_no_other(installed: Installed) -> None:
    first, second = installed.make(), installed.make()
    assert installed.open(first, second) == [200, 200]

    revoke(installed.wiring, installed.id_of(first), by=DESK)

    assert installed.open(first, second) == [404, 200]


def test_a_feed_that_moves_is_gone_from_its_old_address_at_once(installed: Installed) -> None:
    old, other = installed.make(), installed.make()
    assert installed.open(old, other) == [200, 200]

    new = installed.rotate(old)

    assert installed.open(old, new, other) == [404, 200, 200]


@pytest.mark.parametrize(
    ("scope", "key"),
    [(Scope.PERSON, ""), (Scope.OFFICE, "RCO Kenya"), (Scope.ORGANISATION, "UNDP")],
)
def test_a_role_that_is_taken_away_closes_its_feeds_at_once_and_no_other(
    installed: Installed, scope: Scope, key: str
) -> None:
    installed.assign(BRUNO, TOGO)
    mine = installed.make(wish=replace(BRIEF, scope=scope, key=key))
    theirs = installed.make(BRUNO)
    assert installed.open(mine, theirs) == [200, 200]

    installed.assign(AMINA, KENYA, last=TODAY - DAY)
    assert installed.open(mine, theirs) == [404, 200]

    installed.assign(AMINA, KENYA)
    assert installed.open(mine, theirs) == [200, 200]


def test_somebody_who_is_erased_leaves_no_feed(installed: Installed) -> None:
    path = installed.make()
    assert installed.open(path) == [200]

    installed.wiring.store.erasure.erase(AMINA, by=DESK, at=NOON)

    assert installed.open(path) == [404]


def test_a_role_ends_and_begins_with_the_day(installed: Installed) -> None:
    installed.assign(AMINA, KENYA, last=TODAY + DAY)
    installed.assign(AMINA, TOGO, first=TODAY + 3 * DAY)
    path = installed.make()
    held = []
    for days in range(5):
        installed.now = NOON + days * DAY
        answer = installed.ask(path)
        held.append((answer.status_code, "States: Kenya." in answer.text, "States: Togo." in answer.text))

    kenya, nothing, togo = (200, True, False), (404, False, False), (200, False, True)
    assert held == [kenya, kenya, nothing, togo, togo]


def test_a_feed_ends_after_its_last_day_and_lives_again_under_the_same_address(installed: Installed) -> None:
    path = installed.make(wish=replace(BRIEF, days=2))
    name, seen = installed.id_of(path), []
    for days in range(4):
        installed.now = NOON + days * DAY
        seen += installed.open(path)
    edit(installed.wiring, name, Change(days=30), by=DESK)

    assert (seen, installed.open(path)) == ([200, 200, 200, 404], [200])


def test_a_feed_says_for_its_last_thirty_days_that_it_ends(installed: Installed) -> None:
    path = installed.make(wish=replace(BRIEF, days=40))
    said = []
    for days in (0, 9, 10, 40):
        installed.now = NOON + days * DAY
        whole = installed.ask(path).text.replace("\r\n ", "")
        said.append("served only until 31 Dec 2026: have it extended" in whole)

    assert said == [False, False, True, True]


def test_what_one_process_takes_away_is_gone_in_every_other(home: Path) -> None:
    desk, *servers = (stored(home) for _ in range(3))
    desk.store.people.save([Assignment(each, KENYA) for each in (AMINA, BRUNO)], by=DESK, at=NOON)
    mine, theirs = (make(desk, each, BRIEF, by=DESK) for each in (AMINA, BRUNO))
    tokens = [each.address.rpartition("/")[2].removesuffix(".ics") for each in (mine, theirs)]
    workers = [PrivateFeeds(each, Fetches(each.store.subscriptions.note_fetches, 3600)) for each in servers]

    def opened() -> list[list[bool]]:
        return [[feeds(token, "other") is not None for token in tokens] for feeds in workers]

    seen = [opened()]
    revoke(desk, mine.subscription.id, by=DESK)
    seen.append(opened())
    desk.store.people.save([Assignment(BRUNO, KENYA, valid_to=TODAY - DAY)], by=DESK, at=NOON)
    seen.append(opened())
    for each in (desk, *servers):
        each.store.close()

    assert seen == [[[True, True]] * 2, [[False, True]] * 2, [[False, False]] * 2]


# The same nothing for all


def bare(answer: httpx.Response) -> tuple[int, bytes, list[tuple[bytes, bytes]]]:
    return answer.status_code, answer.content, answer.headers.raw


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_unknown_expired_revoked_moved_and_foreign_are_told_the_same(
    installed: Installed, method: str
) -> None:
    elsewhere = Installed()
    elsewhere.assign(AMINA, KENYA)
    installed.assign(BRUNO, TOGO, last=TODAY)
    expired, revoked, moved = installed.make(wish=replace(BRIEF, days=1)), installed.make(), installed.make()
    without_a_role, live = installed.make(BRUNO), installed.make()
    revoke(installed.wiring, installed.id_of(revoked), by=DESK)
    installed.rotate(moved)
    installed.now = NOON + 2 * DAY
    paths = (
        expired,
        revoked,
        moved,
        without_a_role,
        elsewhere.make(),
        "/feeds/my/never-made.ics",
        live.replace("uprfeed-", "uprfeed"),
    )

    answers = [installed.ask(path, method) for path in paths]

    assert [bare(each) for each in answers] == [bare(answers[0])] * len(paths)
    assert (answers[0].status_code, installed.open(live)) == (404, [200])


# The same bytes until something in them changed


def test_what_others_do_leaves_a_feed_as_it_is(installed: Installed) -> None:
    path, kept = installed.make(), installed.wiring.store
    before = installed.ask(path)

    installed.assign(BRUNO, TOGO)
    kept.ticks.record(tick("integrate-into-unsdcf", country="TGO", office="RCO Togo"))
    assert kept.ledger.claim(envelope("m1"), now=NOON, lease=LEASE)
    installed.now = NOON + DAY

    again = installed.ask(path, if_none_match=before.headers["etag"])
    assert (again.status_code, again.headers["etag"]) == (304, before.headers["etag"])


def test_it_is_rendered_once_and_again_when_something_in_it_changed(
    installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def counting(*given: Any) -> RenderedFeed:  # noqa: ANN401 - whatever it is given
        made.append("once")
        return render_personal(*given)

    monkeypatch.setattr(private_feeds, "render_personal", counting)
    path = installed.make(wish=Wish("My feed"))
    etags, counts = [], []
    for act in (
        lambda: None,
        lambda: installed.assign(BRUNO, TOGO),
        lambda: installed.wiring.store.ticks.record(tick("integrate-into-unsdcf")),
        lambda: edit(installed.wiring, installed.id_of(path), Change(title="Ours"), by=DESK),
    ):
        act()
        etags += [installed.ask(path).headers["etag"], installed.ask(path).headers["etag"]]
        counts.append(len(made))

    assert counts == [1, 1, 2, 3]
    assert [etags.index(each) for each in etags] == [0, 0, 0, 0, 4, 4, 6, 6]


def test_of_many_feeds_the_first_rendered_is_forgotten_first(
    installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(private_feeds, "KEPT_FEEDS", 1)
    paths = [installed.make(), installed.make()]

    assert installed.open(*paths, *paths) == [200] * 4
    assert len(installed.feeds) == 1


def test_of_a_feed_that_is_closed_no_byte_is_kept(installed: Installed) -> None:
    path, other = installed.make(), installed.make()
    assert installed.open(path, other) == [200, 200]
    assert len(installed.feeds) == 2

    revoke(installed.wiring, installed.id_of(path), by=DESK)

    assert installed.open(path, other) == [404, 200]
    assert len(installed.feeds) == 1


# Who fetched, as far as that is anybody's business


def test_a_fetch_leaves_its_hour_and_the_family_of_the_program(installed: Installed) -> None:
    path = installed.make()
    trail = installed.wiring.store.audit.rows()

    installed.ask(path, user_agent="iOS/17.4 (21E219) dataaccessd/1.0", x_forwarded_for="192.0.2.7")
    installed.fetches.flush()

    (kept,) = installed.wiring.store.subscriptions.all()
    assert (kept.fetched, kept.client) == (datetime(2026, 11, 21, 12, tzinfo=UTC), "apple")
    assert "192.0.2.7" not in repr(kept)
    assert installed.wiring.store.audit.rows() == trail


def test_a_miss_leaves_nothing(installed: Installed) -> None:
    path = installed.make()
    revoke(installed.wiring, installed.id_of(path), by=DESK)

    installed.open(path, "/feeds/my/never-made.ics")
    installed.fetches.flush()

    assert [each.fetched for each in installed.wiring.store.subscriptions.all()] == [None]
