"""Rounds that are killed at any moment, with a store on disk."""

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from notifications.sending import MOST_UNKEPT
from tests.notifications.send_slowly import PEOPLE
from uprcycle.store.database import migrate, open_store
from uprcycle.store.ports import LedgerState

ROOT = Path(__file__).parents[2]
KILLS = 4
PATIENCE = 60


def start(store: str, receiver: Path, count: int) -> subprocess.Popen[bytes]:
    program = [sys.executable, "-m", "tests.notifications.send_slowly", store, str(receiver), str(count)]
    return subprocess.Popen(program, cwd=ROOT)


def kill_after(process: subprocess.Popen[bytes], receiver: Path, lines: int, delay: float) -> None:
    """Kill ``process`` a moment after ``lines`` messages have arrived in all."""
    until = time.monotonic() + PATIENCE
    while process.poll() is None and len(arrivals(receiver)) < lines and time.monotonic() < until:
        time.sleep(0.001)
    time.sleep(delay)
    process.kill()
    process.wait()


def arrivals(receiver: Path) -> list[str]:
    return receiver.read_text().splitlines()


@pytest.mark.slow
def test_kill_it_at_any_moment_and_run_it_again(tmp_path: Path) -> None:
    store, receiver = f"sqlite:///{tmp_path / 'store.db'}", tmp_path / "arrived"
    migrate(store)
    receiver.touch()
    chance = random.Random(20260504)
    for count in range(KILLS):
        kill_after(start(store, receiver, count), receiver, (count + 1) * 5, chance.random() / 100)
    for count in range(KILLS, KILLS + 2):
        assert start(store, receiver, count).wait(PATIENCE) == 0

    copies = Counter(arrivals(receiver))
    ledger = open_store(store).ledger
    parked = {row.envelope.person for row in ledger.rows() if row.state is LedgerState.PARKED}

    assert {row.state for row in ledger.rows()} <= {LedgerState.SENT, LedgerState.PARKED}
    assert sorted(set(copies) | parked) == sorted(PEOPLE)
    assert sum(copies.values()) - len(copies) <= KILLS * 2 * MOST_UNKEPT
    assert max(copies.values()) <= 2
