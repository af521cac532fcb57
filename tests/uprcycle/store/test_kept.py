"""Envelopes and ledger rows: what they refuse, and what they tell."""

import pytest

from tests.uprcycle.store.build import LEASE, NOW, envelope
from uprcycle.store.kept import LedgerRow, LedgerState


def test_envelope_refuses_a_key_named_twice() -> None:
    with pytest.raises(ValueError, match=r"names a nudge key twice: \['a', 'b', 'b'\]"):
        envelope("m", "b", "a", "b")


@pytest.mark.parametrize(
    ("state", "losses", "twice"),
    [
        (LedgerState.SENT, 0, False),
        (LedgerState.SENT, 1, True),
        (LedgerState.TAKEN, 1, True),
        (LedgerState.PARKED, 2, True),
        (LedgerState.FAILED, 1, False),
        (LedgerState.HANDING_OVER, 1, False),
    ],
)
def test_two_copies_are_possible_when_a_lost_one_stands_beside_another(
    state: LedgerState, losses: int, *, twice: bool
) -> None:
    row = LedgerRow(envelope("m"), state, attempts=1, claimed_at=NOW, lease_until=NOW + LEASE, losses=losses)

    assert row.possibly_twice == twice
