"""Feeds that need a token are open today or nothing, and the same nothing for all."""

from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from icalendar import Calendar

from calendars.identity import uid_of
from flows.feeds.fetches import Fetches
from flows.feeds.private_feeds import PrivateFeeds
from flows.feeds.subscribing import Change, edit, make, revoke
from tests.flows.installed import NOON, TODAY, stored
from tests.flows.subscribed import AMINA, BRIEF, BRUNO, DAY, DESK, KENYA, TOGO, Installed
from uprcycle.people import Assignment
from uprcycle.subscriptions import Scope


@pytest.fixture
def installed() -> Installed:
    installed = Installed()
    installed.assign(AMINA, KENYA)
    return installed


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


def test_the_entry_that_says_when_a_feed_ends_moves_when_it_is_extended_or_gets_a_new_address(
    installed: Installed,
) -> None:
    path = installed.make(wish=replace(BRIEF, days=40))
    name = installed.id_of(path)
    said = [ending(installed, path, name)]
    installed.now = NOON + 30 * DAY
    edit(installed.wiring, name, Change(days=60), by=DESK)
    said.append(ending(installed, path, name))
    installed.now = NOON + 31 * DAY
    said.append(ending(installed, installed.rotate(path), name))

    days, sequences, uids = zip(*said, strict=True)
    assert days == ("20261217", "20270205", "20280112")
    assert list(sequences) == sorted(set(sequences))
    assert set(uids) == {uid_of(f"feed-{name}-ends", installed.wiring.site)}


def ending(installed: Installed, path: str, name: str) -> tuple[str, int, str]:
    """Return the day, SEQUENCE and UID of the entry by which a feed says that it ends; no other does."""
    answer = installed.ask(path)
    assert path.removeprefix("/feeds/my/").removesuffix(".ics") not in answer.text
    events = Calendar.from_ical(answer.content).events
    (entry,) = (each for each in events if "This calendar" in str(each["SUMMARY"]))
    assert name in str(entry["DESCRIPTION"])
    return f"{entry.start:%Y%m%d}", entry.sequence, str(entry["UID"])


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
