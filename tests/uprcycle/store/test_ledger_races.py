"""Many at once on the same keys: each key is claimed by one, each message taken up by one."""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest

from tests.uprcycle.store.build import LEASE, NOW, envelope
from uprcycle.store.ports import Store

WORKERS = 8
PROCESSES = 4  # each costs half a second of start
ROOT = Path(__file__).parents[3]
_Answer = TypeVar("_Answer")


def at_once(work: Callable[[int], list[_Answer]]) -> list[_Answer]:
    """Do ``work`` in eight threads that start together, and return all their answers."""
    start = Barrier(WORKERS)

    def begin(worker: int) -> list[_Answer]:
        start.wait()
        return work(worker)

    with ThreadPoolExecutor(max_workers=WORKERS) as pool:
        return [answer for answers in pool.map(begin, range(WORKERS)) for answer in answers]


def test_threads_never_claim_a_key_twice(store: Store) -> None:
    def claim_all(worker: int) -> list[int]:
        return [
            number
            for number in range(60)
            if store.ledger.claim(envelope(f"{worker} {number}", f"key {number}"), now=NOW, lease=LEASE)
        ]

    assert sorted(at_once(claim_all)) == list(range(60))
    assert sorted(row.number for row in store.audit.rows()) == list(range(1, 61))


def test_threads_that_want_the_same_keys_in_another_order_do_not_block_each_other(store: Store) -> None:
    def claim_pairs(worker: int) -> list[int]:
        return [
            number
            for number in range(40)
            for keys in [(f"a{number}", f"b{number}")]
            if store.ledger.claim(
                envelope(f"{worker} {number}", *(keys if worker % 2 else keys[::-1])), now=NOW, lease=LEASE
            )
        ]

    assert sorted(at_once(claim_pairs)) == list(range(40))


def test_threads_never_take_up_the_same_message(store: Store) -> None:
    for number in range(40):
        store.ledger.claim(envelope(str(number)), now=NOW, lease=LEASE)

    def take_up_all(worker: int) -> list[str]:
        del worker
        return [
            each.message_id
            for each in store.ledger.resumable(NOW + LEASE)
            if store.ledger.reclaim(each.message_id, now=NOW + LEASE, lease=LEASE)
        ]

    assert sorted(at_once(take_up_all), key=int) == [str(number) for number in range(40)]
    assert {row.attempts for row in store.ledger.rows()} == {2}


def test_threads_park_a_message_once(store: Store) -> None:
    store.ledger.claim(envelope("m"), now=NOW, lease=LEASE)
    for now in (NOW, NOW + LEASE):
        store.ledger.reclaim("m", now=now, lease=LEASE)
        store.ledger.handing_over("m", now=now)

    assert at_once(lambda _: list(store.ledger.resumable(NOW + 2 * LEASE))) == []
    assert [row.action for row in store.audit.rows()].count("park") == 1


@pytest.mark.slow
def test_processes_never_claim_a_key_twice(address: str) -> None:
    script = Path(__file__).with_name("claim_all.py")
    processes = [
        subprocess.Popen(
            [sys.executable, str(script), address, str(worker), "50"],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for worker in range(PROCESSES)
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = [process.communicate()[0].split() for process in processes]

    assert [process.returncode for process in processes] == [0] * PROCESSES
    assert sorted(int(number) for each in answers for number in each) == list(range(50))
