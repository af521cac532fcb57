"""Feeds that need a token, from wiring to answer: rendered when something changed, and noted when fetched."""

from datetime import UTC, datetime
from typing import Any

import pytest

from calendars.personal import BoundFeed, bind_personal
from flows.feeds import binding, private_feeds
from flows.feeds.subscribing import Change, Wish, edit, revoke
from tests.flows.installed import NOON
from tests.flows.subscribed import AMINA, BRUNO, DAY, DESK, KENYA, TOGO, Installed
from tests.uprcycle.documents.build import LINK
from tests.uprcycle.store.build import LEASE, envelope, tick
from uprcycle.people import Office, Role


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

    def counting(*given: Any) -> BoundFeed:  # noqa: ANN401 - whatever it is given
        made.append("once")
        return bind_personal(*given)

    monkeypatch.setattr(binding, "bind_personal", counting)
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


def test_a_feed_is_at_hand_as_long_as_nothing_was_written(installed: Installed) -> None:
    path = installed.make()
    token = path.removeprefix("/feeds/my/").removesuffix(".ics")

    def at_hand() -> bool:
        return installed.feeds.at_hand(token, "apple") is not None

    found = [at_hand()]
    for change in (
        lambda: None,
        lambda: installed.wiring.store.ticks.record(tick("integrate-into-unsdcf")),
        lambda: installed.assign(BRUNO, TOGO),
        lambda: revoke(installed.wiring, installed.id_of(path), by=DESK),
    ):
        installed.open(path)
        found.append(at_hand())
        change()
        found.append(at_hand())

    assert found == [False, True, True, True, False, True, False, True, False]
    assert installed.feeds.at_hand("uprfeed-other", "apple") is None


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
