"""A process that is killed leaves its message where the next one can take it up."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.uprcycle.store.build import LEASE, MINUTE, NOW, envelope
from uprcycle.store.database import open_store
from uprcycle.store.ports import LedgerState, Outcome, Receipt

ROOT = Path(__file__).parents[3]
SCRIPT = Path(__file__).with_name("send_and_stop.py")

pytestmark = pytest.mark.slow


def kill_at(point: str, address: str, receiver: Path) -> None:
    """Start a sender and kill it as it reaches ``point``, without a chance to clean up."""
    command = [sys.executable, str(SCRIPT), address, point, str(receiver)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == f"{point}\n"
        process.kill()


@pytest.mark.parametrize(
    ("point", "state", "was_sent"),
    [
        ("claim", LedgerState.CLAIMED, False),
        ("hand over", LedgerState.HANDING_OVER, False),
        ("send", LedgerState.HANDING_OVER, True),
    ],
)
def test_killed_before_it_recorded(
    point: str, state: LedgerState, address: str, tmp_path: Path, *, was_sent: bool
) -> None:
    receiver = tmp_path / "received"
    kill_at(point, address, receiver)
    store = open_store(address)
    (row,) = store.ledger.rows()

    assert (row.state, receiver.exists()) == (state, was_sent)
    assert store.ledger.keys() == frozenset("k")
    assert store.ledger.resumable(NOW + LEASE - MINUTE) == ()
    assert store.ledger.resumable(NOW + LEASE) == (envelope("m", "k"),)

    assert store.ledger.reclaim("m", now=NOW + LEASE, lease=LEASE)
    store.ledger.handing_over("m", now=NOW + LEASE)
    store.ledger.record("m", Receipt(Outcome.SENT), now=NOW + LEASE)

    (row,) = store.ledger.rows()
    assert (row.state, row.possibly_twice) == (LedgerState.SENT, state is LedgerState.HANDING_OVER)
    store.close()


def test_killed_after_it_recorded(address: str, tmp_path: Path) -> None:
    kill_at("record", address, tmp_path / "received")
    store = open_store(address)

    assert store.ledger.resumable(NOW + 1000 * LEASE) == ()
    assert [row.state for row in store.ledger.rows()] == [LedgerState.SENT]
    store.close()


def test_killed_twice_on_the_way_is_parked(address: str, tmp_path: Path) -> None:
    kill_at("send", address, tmp_path / "received")
    store = open_store(address)
    store.ledger.reclaim("m", now=NOW + LEASE, lease=LEASE)
    store.ledger.handing_over("m", now=NOW + LEASE)

    assert store.ledger.resumable(NOW + 2 * LEASE) == ()
    assert [(row.state, row.possibly_twice) for row in store.ledger.rows()] == [(LedgerState.PARKED, True)]
    store.close()
