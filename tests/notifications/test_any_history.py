"""Whatever happens in whatever order: nothing is lost, and repeated only where nobody can know."""

from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from itertools import product

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from notifications.deliver import Outlet, deliver
from notifications.digest import build_digests
from notifications.guard import DeliveryMode, Guard
from notifications.mail import seal
from notifications.message import compose
from notifications.plan import plan_nudges
from tests.notifications.build import HEAD, MONDAY, duties, holds, office, person, task
from tests.notifications.network import Died, Fate, MortalLedger, Network
from uprcycle.checklist.tick import TaskState
from uprcycle.people import Office
from uprcycle.store.memory import MemoryStore
from uprcycle.store.ports import Envelope, LedgerState
from uprcycle.wording.language import ENGLISH

KENYA, UGANDA = office("KEN"), office("UGA")
PEOPLE = [holds(person("p1"), KENYA), holds(person("p1"), UGANDA), holds(person("p2"), UGANDA)]
ITEMS = ("a", "b", "c")
LIVE = Guard(DeliveryMode.LIVE)


class AnyHistory(RuleBasedStateMachine):
    """Days pass, dates move, tasks are done, the channel fails and the process dies."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger = MemoryStore().ledger
        self.network = Network()
        self.now = datetime.combine(MONDAY, time(12), UTC)
        self.due = dict.fromkeys(product((KENYA, UGANDA), ITEMS), MONDAY + timedelta(days=20))
        self.done: set[tuple[Office, str]] = set()
        self.planned: dict[str, Envelope] = {}

    @rule(hours=st.integers(1, 24 * 9))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(of=st.sampled_from([KENYA, UGANDA]), item=st.sampled_from(ITEMS), days=st.integers(-5, 40))
    def a_date_moves(self, of: Office, item: str, days: int) -> None:
        self.due[of, item] = self.now.date() + timedelta(days=days)

    @rule(of=st.sampled_from([KENYA, UGANDA]), item=st.sampled_from(ITEMS))
    def a_task_is_done(self, of: Office, item: str) -> None:
        self.done ^= {(of, item)}

    @rule(fates=st.lists(st.sampled_from(Fate), max_size=5), life=st.none() | st.integers(0, 20))
    def a_round_runs(self, fates: list[Fate], life: int | None) -> None:
        self.network.fates = fates
        letters = self.letters()
        self.planned |= {each.message_id: each for each in letters if each.message_id not in self.planned}
        with suppress(Died):
            deliver(MortalLedger(self.ledger, life), self.outlet, letters, lambda: self.now)

    @property
    def outlet(self) -> Outlet:
        return Outlet(self.network, {each.person.id: each.person.email for each in PEOPLE}, LIVE)

    def letters(self) -> list[Envelope]:
        tasks = [
            task(due, item, of=of, state=TaskState.DONE if (of, item) in self.done else TaskState.OPEN)
            for (of, item), due in self.due.items()
        ]
        owed = plan_nudges(duties(tasks, PEOPLE), self.ledger.keys(), self.now.date())
        return [seal(each, compose(each, ENGLISH, HEAD, self.now)) for each in build_digests(owed)]

    @invariant()
    def no_key_stands_in_two_messages(self) -> None:
        keys = Counter(key for row in self.ledger.rows() for key in row.envelope.keys)

        assert [key for key, count in keys.items() if count > 1] == []

    @invariant()
    def a_second_copy_is_the_first_byte_for_byte_and_owned_up_to(self) -> None:
        copies = Counter(payload for _, payload in self.network.arrived)
        rows = {row.envelope.payload: row for row in self.ledger.rows()}

        assert set(copies) <= set(rows)
        assert [count for count in copies.values() if count > 2] == []
        assert [
            rows[payload] for payload, count in copies.items() if count > 1 and not rows[payload].losses
        ] == []

    @invariant()
    def every_message_goes_to_its_person_and_not_before_its_hour(self) -> None:
        rows = {row.envelope.payload: row for row in self.ledger.rows()}

        for to, payload in self.network.arrived:
            assert to == f"{rows[payload].envelope.person}@example.org"
            assert self.planned[rows[payload].envelope.message_id].not_before <= self.now

    def teardown(self) -> None:
        """Let the storm end; then every message must have arrived, or somebody said why not."""
        self.network.fates = []
        self.now = datetime.combine(self.now.date() + timedelta(days=1), time(12), UTC)
        for _ in range(3):
            self.now += timedelta(hours=2)
            deliver(self.ledger, self.outlet, self.letters(), lambda: self.now)
        arrived = {payload for _, payload in self.network.arrived}

        assert self.letters() == []
        assert [row for row in self.ledger.rows() if row.finished_at is None] == []
        assert {
            row.envelope.payload for row in self.ledger.rows() if row.state is LedgerState.SENT
        } <= arrived
        assert [row for row in self.ledger.rows() if row.state is LedgerState.PARKED and row.losses < 2] == []


TestAnyHistory = AnyHistory.TestCase
TestAnyHistory.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
