"""Between two rounds: what was put off is tried again when its time has come."""

import logging
import threading
from datetime import datetime, timedelta

import pytest

from flows.installation.wiring import Wiring
from flows.nudges.retrying import due_retries, retrying
from tests.flows.installed import NOON, wiring_over
from uprcycle.errors import RefusedError
from uprcycle.store.memory import MemoryStore
from uprcycle.store.ports import Envelope, Outcome, Receipt

MINUTE, PATIENCE = timedelta(minutes=1), 5.0


def with_one_put_off(now: datetime) -> Wiring:
    """Return an installation at ``now`` with a mail that a server put off at noon."""
    store = MemoryStore()
    store.ledger.claim(Envelope("m", ("k",), "p", "email", b"x", NOON), now=NOON, lease=40 * MINUTE)
    store.ledger.record("m", Receipt(Outcome.TEMPORARY, "450"), now=NOON)
    return wiring_over(store, lambda: now)


@pytest.mark.parametrize(("minutes", "due"), [(0, 0), (1, 1), (30, 1)])
def test_a_mail_that_was_put_off_is_due_after_a_minute(minutes: int, due: int) -> None:
    found = due_retries(with_one_put_off(NOON + minutes * MINUTE))

    assert found == frozenset([("m", NOON + MINUTE)] * due)


@pytest.mark.parametrize(
    ("refused", "sent"),
    [
        pytest.param([], 0, id="nothing-left-open"),
        pytest.param([0], 1, id="once-though-it-stays-due"),
        pytest.param([0, 3], 2, id="again-when-it-was-put-off-again"),
    ],
)
def test_what_is_due_is_sent_for_once_each_time(refused: list[int], sent: int) -> None:
    store, minutes, sends = MemoryStore(), iter(range(30)), list[None]()
    if refused:
        store.ledger.claim(Envelope("m", ("k",), "p", "email", b"x", NOON), now=NOON, lease=MINUTE)
    looked = threading.Semaphore(0)

    def now() -> datetime:
        minute = next(minutes, 30)
        if minute in refused:
            store.ledger.record("m", Receipt(Outcome.TEMPORARY, "450"), now=NOON + minute * MINUTE)
        looked.release()
        return NOON + minute * MINUTE

    with retrying(wiring_over(store, now), lambda: sends.append(None), every=0.001):
        assert [looked.acquire(timeout=PATIENCE) for _ in range(30)] == [True] * 30

    assert len(sends) == sent


def test_a_look_that_fails_is_said_and_is_not_the_last(caplog: pytest.LogCaptureFixture) -> None:
    tried = threading.Semaphore(0)

    def fail() -> None:
        tried.release()
        raise RefusedError("the store cannot be used")

    with (
        caplog.at_level(logging.ERROR),
        retrying(with_one_put_off(NOON + MINUTE), fail, every=0.001),
    ):
        assert [tried.acquire(timeout=PATIENCE) for _ in range(2)] == [True, True]

    assert {each.getMessage() for each in caplog.records} == {
        "what is due could not be tried again: RefusedError"
    }
