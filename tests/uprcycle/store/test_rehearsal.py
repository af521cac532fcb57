"""A dry run answers as the store would, and leaves no trace in it."""

from datetime import timedelta

import pytest

from tests.uprcycle.store.build import HOUR, LEASE, NOW, envelope
from uprcycle.reviews.phases import Phase
from uprcycle.store.ports import Outcome, Passage, Receipt, Store
from uprcycle.store.rehearsal import rehearsed


@pytest.fixture
def kind() -> str:
    """The wrapped store is asked like any other; one kind shows it."""
    return "memory"


def test_a_key_is_claimed_once_and_nothing_is_kept(store: Store) -> None:
    stage = rehearsed(store).ledger
    wanted = [envelope("1", "a", "b"), envelope("2", "b"), envelope("3", "c")]

    assert [stage.claim(each, now=NOW, lease=LEASE) for each in wanted] == [True, False, True]
    assert stage.keys() == frozenset("abc")
    stage.handing_over("1", now=NOW)
    stage.record("1", Receipt(Outcome.SENT), now=NOW)
    assert (store.ledger.rows(), store.ledger.keys(), store.audit.rows()) == ((), frozenset(), ())


def test_what_is_claimed_for_good_is_not_claimed_in_a_rehearsal(store: Store) -> None:
    store.ledger.claim(envelope("1", "a"), now=NOW, lease=LEASE)

    stage = rehearsed(store).ledger
    assert stage.keys() == frozenset("a")
    assert stage.claimed_at(["a"]) == {"a": NOW}
    assert not stage.claim(envelope("2", "a"), now=NOW, lease=LEASE)
    assert stage.rows() == store.ledger.rows()


def test_what_is_open_would_be_taken_up_or_taken_back_and_is_left_as_it_is(store: Store) -> None:
    for name in "12":
        store.ledger.claim(envelope(name, f"key {name}"), now=NOW, lease=LEASE)
    before, later = store.audit.rows(), NOW + LEASE
    stage = rehearsed(store).ledger

    assert stage.resumable(later - HOUR) == ()
    assert stage.resumable(later) == store.ledger.resumable(later)
    assert stage.reclaim("1", now=later, lease=LEASE)
    assert stage.withdraw("2", now=later)
    assert not stage.withdraw("3", now=later)
    assert stage.keys() == frozenset({"key 1"})
    assert store.audit.rows() == before


def test_what_would_be_parked_is_neither_taken_up_nor_parked(store: Store) -> None:
    store.ledger.claim(envelope("m", "a"), now=NOW, lease=LEASE)
    for count in range(2):
        store.ledger.reclaim("m", now=NOW + count * LEASE, lease=LEASE)
        store.ledger.handing_over("m", now=NOW + count * LEASE)
    before = store.audit.rows()

    assert rehearsed(store).ledger.resumable(NOW + 2 * LEASE) == ()
    assert store.audit.rows() == before


def test_no_beat_is_kept_and_all_else_is_what_it_was(store: Store) -> None:
    store.heartbeats.beat("round", NOW)
    stage = rehearsed(store)
    stage.heartbeats.beat("round", NOW + timedelta(days=1))

    assert stage.heartbeats.take_turn("mail", NOW, LEASE)
    assert not stage.heartbeats.take_turn("round", NOW, LEASE)

    assert (stage.heartbeats.last("round"), store.heartbeats.last("round")) == (NOW, NOW)
    assert store.heartbeats.last("mail") is None
    assert stage.people is store.people


def test_what_was_entered_is_told_and_not_noted(store: Store) -> None:
    known, new = (Passage("KEN", 4, each, NOW.date(), NOW) for each in (Phase.REVIEW, Phase.OUTCOME))
    store.passages.note([known])

    assert rehearsed(store).passages.note([known, new]) == (new,)
    assert store.passages.all() == (known,)
