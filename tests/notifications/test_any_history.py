"""Whatever happens in whatever order: nothing is lost, said too often, too late or in the night."""

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from notifications.cadence_file import load_cadences
from notifications.deliver import Outlet, begin, resume
from notifications.digest import Digest
from notifications.duties import Duties, build_duties
from notifications.guard import DeliveryMode, Guard
from notifications.hours import is_quiet
from notifications.mail import seal
from notifications.message import compose
from notifications.plan import Nudge, plan_nudges
from notifications.retries import Present, judge_by
from notifications.rhythm import CAP, hold, is_mark, is_of_day, plan_mails
from tests.effort import examples
from tests.notifications.build import HEAD, MONDAY, holds, office, person, task
from tests.notifications.network import Died, Fate, MortalLedger, Network
from uprcycle.checklist.tick import TaskState
from uprcycle.days.span import GENEVA, Status, window_span
from uprcycle.people import Assignment, Office
from uprcycle.presence import Staffing
from uprcycle.rules.rule import Basis, Kind
from uprcycle.store.memory import MemoryStore
from uprcycle.store.ports import Envelope, Ledger, LedgerState
from uprcycle.wording.language import ENGLISH

KENYA, UGANDA = office("KEN"), office("UGA")
PEOPLE = [person("p1"), person("p2", zone=ZoneInfo("Pacific/Auckland"), hour=17, weekday=3)]
BY_ID = {each.id: each for each in PEOPLE}
HELD = [holds(PEOPLE[0], KENYA), holds(PEOPLE[0], UGANDA), holds(PEOPLE[1], UGANDA)]
ITEMS = ("deadline", "advice", "voluntary")
"""One with the usual rhythm, one that waits for the digest, and one that is told once."""

CALM = ITEMS[1:]
CADENCES = load_cadences()
LIVE = Guard(DeliveryMode.LIVE)
offices = st.sampled_from([KENYA, UGANDA])


class AnyHistory(RuleBasedStateMachine):
    """Days pass, dates move and fall away, tasks are done, people leave, all fails and dies."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger = MemoryStore().ledger
        self.network = Network()
        self.now = datetime.combine(MONDAY, time(12), UTC)
        self.due = dict.fromkeys(product((KENYA, UGANDA), ITEMS), MONDAY + timedelta(days=20))
        self.states: dict[tuple[Office, str], TaskState] = {}
        self.withdrawn: set[tuple[Office, str]] = set()
        self.held = dict.fromkeys(HELD, (date.min, date.max))
        self.planned: dict[str, Digest] = {}
        self.checked = 0

    @rule(hours=st.integers(1, 24 * 9))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(of=offices, item=st.sampled_from(ITEMS), days=st.integers(-5, 40))
    def a_date_moves(self, of: Office, item: str, days: int) -> None:
        self.due[of, item] = self.now.date() + timedelta(days=days)

    @rule(of=offices, item=st.sampled_from(ITEMS), state=st.sampled_from(TaskState))
    def a_task_is_ticked(self, of: Office, item: str, state: TaskState) -> None:
        self.states[of, item] = state

    @rule(of=offices, item=st.sampled_from(ITEMS))
    def a_date_is_withdrawn_or_given_again(self, of: Office, item: str) -> None:
        self.withdrawn ^= {(of, item)}

    @rule(who=st.sampled_from(HELD), since=st.integers(-9, 9), until=st.none() | st.integers(-9, 9))
    def a_role_begins_and_ends(self, who: Assignment, since: int, until: int | None) -> None:
        last = date.max if until is None else self.today + timedelta(days=until)
        self.held[who] = (self.today + timedelta(days=since), last)

    @rule(fates=st.lists(st.sampled_from(Fate), max_size=5), life=st.none() | st.integers(0, 20))
    def a_round_runs(self, fates: list[Fate], life: int | None) -> None:
        self.network.fates = fates
        with suppress(Died):
            self.round(MortalLedger(self.ledger, life))
        self.check_what_arrived()

    def round(self, ledger: Ledger) -> None:
        """Do what the flow does: first what was left open, then what is owed."""
        today, found = self.today, self.duties()
        judge = judge_by(Present(BY_ID, self.now, today), lambda: plan_nudges(found, frozenset(), today))
        resume(ledger, self.outlet, lambda: self.now, judge)
        claimed = ledger.keys()
        mails = [hold(each, self.now) for each in plan_mails(plan_nudges(found, claimed, today), claimed)]
        envelopes = [self.sealed(each) for each in mails]
        begin(ledger, self.outlet, envelopes, lambda: self.now)

    def sealed(self, mail: Digest) -> Envelope:
        envelope = seal(mail, compose(mail, ENGLISH, HEAD, self.now))
        self.planned.setdefault(envelope.message_id, mail)
        return envelope

    @property
    def today(self) -> date:
        return self.now.astimezone(GENEVA).date()

    @property
    def outlet(self) -> Outlet:
        return Outlet(self.network, {each.id: each.email for each in PEOPLE}, LIVE)

    def duties(self) -> Duties:
        tasks = [
            task(
                window_span(due - timedelta(days=45), due) if item in CALM else due,
                item,
                of=of,
                state=self.states.get((of, item), TaskState.OPEN),
                status=Status.WITHDRAWN if (of, item) in self.withdrawn else Status.CONFIRMED,
                kind=Kind.ACTION if item in CALM else Kind.DEADLINE,
                basis=Basis.EDITORIAL if item in CALM else Basis.STATED,
                voluntary=item == "voluntary",
            )
            for (of, item), due in self.due.items()
        ]
        held = (replace(each, valid_from=first, valid_to=last) for each, (first, last) in self.held.items())
        return build_duties(tasks, Staffing(tuple(held)), {}, CADENCES)

    def check_what_arrived(self) -> None:
        """Hold what just arrived against what is true at this moment."""
        living = {each.key for each in plan_nudges(self.duties(), frozenset(), self.today)}
        rows = {row.envelope.payload: row for row in self.ledger.rows()}
        for to, payload in self.network.arrived[self.checked :]:
            envelope = rows[payload].envelope
            assert to == f"{envelope.person}@example.org"
            assert {each for each in envelope.keys if not is_mark(each)} <= living
            assert is_of_day(envelope.keys, self.today) or rows[payload].losses
            assert not is_quiet(self.now, BY_ID[envelope.person])
            assert self.planned[envelope.message_id].send_at <= self.now
        self.checked = len(self.network.arrived)

    @invariant()
    def no_key_stands_in_two_messages(self) -> None:
        keys = Counter(key for row in self.ledger.rows() for key in row.envelope.keys)

        assert [key for key, count in keys.items() if count > 1] == []

    @invariant()
    def there_is_one_mail_a_day_one_digest_a_week_and_so_many_items_in_it(self) -> None:
        sent = [row.envelope for row in self.ledger.rows() if row.state is not LedgerState.WITHDRAWN]
        marks = [each for envelope in sent for each in envelope.keys if is_mark(each)]

        assert sum(each.startswith("day/") for each in marks) == len(sent)
        assert sum(each.startswith("digest/") for each in marks) == sum(
            self.planned[each.message_id].is_digest for each in sent
        )
        assert [each for each in self.planned.values() if len(each.named) > CAP] == []

    @invariant()
    def advice_comes_in_digests_alone_and_what_is_voluntary_once(self) -> None:
        sent = [row.envelope for row in self.ledger.rows() if row.state is not LedgerState.WITHDRAWN]
        between = [each for each in sent if not any(key.startswith("digest/") for key in each.keys)]
        voluntary = Counter(
            (key.split("/")[0], key.split("/")[3], envelope.person)
            for envelope in sent
            for key in envelope.keys
            if "/voluntary/" in key
        )

        assert {key.split("/")[2] for each in between for key in each.keys if not is_mark(key)} <= {
            "deadline"
        }
        assert [count for count in voluntary.values() if count > 1] == []

    @invariant()
    def a_second_copy_is_the_first_byte_for_byte_and_owned_up_to(self) -> None:
        copies = Counter(payload for _, payload in self.network.arrived)
        rows = {row.envelope.payload: row for row in self.ledger.rows()}

        assert set(copies) <= set(rows)
        assert [count for count in copies.values() if count > 2] == []
        assert [
            rows[payload] for payload, count in copies.items() if count > 1 and not rows[payload].losses
        ] == []

    def teardown(self) -> None:
        """Let the storm end; then all that is owed was said, or somebody said why not."""
        self.network.fates = []
        self.now = datetime.combine(self.today, time(23, 30), GENEVA).astimezone(UTC)
        for _ in range(8 * 8):
            self.now += timedelta(hours=3)
            self.round(self.ledger)
            self.check_what_arrived()
        arrived = {payload for _, payload in self.network.arrived}
        week_ago = self.today - timedelta(days=7)
        unsaid = plan_nudges(self.duties(), self.ledger.keys(), self.today)

        assert [each for each in unsaid if each.stage.day <= week_ago] == []
        assert [each for each in unsaid if _is_at_once(each) and each.stage.day < self.today] == []
        assert [row for row in self.ledger.rows() if row.finished_at is None] == []
        assert {
            row.envelope.payload for row in self.ledger.rows() if row.state is LedgerState.SENT
        } <= arrived
        assert [row for row in self.ledger.rows() if row.state is LedgerState.PARKED and row.losses < 2] == []


def _is_at_once(nudge: Nudge) -> bool:
    return nudge.stage.is_near and not nudge.stage.is_calm


TestAnyHistory = AnyHistory.TestCase
TestAnyHistory.settings = settings(max_examples=examples(20, deep=300), stateful_step_count=25, deadline=None)
