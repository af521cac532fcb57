"""What is on its way, and when it is kept how it went."""

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar

import pytest

from notifications.sending import MOST_UNKEPT, Sending
from tests.notifications.build import NOON
from tests.notifications.network import Fate, Network
from uprcycle.errors import RefusedError
from uprcycle.store.memory import MemoryStore
from uprcycle.store.ports import Envelope, Ledger, LedgerState, Outcome, Receipt

LEASE = timedelta(minutes=40)
P = ParamSpec("P")
T = TypeVar("T")


class AtOnce(Executor):
    """Does what it is given before it returns."""

    def submit(self, work: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> Future[T]:
        done = Future[T]()
        done.set_result(work(*given, **named))
        return done


AT_ONCE = AtOnce()


class Watch:
    """Moves on by one step each time it is asked."""

    def __init__(self, step: float) -> None:
        self.moment, self.step = NOON, timedelta(seconds=step)

    def __call__(self) -> datetime:
        self.moment += self.step
        return self.moment


def letters(count: int) -> list[Envelope]:
    return [Envelope(f"m{each}", (f"k{each}",), f"p{each}", "email", b"x", NOON) for each in range(count)]


def claimed(count: int) -> Ledger:
    ledger = MemoryStore().ledger
    assert ledger.claim_all(letters(count), now=NOON, lease=LEASE) == (True,) * count
    return ledger


def kept(ledger: Ledger) -> int:
    return sum(row.state is LedgerState.SENT for row in ledger.rows())


def test_how_messages_fared_is_kept_beside_the_one_after_many_and_at_the_end() -> None:
    ledger = claimed(MOST_UNKEPT + 3)
    sending = Sending(ledger, Network(), Watch(0), AT_ONCE)
    after_each = []
    for each in letters(MOST_UNKEPT + 3):
        assert sending.send(each, "ann@example.org") is Outcome.SENT
        after_each.append(kept(ledger))
    sending.finish()

    assert after_each == [0] * MOST_UNKEPT + [MOST_UNKEPT] * 3
    assert kept(ledger) == MOST_UNKEPT + 3


def test_whatever_kills_the_process_one_message_goes_out_again() -> None:
    count = MOST_UNKEPT + 3
    ledger, nobody_knows_of = claimed(count), list[int]()

    class Looking(Network):
        def send(self, payload: bytes, to: str) -> Receipt:
            states = [row.state for row in ledger.rows()]
            nobody_knows_of.append(states.count(LedgerState.HANDING_OVER))
            return super().send(payload, to)

    sending = Sending(ledger, Looking(), Watch(0), AT_ONCE)
    for each in letters(count):
        sending.send(each, "ann@example.org")

    assert nobody_knows_of == [1] * count
    assert len(ledger.resumable(NOON + LEASE)) == 1


@pytest.mark.parametrize(("step", "after_each"), [(0.02, [0, 0, 0, 0]), (0.05, [1, 2, 3, 4])])
def test_it_is_kept_at_once_where_the_server_takes_its_time(step: float, after_each: list[int]) -> None:
    ledger = claimed(4)
    sending = Sending(ledger, Network(), Watch(step), AT_ONCE)
    found = []
    for each in letters(4):
        sending.send(each, "ann@example.org")
        found.append(kept(ledger))

    assert found == after_each


def test_that_it_is_about_to_go_out_is_kept_before_it_does() -> None:
    ledger, states = claimed(1), list[LedgerState]()

    class Looking(Network):
        def send(self, payload: bytes, to: str) -> Receipt:
            states.extend(row.state for row in ledger.rows())
            return super().send(payload, to)

    Sending(ledger, Looking(), Watch(0), AT_ONCE).send(letters(1)[0], "ann@example.org")

    assert states == [LedgerState.HANDING_OVER]


def test_what_another_round_has_by_now_is_left_alone() -> None:
    ledger, network = claimed(1), Network()
    ledger.handing_over("m0", now=NOON)

    assert Sending(ledger, network, Watch(0), AT_ONCE).send(letters(1)[0], "ann@example.org") is None
    assert network.tried == 0


def test_a_message_that_breaks_the_channel_is_of_unknown_fate() -> None:
    sending = Sending(claimed(1), Network([Fate.BROKEN]), Watch(0), AT_ONCE)

    assert sending.send(letters(1)[0], "ann@example.org") is Outcome.UNKNOWN


def test_with_nothing_to_keep_nothing_is_written() -> None:
    store = MemoryStore()
    Sending(store.ledger, Network(), Watch(0), AT_ONCE).finish()

    assert store.audit.last() == 0


def test_a_fault_of_the_ledger_is_not_lost_beside_the_sending() -> None:
    with ThreadPoolExecutor(1) as beside:
        sending = Sending(claimed(1), Network(), Watch(0), beside)
        sending.send(letters(1)[0], "ann@example.org")
        sending.ledger = MemoryStore().ledger

        with pytest.raises(RefusedError, match="does not know the message"):
            sending.finish()
