"""The ledger: claim, hand over, record, and again after a fault; on every store."""

from datetime import timedelta

import pytest

from tests.uprcycle.store.build import HOUR, LEASE, MINUTE, NEPAL_TIME, NOW, envelope
from uprcycle.errors import RefusedError
from uprcycle.store.ports import Envelope, LedgerRow, LedgerState, Outcome, Receipt, Store

OVER = NOW + LEASE


def claim(store: Store, *envelopes: Envelope) -> list[bool]:
    return [store.ledger.claim(each, now=NOW, lease=LEASE) for each in envelopes]


def states(store: Store) -> list[str]:
    return [row.state.value for row in store.ledger.rows()]


def test_new_ledger_is_empty(store: Store) -> None:
    assert store.ledger.rows() == ()
    assert store.ledger.keys() == frozenset()
    assert store.ledger.resumable(NOW) == ()


def test_claimed_message_reads_back_byte_for_byte(store: Store) -> None:
    message = envelope("m", "b", "a", "c", not_before=NOW.astimezone(NEPAL_TIME))

    assert claim(store, message) == [True]

    (row,) = store.ledger.rows()
    assert row == LedgerRow(message, LedgerState.CLAIMED, attempts=1, claimed_at=NOW, lease_until=NOW + LEASE)
    assert row.envelope.payload == message.payload
    assert row.envelope.not_before.isoformat() == "2026-05-04T07:00:00.123456+00:00"


def test_every_key_is_claimed_once(store: Store) -> None:
    assert claim(
        store,
        envelope("1", "a", "b"),
        envelope("2", "b", "c"),
        envelope("3", "c"),
        envelope("4", "d", "a"),
        envelope("5", "d"),
    ) == [True, False, True, False, True]
    assert store.ledger.keys() == frozenset("abcd")
    assert [row.envelope.message_id for row in store.ledger.rows()] == ["5", "3", "1"]


def test_the_moment_of_each_key_is_that_of_its_first_claim(store: Store) -> None:
    later = NOW + 3 * LEASE
    claim(store, envelope("1", "a", "b"), envelope("2", "c"), envelope("3", "d"))
    store.ledger.withdraw("2", now=OVER)
    store.ledger.reclaim("3", now=OVER, lease=LEASE)
    store.ledger.claim(envelope("4", "c"), now=later, lease=LEASE)
    many = [f"key {number}" for number in range(1200)]

    assert store.ledger.claimed_at([*many, "a", "c", "d", "a"]) == {"a": NOW, "c": later, "d": NOW}
    assert store.ledger.claimed_at([]) == {}


def test_message_id_is_claimed_once(store: Store) -> None:
    assert claim(store, envelope("m", "a"), envelope("m", "b")) == [True, False]
    assert store.ledger.keys() == frozenset("a")


def test_message_that_answers_no_nudge_is_claimed_by_its_id(store: Store) -> None:
    greeting = Envelope("hello", (), "p-amina", "email", b"", NOW)

    assert claim(store, greeting, greeting) == [True, False]
    assert [row.envelope for row in store.ledger.rows()] == [greeting]


def test_message_with_a_thousand_keys_is_claimed_whole(store: Store) -> None:
    keys = tuple(f"key {number}" for number in range(1000))

    assert claim(store, envelope("m", *reversed(keys)), envelope("n", keys[500])) == [True, False]
    assert store.ledger.rows()[0].envelope.keys == tuple(reversed(keys))


def test_keys_stay_taken_however_the_message_ends(store: Store) -> None:
    claim(store, envelope("1", "a"), envelope("2", "b"))
    store.ledger.record("1", Receipt(Outcome.SENT), now=NOW)
    store.ledger.record("2", Receipt(Outcome.PERMANENT), now=NOW)

    assert claim(store, envelope("3", "a"), envelope("4", "b")) == [False, False]
    assert store.ledger.keys() == frozenset("ab")


def test_several_are_claimed_in_one_go_and_each_that_is_not_free_is_said(store: Store) -> None:
    first = [envelope(name, f"key {name}") for name in "cab"]
    second = [envelope("d", "key d"), envelope("e", "key a"), envelope("c", "key f"), envelope("g", "key d")]

    assert store.ledger.claim_all(first, now=NOW, lease=LEASE) == (True, True, True)
    assert store.ledger.claim_all(second, now=NOW, lease=LEASE) == (True, False, False, False)
    assert store.ledger.claim_all([], now=NOW, lease=LEASE) == ()
    assert store.ledger.keys() == frozenset({"key a", "key b", "key c", "key d"})
    assert sorted(row.envelope.message_id for row in store.ledger.rows()) == ["a", "b", "c", "d"]
    assert {row.envelope.message_id: row.envelope for row in store.ledger.rows()}["a"] == first[1]
    assert [row.subject for row in store.audit.rows() if row.action == "claim"].count("d") == 1


def test_how_several_fared_is_kept_in_one_go_or_not_at_all(store: Store) -> None:
    store.ledger.claim_all([envelope(name, name) for name in "abc"], now=NOW, lease=LEASE)
    fared = [("c", Receipt(Outcome.SENT, "250")), ("a", Receipt(Outcome.PERMANENT, "550"))]

    with pytest.raises(RefusedError, match="the ledger does not know the message"):
        store.ledger.record_all([*fared, ("x", Receipt(Outcome.SENT))], now=NOW)
    assert states(store) == ["claimed"] * 3

    store.ledger.record_all(fared, now=NOW)
    found = {row.envelope.message_id: (row.state.value, row.answer) for row in store.ledger.rows()}
    assert found == {"a": ("failed", "550"), "b": ("claimed", ""), "c": ("sent", "250")}


def test_message_is_handed_over_by_one(store: Store) -> None:
    claim(store, envelope("m"))
    store.ledger.handing_over("m", now=NOW)

    with pytest.raises(RefusedError, match="is handing-over, not claimed"):
        store.ledger.handing_over("m", now=NOW)

    assert states(store) == ["handing-over"]


def test_message_is_not_handed_over_after_its_lease(store: Store) -> None:
    claim(store, envelope("m"))

    with pytest.raises(RefusedError, match="has a lease that is over"):
        store.ledger.handing_over("m", now=OVER)

    assert states(store) == ["claimed"]


def test_message_that_was_never_claimed_is_refused(store: Store) -> None:
    with pytest.raises(RefusedError, match="message 'm': is not in the ledger"):
        store.ledger.handing_over("m", now=NOW)
    with pytest.raises(RefusedError, match="message 'm': is not in the ledger"):
        store.ledger.record("m", Receipt(Outcome.SENT), now=NOW)

    assert not store.ledger.reclaim("m", now=NOW, lease=LEASE)
    assert store.audit.rows() == ()


@pytest.mark.parametrize(
    ("outcome", "state", "finished"),
    [
        (Outcome.SENT, LedgerState.SENT, True),
        (Outcome.PERMANENT, LedgerState.FAILED, True),
        (Outcome.TEMPORARY, LedgerState.CLAIMED, False),
        (Outcome.UNKNOWN, LedgerState.CLAIMED, False),
    ],
)
def test_outcome_is_kept(store: Store, outcome: Outcome, state: LedgerState, *, finished: bool) -> None:
    claim(store, envelope("m"))
    store.ledger.handing_over("m", now=NOW)
    store.ledger.record("m", Receipt(outcome, "what was said"), now=NOW + MINUTE)

    (row,) = store.ledger.rows()
    assert (row.state, row.finished_at, row.answer) == (
        state,
        NOW + MINUTE if finished else None,
        "what was said",
    )


def test_refused_message_waits_and_is_tried_again_with_the_same_bytes(store: Store) -> None:
    message = envelope("m", "b", "a")
    claim(store, message)
    store.ledger.record("m", Receipt(Outcome.TEMPORARY, "450"), now=NOW)

    assert store.ledger.resumable(NOW + MINUTE - timedelta(microseconds=1)) == ()
    (again,) = store.ledger.resumable(NOW + MINUTE)

    assert (again.message_id, again.keys, again.payload) == ("m", ("b", "a"), message.payload)
    assert store.ledger.reclaim("m", now=NOW + MINUTE, lease=LEASE)
    assert store.ledger.resumable(NOW + MINUTE) == ()


def test_claim_of_a_dead_process_is_taken_by_one_other(store: Store) -> None:
    claim(store, envelope("m"))

    assert store.ledger.resumable(OVER - MINUTE) == ()
    assert not store.ledger.reclaim("m", now=OVER - MINUTE, lease=LEASE)
    assert [each.message_id for each in store.ledger.resumable(OVER)] == ["m"]
    assert store.ledger.reclaim("m", now=OVER, lease=LEASE)
    assert not store.ledger.reclaim("m", now=OVER, lease=LEASE)
    assert [row.attempts for row in store.ledger.rows()] == [2]


def test_message_lost_on_its_way_is_sent_once_more_and_then_parked(store: Store) -> None:
    claim(store, envelope("m"))
    store.ledger.handing_over("m", now=NOW)
    assert [each.message_id for each in store.ledger.resumable(OVER)] == ["m"]
    assert store.ledger.reclaim("m", now=OVER, lease=LEASE)
    store.ledger.handing_over("m", now=OVER)

    later = OVER + LEASE
    assert not store.ledger.reclaim("m", now=later, lease=LEASE)
    assert store.ledger.resumable(later) == ()

    (row,) = store.ledger.rows()
    assert (row.state, row.finished_at, row.possibly_twice) == (LedgerState.PARKED, later, True)
    assert store.ledger.resumable(later + 1000 * HOUR) == ()


def test_parked_message_does_not_hold_up_the_others(store: Store) -> None:
    claim(store, envelope("stuck"), envelope("free"))
    for now in (NOW, OVER):
        store.ledger.reclaim("stuck", now=now, lease=LEASE)
        store.ledger.handing_over("stuck", now=now)

    assert [each.message_id for each in store.ledger.resumable(OVER + LEASE)] == ["free"]
    assert states(store) == ["claimed", "parked"]


def test_late_answer_tells_that_a_parked_message_was_sent(store: Store) -> None:
    claim(store, envelope("m"))
    for _ in range(2):
        store.ledger.record("m", Receipt(Outcome.UNKNOWN), now=NOW)
    store.ledger.record("m", Receipt(Outcome.SENT, "250 at last"), now=NOW + HOUR)

    (row,) = store.ledger.rows()
    assert (row.state, row.answer, row.finished_at) == (LedgerState.SENT, "250 at last", NOW + HOUR)


def test_message_is_not_taken_before_its_time(store: Store) -> None:
    claim(store, envelope("m", not_before=NOW + 8 * HOUR))

    assert store.ledger.resumable(NOW + 7 * HOUR) == ()
    assert [each.message_id for each in store.ledger.resumable(NOW + 8 * HOUR)] == ["m"]


def test_resumable_messages_come_oldest_first(store: Store) -> None:
    claim(store, envelope("b"), envelope("a"), envelope("c"))

    assert [each.message_id for each in store.ledger.resumable(OVER)] == ["b", "a", "c"]


@pytest.mark.parametrize(("limit", "expected"), [(None, ["3", "2", "1"]), (2, ["3", "2"]), (0, [])])
def test_rows_come_newest_first_up_to_a_limit(store: Store, limit: int | None, expected: list[str]) -> None:
    claim(store, envelope("1", "a", "b"), envelope("2", "c"), envelope("3", "d"))

    rows = store.ledger.rows(limit)

    assert [row.envelope.message_id for row in rows] == expected
    assert [row.envelope.keys for row in rows] == [
        {"1": ("a", "b"), "2": ("c",), "3": ("d",)}[each] for each in expected
    ]


def test_messages_are_found_by_their_state_and_one_by_its_id(store: Store) -> None:
    claim(store, envelope("1", "a"), envelope("2", "b"), envelope("3", "c"))
    for message, outcome in (("1", Outcome.PERMANENT), ("3", Outcome.PERMANENT)):
        store.ledger.handing_over(message, now=NOW)
        store.ledger.record(message, Receipt(outcome), now=NOW)
    failed = (LedgerState.FAILED, LedgerState.PARKED)

    assert [row.envelope.message_id for row in store.ledger.rows(states=failed)] == ["3", "1"]
    assert [row.envelope.message_id for row in store.ledger.rows(1, failed)] == ["3"]
    assert store.ledger.of("2") == store.ledger.rows()[1]
    assert (store.ledger.of("4"), store.ledger.tally()[failed[0]], store.ledger.tally("?")) == (None, 2, {})


def test_a_message_that_was_refused_is_withdrawn_and_its_keys_are_free(store: Store) -> None:
    first = envelope("m", "a", "b")
    claim(store, first)
    store.ledger.handing_over("m", now=NOW)
    store.ledger.record("m", Receipt(Outcome.TEMPORARY, "451"), now=NOW)

    assert store.ledger.withdraw("m", now=NOW) is False  # it waits for another try
    assert store.ledger.withdraw("m", now=OVER) is True
    assert store.ledger.withdraw("m", now=OVER) is False
    assert (states(store), store.ledger.keys()) == (["withdrawn"], frozenset())
    assert (store.ledger.resumable(OVER + HOUR), store.ledger.rows()[0].envelope.keys) == ((), ())
    assert claim(store, envelope("n", "b")) == [True]
    assert store.audit.rows(2)[1].action == "withdraw"


def test_a_message_whose_process_died_before_it_left_is_withdrawn(store: Store) -> None:
    claim(store, envelope("m", "a"))

    assert store.ledger.withdraw("m", now=OVER) is True
    with pytest.raises(RefusedError):
        store.ledger.handing_over("m", now=OVER)


@pytest.mark.parametrize("outcome", [None, Outcome.UNKNOWN, Outcome.SENT, Outcome.PERMANENT])
def test_a_message_that_may_have_gone_out_is_not_withdrawn(store: Store, outcome: Outcome | None) -> None:
    claim(store, envelope("m", "a"))
    store.ledger.handing_over("m", now=NOW)
    if outcome:
        store.ledger.record("m", Receipt(outcome), now=NOW)
    before = states(store)

    assert store.ledger.withdraw("m", now=OVER + HOUR) is False
    assert store.ledger.withdraw("nobody", now=OVER) is False
    assert (states(store), store.ledger.keys()) == (before, frozenset("a"))
