"""A sealed ledger answers like any other, and keeps nothing that can be read without the key."""

from dataclasses import replace

import pytest

from tests.uprcycle.store.build import HOUR, LEASE, NOW, envelope
from uprcycle.store.memory import MemoryStore
from uprcycle.store.ports import LedgerState, Outcome, Receipt
from uprcycle.store.sealing import SealedLedger, Unsealed


class Reversed:
    """A seal that a test can see through; what does not end in its mark is under another key."""

    def __init__(self, mark: bytes = b"!") -> None:
        self._mark = mark

    def seal(self, value: bytes) -> bytes:
        return value[::-1] + self._mark

    def open(self, sealed: bytes) -> bytes | None:
        return sealed.removesuffix(self._mark)[::-1] if sealed.endswith(self._mark) else None


def test_what_is_kept_is_sealed_and_what_comes_back_is_open() -> None:
    kept, message = MemoryStore().ledger, envelope("m", "a", "b")
    ledger = SealedLedger(kept, Reversed())

    assert ledger.claim(message, now=NOW, lease=LEASE)
    assert not ledger.claim(message, now=NOW, lease=LEASE)

    (inside,), (row,) = kept.rows(), ledger.rows()
    assert inside.envelope == replace(message, payload=message.payload[::-1] + b"!")
    assert row.envelope == message
    assert ledger.keys() == {"a", "b"}
    assert ledger.resumable(NOW + LEASE) == (message,)


def test_every_step_reaches_the_ledger_inside() -> None:
    kept, message = MemoryStore().ledger, envelope("m", "a")
    ledger = SealedLedger(kept, Reversed())
    ledger.claim(message, now=NOW, lease=LEASE)
    ledger.handing_over("m", now=NOW)
    ledger.record("m", Receipt(Outcome.TEMPORARY, "450"), now=NOW)

    assert ledger.reclaim("m", now=NOW + HOUR, lease=LEASE)
    ledger.record("m", Receipt(Outcome.TEMPORARY, "450"), now=NOW + HOUR)
    assert ledger.withdraw("m", now=NOW + 2 * HOUR)
    assert [(row.state, row.attempts, row.answer) for row in kept.rows()] == [
        (LedgerState.WITHDRAWN, 2, "450")
    ]


def test_what_another_key_sealed_waits_for_it_and_is_listed_without_its_text() -> None:
    kept, ours, theirs = MemoryStore().ledger, envelope("ours", "a"), envelope("theirs", "b")
    SealedLedger(kept, Reversed(b"?")).claim(theirs, now=NOW, lease=LEASE)
    ledger = SealedLedger(kept, Reversed())
    ledger.claim(ours, now=NOW, lease=LEASE)

    assert ledger.resumable(NOW + LEASE) == (ours,)
    assert [row.envelope for row in ledger.rows()] == [ours, replace(theirs, payload=b"")]
    assert [row.state for row in kept.rows()] == [LedgerState.CLAIMED] * 2


def test_what_is_empty_stays_empty() -> None:
    kept, erased = MemoryStore().ledger, replace(envelope("m", "a"), payload=b"")
    ledger = SealedLedger(kept, Reversed())
    ledger.claim(erased, now=NOW, lease=LEASE)

    assert [row.envelope.payload for row in kept.rows()] == [b""]
    assert ledger.resumable(NOW + LEASE) == (erased,)


@pytest.mark.parametrize("value", [b"", b"text", b"gAAAAA"])
def test_without_a_seal_values_stay_as_they_are(value: bytes) -> None:
    assert (Unsealed().seal(value), Unsealed().open(value)) == (value, value)
