"""What the ledger notes and answers in one breath: what was taken, and what became of keys."""

from dataclasses import replace

import pytest

from tests.uprcycle.store.build import LEASE, NOW, envelope
from uprcycle.errors import RefusedError
from uprcycle.store.ports import Fate, LedgerState, Outcome, Receipt, Store
from uprcycle.store.rehearsal import rehearsed

OVER = NOW + LEASE


def states(store: Store) -> list[str]:
    return [row.state.value for row in store.ledger.rows()]


def test_taken_message_is_not_sent_again_even_if_nobody_records_it(store: Store) -> None:
    for name in "abc":
        assert store.ledger.claim(envelope(name), now=NOW, lease=LEASE)
    store.ledger.handing_over("a", now=NOW)
    store.ledger.handing_over("b", now=NOW, taken="a")
    with pytest.raises(RefusedError, match="is handing-over, not claimed"):
        store.ledger.handing_over("b", now=NOW, taken="c")
    assert states(store) == ["claimed", "handing-over", "taken"]

    assert [each.message_id for each in store.ledger.resumable(OVER)] == ["b", "c"]
    assert states(store) == ["claimed", "handing-over", "sent"]
    (settled, *_) = store.audit.rows()
    assert (settled.action, settled.subject) == ("record sent", "a")

    store.ledger.record("a", Receipt(Outcome.SENT, "250"), now=OVER)
    assert [row.finished_at for row in store.ledger.rows()] == [None, None, OVER]


def test_message_is_noted_as_taken_even_if_the_next_is_not_free(store: Store) -> None:
    assert store.ledger.claim(envelope("a"), now=NOW, lease=LEASE)
    store.ledger.handing_over("a", now=NOW)

    with pytest.raises(RefusedError, match="message 'b': is not in the ledger"):
        store.ledger.handing_over("b", now=NOW, taken="a")

    assert states(store) == ["taken"]


def test_keys_are_asked_for_by_how_they_begin_and_by_whose_message_it_is(store: Store) -> None:
    of_amina, of_bruno = envelope("a", "KEN/4/review", "day/1"), envelope("b", "KEN/5/review", "UKR/4/review")
    back = envelope("c", "KEN/6/review")
    for each in (of_amina, replace(of_bruno, person="p-bruno"), back):
        assert store.ledger.claim(each, now=NOW, lease=LEASE)
    assert store.ledger.withdraw("c", now=OVER + LEASE)

    for ledger in (store.ledger, rehearsed(store).ledger):
        assert ledger.keys() == {"KEN/4/review", "day/1", "KEN/5/review", "UKR/4/review"}
        assert ledger.keys({"KEN/", "TGO/"}) == {"KEN/4/review", "KEN/5/review"}
        assert ledger.keys((), "p-amina") == {"KEN/4/review", "day/1"}
        assert ledger.keys({"UKR/"}, "p-amina") == {"KEN/4/review", "day/1", "UKR/4/review"}
        assert (ledger.keys(()), ledger.keys({"ken/"}, "p-nobody")) == (frozenset(), frozenset())


def test_a_rehearsed_message_has_its_keys_too(store: Store) -> None:
    ledger = rehearsed(store).ledger
    assert ledger.claim(envelope("a", "KEN/4/review"), now=NOW, lease=LEASE)

    assert [ledger.keys(each, person) for each, person in (({"KEN/"}, ""), ((), "p-amina"), ((), "p"))] == [
        {"KEN/4/review"},
        {"KEN/4/review"},
        frozenset(),
    ]
    assert store.ledger.keys() == frozenset()


def test_what_became_of_some_keys_is_told_of_some_people_without_any_message(store: Store) -> None:
    sent = envelope("a", "notice/2/email/p-amina", "KEN/4/review")
    kept = replace(envelope("b", "notice/2/email/p-bruno"), person="p-bruno")
    back, odd = envelope("c", "notice/1/email/p-amina"), envelope("d", "Notice/9", "notices")
    for each in (sent, kept, back, odd):
        assert store.ledger.claim(each, now=NOW, lease=LEASE)
    store.ledger.handing_over("a", now=NOW)
    store.ledger.record("a", Receipt(Outcome.SENT, "250"), now=OVER)
    assert store.ledger.withdraw("c", now=OVER + LEASE)
    amina = Fate("notice/2/email/p-amina", "p-amina", LedgerState.SENT, OVER)
    bruno = Fate("notice/2/email/p-bruno", "p-bruno", LedgerState.CLAIMED)

    assert store.ledger.fates("notice/") == (amina, bruno)
    assert store.ledger.fates("notice/", ["p-bruno", *map(str, range(600))]) == (bruno,)
    assert (store.ledger.fates("notice/", []), store.ledger.fates("none")) == ((), ())
    assert [row.envelope.message_id for row in store.ledger.rows(person="p-bruno")] == ["b"]
    assert [row.envelope.message_id for row in store.ledger.rows(1, person="p-amina")] == ["d"]
