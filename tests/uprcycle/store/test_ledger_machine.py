"""Any days in any order, with processes that die: no key is claimed twice and no message is lost."""

from collections import Counter
from contextlib import ExitStack
from datetime import timedelta
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.effort import examples
from tests.uprcycle.store.build import HOUR, LEASE, MINUTE, NOW, envelope
from tests.uprcycle.store.stores import MEMORY, SQLITE, Stores
from uprcycle.store.ports import Envelope, LedgerState, Outcome, Receipt

ARRIVES = {Outcome.SENT: True, Outcome.TEMPORARY: False, Outcome.PERMANENT: False}


class Senders(RuleBasedStateMachine):
    """Processes that claim, hand over, record and die, and a receiver that counts the copies.

    ``held`` is what the living processes hold and whether its body is on the way. It is all
    they know: a process that dies, or is slower than its lease, forgets it.
    """

    stores: ClassVar[Stores]
    kind: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        self.ledger = self.open.enter_context(self.stores.opened(self.kind)).ledger
        self.now = NOW
        self.claimed: dict[str, Envelope] = {}
        self.held: dict[str, bool] = {}
        self.copies: Counter[str] = Counter()

    def teardown(self) -> None:
        self.finish_everything()
        self.open.close()

    @rule(keys=st.lists(st.sampled_from("abcdefghij"), unique=True, min_size=1, max_size=3))
    def claim(self, keys: list[str]) -> None:
        message = envelope(f"m{len(self.claimed)}", *keys)
        taken = {key for each in self.claimed.values() for key in each.keys}
        won = self.ledger.claim(message, now=self.now, lease=LEASE)

        assert won == taken.isdisjoint(keys)
        if won:
            self.claimed[message.message_id] = message
            self.held[message.message_id] = False

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def hand_over(self, data: st.DataObject) -> None:
        message = data.draw(st.sampled_from(sorted(self.held)))
        if not self.held[message]:
            self.ledger.handing_over(message, now=self.now)
            self.held[message] = True

    @precondition(lambda self: any(self.held.values()))
    @rule(data=st.data(), outcome=st.sampled_from(Outcome), arrives=st.booleans())
    def record(self, data: st.DataObject, outcome: Outcome, *, arrives: bool) -> None:
        message = data.draw(st.sampled_from(sorted(each for each, sent in self.held.items() if sent)))
        self.ledger.record(message, Receipt(outcome), now=self.now)
        self.copies[message] += ARRIVES.get(outcome, arrives)
        del self.held[message]

    @precondition(lambda self: self.held)
    @rule(arrives=st.booleans())
    def die_on_the_way(self, *, arrives: bool) -> None:
        for message in [each for each, sent in self.held.items() if not sent]:
            self.ledger.handing_over(message, now=self.now)
            self.held[message] = True
        self.die(arrives=arrives)

    @precondition(lambda self: self.held)
    @rule(arrives=st.booleans())
    def die(self, *, arrives: bool) -> None:
        self.copies.update(message for message, sent in self.held.items() if sent and arrives)
        self.held.clear()

    @rule(step=st.sampled_from([MINUTE, LEASE, HOUR, timedelta(days=1)]), arrives=st.booleans())
    def wait(self, step: timedelta, *, arrives: bool) -> None:
        self.now += step
        late = {row.envelope.message_id for row in self.ledger.rows() if row.lease_until <= self.now}
        self.copies.update(each for each in late & self.held.keys() if self.held[each] and arrives)
        for message in late & self.held.keys():
            del self.held[message]

    @rule()
    def start_the_next_round(self) -> None:
        self.wait(HOUR, arrives=False)
        self.resume()

    @rule()
    def resume(self) -> None:
        for message in self.ledger.resumable(self.now):
            assert message.message_id not in self.held
            assert self.ledger.reclaim(message.message_id, now=self.now, lease=LEASE)
            self.held[message.message_id] = False

    @invariant()
    def every_key_stands_once(self) -> None:
        keys = Counter(key for row in self.ledger.rows() for key in row.envelope.keys)

        assert set(keys.values()) <= {1}
        assert self.ledger.keys() == keys.keys()

    @invariant()
    def no_claim_is_forgotten_and_no_byte_changes(self) -> None:
        kept = {row.envelope.message_id: row.envelope.payload for row in self.ledger.rows()}

        assert kept == {name: message.payload for name, message in self.claimed.items()}

    @invariant()
    def copies_are_what_the_ledger_says(self) -> None:
        for row in self.ledger.rows():
            copies = self.copies[row.envelope.message_id]
            assert copies <= 2
            assert copies < 2 or row.possibly_twice or row.finished_at is None
            assert copies >= 1 or row.state is not LedgerState.SENT

    def finish_everything(self) -> None:
        """Let the processes live and the receiver answer: in the end every message has an end."""
        self.held.clear()
        self.now += timedelta(days=2)
        self.resume()
        for message in self.held:
            self.ledger.handing_over(message, now=self.now)
            self.ledger.record(message, Receipt(Outcome.SENT), now=self.now)

        assert [row.envelope.message_id for row in self.ledger.rows() if row.finished_at is None] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "tries"),
    [(MEMORY, examples(50, deep=150)), (SQLITE, examples(5, deep=20))],
    ids=[MEMORY, SQLITE],
)
def test_nothing_is_lost_and_nothing_is_claimed_twice(kind: str, tries: int, stores: Stores) -> None:
    class Here(Senders):
        pass

    Here.stores, Here.kind = stores, kind
    run_state_machine_as_test(
        Here, settings=settings(max_examples=tries, stateful_step_count=40, deadline=None)
    )
