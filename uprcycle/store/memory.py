"""The store in memory: the same answers as the database, for tests, replays and forecasts.

It forgets everything when the process ends. One lock guards it all, so threads may share it.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain, islice

from uprcycle.checklist.tick import Tick
from uprcycle.store import ledger_rules
from uprcycle.store.accounts import MemoryAccounts
from uprcycle.store.api_keys import MemoryApiKeys
from uprcycle.store.bounces import MemoryBounces
from uprcycle.store.chat_hooks import MemoryChatHooks
from uprcycle.store.documents import MemoryDocuments
from uprcycle.store.drafts import MemoryDrafts
from uprcycle.store.erasure_rules import Kind
from uprcycle.store.heartbeats import MemoryHeartbeats
from uprcycle.store.holds import MemoryHolds
from uprcycle.store.identities import MemoryIdentities
from uprcycle.store.kept import Envelope, Fate, LedgerRow, LedgerState, Receipt
from uprcycle.store.links import MemoryLinks
from uprcycle.store.local_tasks import MemoryLocalTasks
from uprcycle.store.memory_audit import MemoryAudit
from uprcycle.store.memory_erasure import MemoryErasure, Places
from uprcycle.store.memory_overrides import MemoryOverrides
from uprcycle.store.memory_releases import MemoryReleases, MemoryRulesets
from uprcycle.store.memory_sign_ins import MemorySignIns
from uprcycle.store.moments import as_utc
from uprcycle.store.order import tick_order
from uprcycle.store.passages import MemoryPassages
from uprcycle.store.pauses import MemoryPauses
from uprcycle.store.people import MemoryPeople
from uprcycle.store.people_files import MemoryPeopleFiles
from uprcycle.store.preferences import MemoryPreferences
from uprcycle.store.release_hooks import MemoryReleaseHooks
from uprcycle.store.revisions import MemoryRevisions
from uprcycle.store.sealed_values import MemorySealed
from uprcycle.store.subscriptions import MemorySubscriptions
from uprcycle.store.trail import moved, ticked


class MemoryTicks:
    """What offices said of their tasks."""

    def __init__(self, audit: MemoryAudit) -> None:
        """Start without a tick."""
        self._audit = audit
        self._ticks: list[Tick] = []

    def record(self, tick: Tick) -> None:
        """Append ``tick``."""
        with self._audit.lock:
            self._audit.append(ticked(tick))
            self._ticks.append(replace(tick, at=as_utc(tick.at)))

    def change(self, change: Callable[[Tick], Tick]) -> None:
        """Put what ``change`` makes of each tick in its place."""
        self._ticks = [change(each) for each in self._ticks]

    def of(self, country: str, cycle: int) -> tuple[Tick, ...]:
        """Return the ticks that count in one review, by task and office."""
        return tuple(each for each in self.all() if (each.country, each.cycle) == (country, cycle))

    def all(self) -> tuple[Tick, ...]:
        """Return the ticks that count in every review, by country, cycle, task and office."""
        with self._audit.lock:
            counting = {tick_order(each): each for each in self._ticks}
        return tuple(counting[task] for task in sorted(counting))

    def history(self, country: str, cycle: int, task: str | None = None) -> tuple[Tick, ...]:
        """Return every tick of one task, or of the whole review, by any office, oldest first."""
        with self._audit.lock:
            here = [each for each in self._ticks if (each.country, each.cycle) == (country, cycle)]
        return tuple(each for each in here if task in {None, each.task})


class MemoryLedger:
    """What is being sent and was sent."""

    def __init__(self, audit: MemoryAudit, links: MemoryLinks) -> None:
        """Start with an empty ledger; ``links`` keeps those of its messages."""
        self._audit = audit
        self._links = links
        self._rows: dict[str, LedgerRow] = {}
        self._unfinished: dict[str, LedgerRow] = {}
        self._keys: set[str] = set()

    def claim(self, envelope: Envelope, *, now: datetime, lease: timedelta) -> bool:
        """Take ``envelope`` for sending, unless one of its keys is taken."""
        with self._audit.lock:
            is_taken = envelope.message_id in self._rows or not self._keys.isdisjoint(envelope.keys)
            if is_taken or not self._links.add(envelope, now):
                return False
            self._keep("claim", ledger_rules.claimed(envelope, now, lease), now)
            self._keys.update(envelope.keys)
            return True

    def claim_all(
        self, envelopes: Sequence[Envelope], *, now: datetime, lease: timedelta
    ) -> tuple[bool, ...]:
        """Claim each of ``envelopes`` that is free."""
        with self._audit.lock:
            return tuple(self.claim(each, now=now, lease=lease) for each in envelopes)

    def handing_over(self, message_id: str, *, now: datetime, taken: str = "") -> None:
        """Note that the body is about to go out, and which was taken."""
        with self._audit.lock:
            if taken in self._rows:
                self._put(ledger_rules.taken(self._rows[taken]))
            self._put(ledger_rules.handed_over(self._row(message_id), now))

    def record(self, message_id: str, receipt: Receipt, *, now: datetime) -> None:
        """Keep how the try ended."""
        self.record_all([(message_id, receipt)], now=now)

    def record_all(self, receipts: Sequence[tuple[str, Receipt]], *, now: datetime) -> None:
        """Keep how several tries ended."""
        with self._audit.lock:
            rows = [
                ledger_rules.recorded(self._row(message_id), receipt, now) for message_id, receipt in receipts
            ]
            for row, (_, receipt) in zip(rows, receipts, strict=True):
                self._keep(f"record {receipt.outcome}", row, now)

    def resumable(self, now: datetime) -> tuple[Envelope, ...]:
        """Return what is to be tried again now, oldest first; settle what is not to be tried any more."""
        with self._audit.lock:
            due = [each for each in self._unfinished.values() if ledger_rules.is_due(each, now)]
            spent = [each for each in due if ledger_rules.is_spent(each, now)]
            for row in spent:
                settled = ledger_rules.settled(row, now)
                self._keep(ledger_rules.settling(settled), settled, now)
            return tuple(each.envelope for each in due if each not in spent)

    def reclaim(self, message_id: str, *, now: datetime, lease: timedelta) -> bool:
        """Take a message for another try, unless somebody holds it."""
        with self._audit.lock:
            known = self._rows.get(message_id)
            row = known and ledger_rules.reclaimed(known, now, lease)
            if row:
                self._keep("reclaim", row, now)
            return row is not None

    def withdraw(self, message_id: str, *, now: datetime) -> bool:
        """Take back a message that cannot have gone out, set its keys free and drop its links."""
        with self._audit.lock:
            known = self._rows.get(message_id)
            row = known and ledger_rules.withdrawn(known, now)
            if known and row:
                self._keep("withdraw", row, now)
                self._keys -= set(known.envelope.keys)
                self._links.drop(message_id)
            return row is not None

    def keys(self, prefixes: Collection[str] = ("",), person: str = "") -> frozenset[str]:
        """Return the nudge keys claimed and not set free: those that begin so, and those of one person."""
        with self._audit.lock:
            theirs = (each.envelope.keys for each in self._rows.values() if each.envelope.person == person)
            begun = (each for each in self._keys if each.startswith(tuple(prefixes)))
            return frozenset(chain(self._keys.intersection(chain(*theirs)), begun))

    def claimed_at(self, keys: Iterable[str]) -> Mapping[str, datetime]:
        """Return when each of ``keys`` was claimed."""
        wanted = set(keys)
        with self._audit.lock:
            rows = (each for each in self._rows.values() if each.state is not LedgerState.WITHDRAWN)
            return {key: row.claimed_at for row in rows for key in wanted.intersection(row.envelope.keys)}

    def fates(self, prefix: str, people: Collection[str] | None = None) -> tuple[Fate, ...]:
        """Return what became of each key that begins with ``prefix``, of ``people`` or of anybody."""
        with self._audit.lock:
            found = [
                Fate(key, row.envelope.person, row.state, row.finished_at)
                for row in self._rows.values()
                if row.state is not LedgerState.WITHDRAWN
                and (people is None or row.envelope.person in people)
                for key in row.envelope.keys
                if key.startswith(prefix)
            ]
        return tuple(sorted(found, key=lambda each: each.key))

    def rows(
        self, limit: int | None = None, states: Collection[LedgerState] = (), person: str = ""
    ) -> tuple[LedgerRow, ...]:
        """Return the messages in one of ``states``, by default in any, the last claimed first."""
        with self._audit.lock:
            newest_first = reversed(self._rows.values())
            theirs = (each for each in newest_first if person in {"", each.envelope.person})
            return tuple(islice((each for each in theirs if each.state in (states or LedgerState)), limit))

    def tally(self, answer: str = "") -> Mapping[LedgerState, int]:
        """Return how many messages are in each state that any is in."""
        with self._audit.lock:
            return Counter(each.state for each in self._rows.values() if answer in {"", each.answer})

    def of(self, message_id: str) -> LedgerRow | None:
        """Return one message; None where there is none of this id."""
        return self._rows.get(message_id)

    def change(self, change: Callable[[LedgerRow], LedgerRow]) -> None:
        """Put what ``change`` makes of each message in its place."""
        changed = {key: change(each) for key, each in self._rows.items()}
        for key in self._rows:
            if changed[key].envelope.person != self._rows[key].envelope.person:
                self._links.drop(key)
        self._rows = changed
        self._unfinished = {key: each for key, each in self._rows.items() if each.finished_at is None}
        self._keys = {key for each in self._rows.values() for key in each.envelope.keys}

    def _row(self, message_id: str) -> LedgerRow:
        if message_id not in self._rows:
            raise ledger_rules.unknown_message(message_id)
        return self._rows[message_id]

    def _keep(self, action: str, row: LedgerRow, now: datetime) -> None:
        self._audit.append(moved(action, row, now))
        self._put(row)

    def _put(self, row: LedgerRow) -> None:
        self._rows[row.envelope.message_id] = row
        if row.finished_at is None:
            self._unfinished[row.envelope.message_id] = row
        else:
            self._unfinished.pop(row.envelope.message_id, None)


class MemoryStore:
    """A store that lasts as long as the process."""

    def __init__(self) -> None:
        """Start empty."""
        self.audit = MemoryAudit()
        self.rulesets = MemoryRulesets()
        self.releases = MemoryReleases(self.audit, self.rulesets)
        self.overrides = MemoryOverrides(self.audit, self.releases)
        self.ticks = MemoryTicks(self.audit)
        self.pauses = MemoryPauses(self.audit)
        self.local_tasks = MemoryLocalTasks(self.audit)
        self.documents = MemoryDocuments(self.audit)
        self.drafts = MemoryDrafts(self.audit)
        self.people = MemoryPeople(self.audit)
        self.people_files = MemoryPeopleFiles(self.audit)
        self.preferences = MemoryPreferences(self.audit, self.people.person)
        self.subscriptions = MemorySubscriptions(self.audit, self.people.person)
        self.accounts = MemoryAccounts(self.audit)
        self.sign_ins = MemorySignIns(self.audit, self.accounts)
        self.api_keys = MemoryApiKeys(self.audit)
        self.identities = MemoryIdentities(self.audit)
        self.release_hooks = MemoryReleaseHooks(self.audit)
        self.chat_hooks = MemoryChatHooks(self.audit, self.people.person)
        self.links = MemoryLinks(self.audit, self.people.assignments)
        self.ledger = MemoryLedger(self.audit, self.links)
        self.bounces = MemoryBounces(self.audit, self.ledger.rows)
        self.revisions = MemoryRevisions(self.audit)
        self.heartbeats = MemoryHeartbeats()
        self.holds = MemoryHolds(self.audit)
        self.passages = MemoryPassages()
        self.sealed = MemorySealed()
        self.erasure = MemoryErasure(self.audit, self._places(), self.accounts.of, self.people_files.clear)

    def close(self) -> None:
        """Keep everything: there is nothing to let go of."""

    def _places(self) -> Places:
        """Return where something may speak of somebody."""
        return {
            Kind.TICK: self.ticks,
            Kind.PAUSE: self.pauses,
            Kind.LOCAL_TASK: self.local_tasks,
            Kind.OVERRIDE: self.overrides,
            Kind.DOCUMENT: self.documents,
            Kind.RELEASE: self.releases,
            Kind.DRAFT: self.drafts,
            Kind.ASSIGNMENT: self.people,
            Kind.MESSAGE: self.ledger,
            Kind.SUBSCRIPTION: self.subscriptions,
            Kind.ACCOUNT: self.accounts,
            Kind.SIGN_IN: self.sign_ins,
            Kind.CHAT: self.chat_hooks,
            Kind.KEY: self.api_keys,
            Kind.IDENTITY: self.identities,
            Kind.PREFERENCE: self.preferences,
            Kind.BOUNCE: self.bounces,
        }
