"""Whether anything was written: by a look at the end of the trail, and never missed."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from flows.installation.watching import Sight, Watch
from tests.uprcycle.store.build import (
    LEASE,
    NOW,
    RULES,
    assignment,
    envelope,
    person,
    revision,
    schedule,
    subscription,
    tick,
)
from uprcycle.store.chain import Chain
from uprcycle.store.memory import MemoryStore
from uprcycle.store.ports import AuditRow, Outcome, Receipt
from uprcycle.subscriptions import Fetch


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    store.people.save([assignment("amina")], by="desk", at=NOW)
    return store


def send(store: MemoryStore, name: str, outcome: Outcome = Outcome.SENT) -> None:
    store.ledger.claim(envelope(name), now=NOW, lease=LEASE)
    store.ledger.handing_over(name, now=NOW)
    store.ledger.record(name, Receipt(outcome), now=NOW)


def test_every_write_that_can_change_a_feed_is_counted(store: MemoryStore) -> None:
    watch = Watch(store.audit)
    first = watch.look()
    acts = (
        lambda: None,
        lambda: store.ticks.record(tick("brief")),
        lambda: store.subscriptions.add(subscription(), by="desk"),
        lambda: store.subscriptions.revoke("s1", by="desk", at=NOW),
        lambda: store.revisions.save([revision("KEN-4-brief")], at=NOW),
        lambda: store.releases.add(schedule("KEN"), RULES, by="desk", note="", source="", at=NOW),
        lambda: store.people.save([assignment("binod")], by="desk", at=NOW),
        lambda: store.erasure.erase(person("binod"), by="desk", at=NOW),
    )
    seen = []
    for act in acts:
        act()
        sight = watch.look()
        seen.append((sight.written - first.written, sight.people - first.people))

    assert seen == [(0, 0), (1, 0), (2, 1), (3, 2), (4, 2), (5, 2), (6, 3), (7, 4)]


def test_messages_and_fetches_are_not_counted(store: MemoryStore) -> None:
    store.subscriptions.add(subscription(), by="desk")
    watch = Watch(store.audit)
    before = watch.look()

    send(store, "m1")
    send(store, "m2", Outcome.TEMPORARY)
    store.ledger.reclaim("m2", now=NOW + timedelta(days=1), lease=LEASE)
    store.subscriptions.note_fetches([Fetch("s1", "google", NOW)])

    assert watch.look() == before


def test_what_stands_between_messages_is_not_missed(store: MemoryStore) -> None:
    watch = Watch(store.audit)
    before = watch.look()

    send(store, "m1")
    store.ticks.record(tick("brief"))
    send(store, "m2")

    assert watch.look() == Sight(before.written + 1, before.people)


class Trail:
    """A trail of the ledger's rows alone, of which a part may be out of sight."""

    def __init__(self) -> None:
        self.newest, self.hidden = 10, 0

    def last(self) -> int:
        return self.newest

    def rows(self, limit: int | None = None) -> tuple[AuditRow, ...]:
        numbers = range(self.newest, self.hidden, -1)[:limit]
        return tuple(AuditRow(each, NOW, "uprcycle", "claim", "m", "") for each in numbers)


@pytest.mark.parametrize(
    ("last", "hidden", "counted"),
    [
        pytest.param(10, 0, 0, id="nothing"),
        pytest.param(12, 0, 0, id="messages"),
        pytest.param(12, 11, 1, id="a-row-that-cannot-be-read"),
        pytest.param(5000, 0, 1, id="too-many-to-look-at"),
        pytest.param(9, 0, 1, id="a-backup-was-restored"),
    ],
)
def test_what_cannot_be_known_counts(last: int, hidden: int, counted: int) -> None:
    trail = Trail()
    watch = Watch(trail)  # type: ignore[arg-type]  # it has no chain
    before = watch.look()

    trail.newest, trail.hidden = last, hidden

    assert watch.look() == Sight(before.written + counted, before.people + counted)


class SlowTrail:
    """A trail whose end is told some time after it was looked up, as by a busy database."""

    def __init__(self, store: MemoryStore) -> None:
        self._audit = store.audit

    def last(self) -> int:
        newest = self._audit.last()
        time.sleep(random.uniform(0, 0.002))
        return newest

    def rows(self, limit: int | None = None) -> tuple[AuditRow, ...]:
        return self._audit.rows(limit)

    def chain(self) -> Chain:
        return self._audit.chain()


def test_an_answer_that_comes_late_is_no_news(store: MemoryStore) -> None:
    watch = Watch(SlowTrail(store))  # type: ignore[arg-type]  # nothing is approved in it
    first = watch.look()

    with ThreadPoolExecutor(4) as readers:
        seen = [readers.submit(watch.look) for _ in range(200)]
        for number in range(40):
            send(store, f"m{number}")
            time.sleep(0.001)

    assert {each.result() for each in seen} | {watch.look()} == {first}
