"""The links in messages: kept with the claim, opened while they live, dead at once; on every store."""

from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.uprcycle.store.build import HOUR, LEASE, NEPAL_TIME, NOW, assignment, envelope, person
from tests.uprcycle.store.stores import SQLITE
from uprcycle.store.database import open_store
from uprcycle.store.ports import Envelope, Link, OpenLink, Outcome, Purpose, Receipt, Store
from uprcycle.tokens import digest_of

T = "t"
TODAY = NOW.date()
OVER = NOW + timedelta(days=180)
OPENED = OpenLink("m", "p-amina", ("b", "a"), OVER)


def link(token: str = T, purpose: Purpose = Purpose.ANSWER, until: datetime = OVER) -> Link:
    return Link(digest_of(token), purpose, until)


def letter(*links: Link, message_id: str = "m", keys: tuple[str, ...] = ("b", "a")) -> Envelope:
    return replace(envelope(message_id, *keys), links=links or (link(),))


def fill(store: Store, *envelopes: Envelope) -> list[bool]:
    store.people.save([assignment("amina")], by="desk", at=NOW)
    return [store.ledger.claim(each, now=NOW, lease=LEASE) for each in envelopes or (letter(),)]


def opened(
    store: Store,
    token: str = T,
    purpose: Purpose = Purpose.ANSWER,
    now: datetime = NOW,
    day: date = TODAY,
) -> OpenLink | None:
    return store.links.opened(digest_of(token), purpose, now=now, day=day)


def test_a_link_opens_the_message_that_holds_it(store: Store) -> None:
    assert fill(store) == [True]

    assert opened(store) == OPENED
    assert opened(store, now=NOW.astimezone(NEPAL_TIME)) == OPENED
    assert store.ledger.rows()[0].envelope == replace(letter(), links=())


def test_each_purpose_has_a_link_of_its_own(store: Store) -> None:
    fill(store, letter(*(link(each.value, each) for each in Purpose)))

    assert {
        (token.value, purpose.value): opened(store, token, purpose) is not None
        for token in Purpose
        for purpose in Purpose
    } == {(token.value, purpose.value): token is purpose for token in Purpose for purpose in Purpose}


def test_a_message_that_was_not_claimed_leaves_no_link(store: Store) -> None:
    taken = letter(link("other"), message_id="other", keys=("a",))

    assert fill(store, letter(), taken) == [True, False]
    assert opened(store, "other") is None


def test_no_two_messages_hold_one_link(store: Store) -> None:
    assert fill(store, letter(), letter(message_id="other", keys=("c",))) == [True, False]
    assert opened(store) == OPENED
    assert store.ledger.keys() == {"a", "b"}


@pytest.mark.parametrize(
    ("token", "now", "day"),
    [
        pytest.param("T", NOW, TODAY, id="never given"),
        pytest.param(digest_of("t"), NOW, TODAY, id="the digest is no token"),
        pytest.param("t", OVER, TODAY, id="over"),
        pytest.param("t", NOW, date(2026, 5, 21), id="role ended"),
        pytest.param("t", NOW, date(2026, 4, 30), id="role not begun"),
    ],
)
def test_a_link_opens_nothing_for_others_and_at_other_times(
    store: Store, token: str, now: datetime, day: date
) -> None:
    may = replace(assignment("amina"), valid_from=date(2026, 5, 1), valid_to=date(2026, 5, 20))
    store.people.save([may], by="desk", at=NOW)
    store.ledger.claim(letter(), now=NOW, lease=LEASE)

    assert opened(store, token, now=now, day=day) is None
    assert [opened(store, day=date(2026, 5, each)) for each in (1, 20)] == [OPENED, OPENED]
    assert opened(store, now=OVER - timedelta(microseconds=1)) == OPENED


def test_a_link_of_somebody_who_holds_no_office_opens_nothing(store: Store) -> None:
    store.ledger.claim(letter(), now=NOW, lease=LEASE)

    assert opened(store) is None


def test_a_message_that_was_taken_back_takes_its_links_along_and_no_others(store: Store) -> None:
    fill(store, letter(), letter(link("other"), message_id="other", keys=("c",)))

    assert store.ledger.withdraw("m", now=NOW + LEASE)

    assert opened(store) is None
    assert opened(store, "other") is not None


@pytest.mark.parametrize("outcome", Outcome)
def test_a_link_opens_however_the_message_fared(store: Store, outcome: Outcome) -> None:
    fill(store)
    store.ledger.handing_over("m", now=NOW)
    store.ledger.record("m", Receipt(outcome), now=NOW)

    assert opened(store) == OPENED


def test_revoked_links_are_dead_at_once_and_those_of_others_live(store: Store) -> None:
    other = replace(letter(link("other"), message_id="other", keys=("c",)), person="p-binod")
    fill(store, letter(link(), link("u", Purpose.UNSUBSCRIBE), link("old", until=NOW)), other)
    store.people.save([assignment("binod")], by="desk", at=NOW)

    assert [store.links.living(each, now=NOW) for each in ("p-amina", "p-binod", "p-chara")] == [2, 1, 0]

    assert [store.links.revoke("p-amina", by="desk", at=NOW) for _ in range(2)] == [2, 0]

    assert [store.links.living(each, now=NOW) for each in ("p-amina", "p-binod")] == [0, 1]

    assert (opened(store), opened(store, "u", Purpose.UNSUBSCRIBE)) == (None, None)
    assert opened(store, "other") is not None
    assert [(each.by, each.action, each.subject, each.detail) for each in store.audit.rows(2)] == [
        ("desk", "revoke links", "p-amina", "2"),
        ("desk", "assign", "p-binod", "KEN from 0001-01-01"),
    ]


def test_of_somebody_erased_no_link_is_left(store: Store) -> None:
    fill(store)
    store.erasure.erase(person("amina"), by="desk", at=NOW + HOUR)
    store.people.save([assignment("amina")], by="desk", at=NOW)

    assert opened(store) is None


@pytest.mark.parametrize("database_kind", [SQLITE])
def test_no_byte_of_the_file_opens_anything(address: str) -> None:
    token = "uprmail-a-token-that-is-live"
    with closing(open_store(address)) as store:
        fill(store, letter(link(token)))
        file = Path(address.removeprefix("sqlite:///"))
        everything = b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))

        assert opened(store, token) is not None
    assert (token.encode() in everything, digest_of(token).encode() in everything) == (False, True)


def test_a_link_that_was_over_before_a_moment_is_forgotten_and_no_other(store: Store) -> None:
    early = letter(link("early", until=OVER - HOUR), message_id="e", keys=("c",))
    fill(store, letter(), early)

    moments = (OVER - HOUR, OVER.astimezone(NEPAL_TIME), OVER)
    assert [store.links.forget(each) for each in moments] == [0, 1, 0]
    assert (opened(store), opened(store, "early")) == (OPENED, None)
    assert [store.links.forget(OVER + HOUR), store.links.living("p-amina", now=NOW)] == [1, 0]
