"""Rounds that fail and die: what arrives of what was passed on was true at that moment, and came once."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.deliver import Outlet, begin, resume
from notifications.duties import Duties
from notifications.escalation import Overdue, build_chain, plan_escalations
from notifications.guard import DeliveryMode, Guard
from notifications.ladder import Party, height
from notifications.mail import seal
from notifications.message import compose
from notifications.plan import Nudge, plan_nudges
from notifications.retries import Present, judge_by
from notifications.rhythm import hold, plan_mails
from notifications.told import Said, keys_of
from tests.effort import examples
from tests.notifications.build import HEAD, MONDAY, NOON, duties, task
from tests.notifications.network import Died, Fate, MortalLedger, Network
from tests.notifications.passing_on import ALL, LADDER
from uprcycle.checklist.tick import TaskState
from uprcycle.days.span import GENEVA
from uprcycle.presence import Staffing
from uprcycle.store.memory import MemoryStore
from uprcycle.store.ports import Ledger
from uprcycle.wording.language import ENGLISH

PEOPLE = {each.person.id: each.person for each in ALL}
CHAIN = build_chain(LADDER, Staffing(ALL), lambda _: True)


@dataclass
class Rounds:
    """One task of an office of a few people, a ledger, and a network that fails."""

    now: datetime = NOON
    due: date = MONDAY
    state: TaskState = TaskState.OPEN
    network: Network = field(default_factory=Network)
    ledger: Ledger = field(default_factory=lambda: MemoryStore().ledger)
    arrived: list[tuple[date, Party]] = field(default_factory=list)

    @property
    def today(self) -> date:
        return self.now.astimezone(GENEVA).date()

    def owed(self, found: Duties, claimed: frozenset[str]) -> list[Nudge]:
        late = Overdue(found, LADDER).on(self.today)
        moments = self.ledger.claimed_at(keys_of(late, self.ledger.keys()))
        said = Said({key: moment.astimezone(GENEVA).date() for key, moment in moments.items()})
        passed_on = plan_escalations(late, CHAIN, said, claimed, self.today)
        return [*plan_nudges(found, claimed, self.today), *passed_on]

    def round(self, ledger: Ledger) -> None:
        """Do what the flow does: first what was left open, then what is owed."""
        found = duties([task(self.due, state=self.state)], ALL)
        outlet = Outlet(
            self.network, {each: f"{each}@example.org" for each in PEOPLE}, Guard(DeliveryMode.LIVE)
        )
        judge = judge_by(Present(PEOPLE, self.now, self.today), lambda: self.owed(found, frozenset()))
        resume(ledger, outlet, lambda: self.now, judge)
        claimed = ledger.keys()
        mails = [hold(each, self.now) for each in plan_mails(self.owed(found, claimed), claimed)]
        envelopes = [seal(each, compose(each, ENGLISH, HEAD, self.now)) for each in mails]
        begin(ledger, outlet, envelopes, lambda: self.now)

    def run(self, fates: list[Fate], life: int | None) -> None:
        self.network.fates, before = fates, len(self.network.arrived)
        with suppress(Died):
            self.round(MortalLedger(self.ledger, life))
        rows = {row.envelope.payload: row.envelope for row in self.ledger.rows()}
        for _, payload in self.network.arrived[before:]:
            for key in rows[payload].keys:
                if "/escalated-to-" in key:
                    assert (self.state, key.split("/")[3]) == (TaskState.OPEN, f"{self.due}")
                    to = Party(key.split("/")[4].partition("~")[0].removeprefix("escalated-to-"))
                    self.arrived.append((self.due, to))


states = st.sampled_from([*[TaskState.OPEN] * 5, TaskState.ACKNOWLEDGED, TaskState.DONE])
fates = st.lists(st.sampled_from(Fate), max_size=2)
steps = st.tuples(
    st.integers(1, 24 * 6),
    states,
    st.integers(0, 9).map(lambda die: die == 0),
    fates,
    st.none() | st.integers(0, 12),
)


@given(steps=st.lists(steps, min_size=4, max_size=20))
@settings(max_examples=examples(25, deep=500), deadline=None)
def test_what_arrives_is_open_and_of_the_day_in_force_in_order_and_once(
    steps: list[tuple[int, TaskState, bool, list[Fate], int | None]],
) -> None:
    rounds = Rounds()
    for hours, state, moves, befalls, life in steps:
        rounds.now += timedelta(hours=hours)
        rounds.state = state
        if moves:
            rounds.due = rounds.today
        rounds.run(befalls, life)

    for due in {each for each, _ in rounds.arrived}:
        order = [height(to) for each, to in rounds.arrived if each == due]
        assert order == sorted(order)
    twice = [row for row in rounds.ledger.rows() if row.losses]
    assert sum(count - 1 for count in Counter(rounds.arrived).values()) <= len(twice)
    keys = Counter(key for row in rounds.ledger.rows() for key in row.envelope.keys)
    assert [key for key, count in keys.items() if count > 1] == []
