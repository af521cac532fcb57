"""What the ledger notes in one breath: the next message goes out, the one before it was taken."""

import pytest

from tests.uprcycle.store.build import LEASE, NOW, envelope
from uprcycle.errors import RefusedError
from uprcycle.store.ports import Outcome, Receipt, Store

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
