"""The store in memory answers as the database does, whatever is asked in whatever order."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.effort import examples
from tests.uprcycle.store.build import (
    LEASE,
    MINUTE,
    NEPAL_TIME,
    NOW,
    RULES,
    assignment,
    envelope,
    override,
    pause,
    revision,
    schedule,
    subscription,
    tick,
)
from tests.uprcycle.store.stores import MEMORY, POSTGRESQL, Stores
from uprcycle.checklist.pause import PauseKind
from uprcycle.checklist.tick import TaskState
from uprcycle.errors import UprcycleError
from uprcycle.presence import Absence
from uprcycle.reviews.phases import Phase
from uprcycle.store.chain import verify_chain
from uprcycle.store.memory import MemoryStore
from uprcycle.store.ports import Link, Outcome, Passage, Purpose, Receipt, Store
from uprcycle.subscriptions import Fetch
from uprcycle.timetable.override import Aim

COUNTRIES = st.sampled_from(["KEN", "NPL", "FRA"])
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
DAYS = st.dates(date(2026, 5, 1), date(2026, 5, 9))
NAMES = st.sampled_from(["amina", "binod", "Chloé"])
TASKS = st.sampled_from(["brief", "Annex", "été"])
MESSAGES = st.sampled_from([f"m{number}" for number in range(6)])
KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=3)
LINKS = st.lists(st.sampled_from("xyz"), unique=True, max_size=2)
STEPS = st.sampled_from(
    [timedelta(0), timedelta(microseconds=1), MINUTE, LEASE, 6 * MINUTE, timedelta(hours=30)]
)


class Twins(RuleBasedStateMachine):
    """Asks both stores the same and compares."""

    stores: ClassVar[Stores]
    kind: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        self.twins = [self.open.enter_context(self.stores.opened(each)) for each in (MEMORY, self.kind)]
        self.now = NOW

    def teardown(self) -> None:
        self.open.close()

    def ask(self, question: Callable[[Store], Any]) -> None:
        first, second = (answer(question, each) for each in self.twins)
        assert first == second

    @rule(step=STEPS)
    def wait(self, step: timedelta) -> None:
        self.now += step

    @rule(countries=st.lists(COUNTRIES, unique=True), note=WORDS)
    def release(self, countries: list[str], note: str) -> None:
        given = schedule(*countries)
        self.ask(lambda store: store.releases.add(given, RULES, by="desk", note=note, source="", at=self.now))

    @rule(step=STEPS, number=st.integers(-1, 4))
    def find_releases(self, step: timedelta, number: int) -> None:
        self.ask(lambda store: (store.releases.as_of(self.now - step), store.releases.number(number)))

    @rule(country=COUNTRIES, task=TASKS, state=st.sampled_from(TaskState), note=WORDS)
    def tick(self, country: str, task: str, state: TaskState, note: str) -> None:
        at = self.now.astimezone(NEPAL_TIME)
        self.ask(lambda store: store.ticks.record(tick(task, state, country=country, at=at, note=note)))
        self.ask(lambda store: (store.ticks.of(country, 4), store.ticks.history(country, 4, task)))

    @rule(names=st.lists(NAMES), country=COUNTRIES, first=st.sampled_from([date.min, date(2026, 5, 4)]))
    def assign(self, names: list[str], country: str, first: date) -> None:
        given = [assignment(name, country, valid_from=first) for name in names]
        self.ask(lambda store: store.people.save(given, by="desk", at=self.now))
        self.ask(lambda store: (store.people.assignments(country), store.people.person("p-amina")))

    @rule(name=NAMES, first=DAYS, last=DAYS)
    def leave(self, name: str, first: date, last: date) -> None:
        away = [Absence(f"p-{name}", first, last)]
        self.ask(lambda store: store.people.save((), away, by="desk", at=self.now))

    @rule(name=NAMES, day=DAYS)
    def come_back(self, name: str, day: date) -> None:
        self.ask(lambda store: store.people.end_absence(f"p-{name}", day, by="desk", at=self.now))

    @rule(uids=st.lists(TASKS), sequence=st.integers(0, 3), text=WORDS)
    def revise(self, uids: list[str], sequence: int, text: str) -> None:
        given = [revision(uid, sequence, text=text, modified=self.now) for uid in uids]
        self.ask(lambda store: store.revisions.save(given, at=self.now))

    @rule(country=COUNTRIES, task=TASKS, reason=st.sampled_from(["a letter", "été"]))
    def set_by_hand(self, country: str, task: str, reason: str) -> None:
        given = override(Aim(task, country, 4), reason=reason, at=self.now.astimezone(NEPAL_TIME))
        self.ask(lambda store: store.overrides.add(given))

    @rule(number=st.integers(0, 4))
    def lift(self, number: int) -> None:
        self.ask(lambda store: store.overrides.lift(number, by="desk", at=self.now))

    @rule(name=NAMES)
    def beat(self, name: str) -> None:
        self.ask(lambda store: store.heartbeats.beat(name, self.now.astimezone(NEPAL_TIME)))
        self.ask(lambda store: store.heartbeats.last(name))

    @rule(country=COUNTRIES, phases=st.lists(st.sampled_from(Phase)), day=DAYS)
    def enter(self, country: str, phases: list[Phase], day: date) -> None:
        given = [Passage(country, 4, each, day, self.now.astimezone(NEPAL_TIME)) for each in phases]
        self.ask(lambda store: store.passages.note(given))
        self.ask(lambda store: store.passages.all())

    @rule(name=NAMES, text=WORDS)
    def subscribe(self, name: str, text: str) -> None:
        number = len(self.twins[0].subscriptions.all())
        given = subscription(f"s{number}", f"p-{name}", title=text, made=self.now.astimezone(NEPAL_TIME))
        self.ask(lambda store: store.subscriptions.add(given, by="desk"))
        self.ask(lambda store: store.subscriptions.of_person(f"p-{name}"))

    @rule(number=st.integers(0, 3), text=WORDS)
    def edit(self, number: int, text: str) -> None:
        given = subscription(f"s{number}", title=text)
        self.ask(lambda store: store.subscriptions.edit(given, by="desk", at=self.now))

    @rule(number=st.integers(0, 3), digest=st.integers(0, 10**9))
    def rotate(self, number: int, digest: int) -> None:
        given = subscription(f"s{number}", digest=f"{digest}")
        self.ask(lambda store: store.subscriptions.rotate(given, by="desk", at=self.now))
        self.ask(lambda store: store.subscriptions.of_digest(f"{digest}"))

    @rule(number=st.integers(0, 3))
    def revoke(self, number: int) -> None:
        self.ask(lambda store: store.subscriptions.revoke(f"s{number}", by="desk", at=self.now))

    @rule(number=st.integers(0, 3), client=NAMES, step=STEPS)
    def fetch(self, number: int, client: str, step: timedelta) -> None:
        given = Fetch(f"s{number}", client, (self.now - step).astimezone(NEPAL_TIME))
        self.ask(lambda store: store.subscriptions.note_fetches([given]))

    @rule(message=MESSAGES, keys=KEYS, later=STEPS, links=LINKS)
    def claim(self, message: str, keys: list[str], later: timedelta, links: list[str]) -> None:
        until = (self.now + later).astimezone(NEPAL_TIME)
        given = replace(
            envelope(message, *keys, not_before=self.now + later),
            links=tuple(Link(each, Purpose.ANSWER, until) for each in links),
        )
        self.ask(lambda store: store.ledger.claim(given, now=self.now, lease=LEASE))

    @rule(message=MESSAGES)
    def withdraw(self, message: str) -> None:
        self.ask(lambda store: store.ledger.withdraw(message, now=self.now))

    @rule(name=NAMES)
    def revoke_links(self, name: str) -> None:
        self.ask(lambda store: store.links.revoke(f"p-{name}", by="desk", at=self.now))

    @rule(task=TASKS, name=NAMES, kind=st.sampled_from(PauseKind))
    def pause(self, task: str, name: str, kind: PauseKind) -> None:
        given = pause(kind, task=task, person=f"p-{name}", at=self.now.astimezone(NEPAL_TIME))
        self.ask(lambda store: store.pauses.add(given))

    @rule(number=st.integers(0, 4))
    def end_pause(self, number: int) -> None:
        self.ask(lambda store: store.pauses.lift(number, at=self.now))

    @rule(message=MESSAGES)
    def hand_over(self, message: str) -> None:
        self.ask(lambda store: store.ledger.handing_over(message, now=self.now))

    @rule(message=MESSAGES, outcome=st.sampled_from(Outcome), said=st.text(max_size=8))
    def record(self, message: str, outcome: Outcome, said: str) -> None:
        self.ask(lambda store: store.ledger.record(message, Receipt(outcome, said), now=self.now))

    @rule()
    def look_for_work(self) -> None:
        self.ask(lambda store: store.ledger.resumable(self.now))

    @rule(message=MESSAGES)
    def reclaim(self, message: str) -> None:
        self.ask(lambda store: store.ledger.reclaim(message, now=self.now, lease=LEASE))

    @invariant()
    def hold_the_same(self) -> None:
        self.ask(everything)
        self.ask(
            lambda store: [
                store.links.opened(each, Purpose.ANSWER, now=self.now, day=NOW.date()) for each in "xyz"
            ]
        )


def answer(question: Callable[[Store], Any], store: Store) -> Any:  # noqa: ANN401 - whatever was asked
    """Return the answer, or the words of the refusal."""
    try:
        return question(store)
    except UprcycleError as refusal:
        return str(refusal)


def everything(store: Store) -> tuple[object, ...]:
    """Return all that a store holds, in the order and form in which it says it."""
    moments = [row.at.isoformat() for row in store.audit.rows()]
    return (
        store.releases.latest(),
        store.releases.history(),
        store.ticks.all(),
        store.pauses.of("KEN", 4),
        store.people.assignments(),
        store.people.absences(),
        store.subscriptions.all(),
        list(store.revisions.current().items()),
        store.ledger.rows(),
        store.ledger.keys(),
        [store.heartbeats.last(name) for name in ("amina", "binod", "Chloé")],
        store.overrides.all(),
        store.audit.rows(),
        store.audit.last(),
        verify_chain(store.audit.chain()),
        moments,
    )


@pytest.mark.slow
def test_twins_agree(database_kind: str, stores: Stores) -> None:
    class Here(Twins):
        pass

    Here.stores, Here.kind = stores, database_kind
    tries = 5 if database_kind == POSTGRESQL else examples(5, deep=15)
    run_state_machine_as_test(
        Here, settings=settings(max_examples=tries, stateful_step_count=30, deadline=None)
    )


def test_memory_that_was_closed_keeps_everything() -> None:
    store = MemoryStore()
    store.ticks.record(tick("brief"))
    store.close()

    assert store.ticks.all() == (tick("brief"),)


def test_naive_moment_changes_nothing_in_memory() -> None:
    store = MemoryStore()
    naive = NOW.replace(tzinfo=None)

    with pytest.raises(ValueError, match="has no zone"):
        store.ticks.record(tick("brief", at=naive))
    with pytest.raises(ValueError, match="has no zone"):
        store.ledger.claim(envelope("m", not_before=naive), now=NOW, lease=LEASE)
    with pytest.raises(ValueError, match="has no zone"):
        store.people.save([assignment("amina")], by="desk", at=naive)
    with pytest.raises(ValueError, match="has no zone"):
        store.heartbeats.beat("amina", naive)

    assert everything(store) == everything(MemoryStore())
