"""What uprcycle keeps for ever, as the rest of it sees the store.

Plain values go in and come out; no caller sees a table. Every moment is aware and comes back
in UTC. Every write but a heartbeat and a passage appends to the audit trail in the same
transaction: both stand or neither.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Protocol

from uprcycle.checklist.local import LocalTask
from uprcycle.checklist.tick import Tick
from uprcycle.rules.ruleset import Ruleset
from uprcycle.schedule.release import NOBODY, Release
from uprcycle.schedule.session import Schedule
from uprcycle.store.audit_port import Audit
from uprcycle.store.bounces_port import Bounces
from uprcycle.store.chain import AuditRow
from uprcycle.store.chat_hooks_port import ChatHooks
from uprcycle.store.documents_port import Documents
from uprcycle.store.erasure_port import ErasedKind, Erasure
from uprcycle.store.heartbeats_port import Heartbeats
from uprcycle.store.holds_port import Hold, Holds
from uprcycle.store.kept import (
    ChatHook,
    Envelope,
    LedgerRow,
    LedgerState,
    Link,
    OpenLink,
    Outcome,
    Passage,
    Purpose,
    Receipt,
    ReleaseSummary,
    Revision,
)
from uprcycle.store.ledger_port import Ledger
from uprcycle.store.links_port import Links
from uprcycle.store.passages_port import Passages
from uprcycle.store.pauses_port import Pauses
from uprcycle.store.people_port import People
from uprcycle.store.preferences_port import PeoplesPreferences
from uprcycle.store.sealing import Sealed
from uprcycle.store.subscriptions_port import Subscriptions
from uprcycle.timetable.override import Override

__all__ = [
    "Audit",
    "AuditRow",
    "Bounces",
    "ChatHook",
    "ChatHooks",
    "Documents",
    "Envelope",
    "ErasedKind",
    "Erasure",
    "Heartbeats",
    "Hold",
    "Holds",
    "Ledger",
    "LedgerRow",
    "LedgerState",
    "Link",
    "Links",
    "OpenLink",
    "Outcome",
    "Overrides",
    "Passage",
    "Passages",
    "Pauses",
    "People",
    "PeoplesPreferences",
    "Purpose",
    "Receipt",
    "ReleaseSummary",
    "Releases",
    "Revision",
    "Revisions",
    "Rulesets",
    "Sealed",
    "Store",
    "Subscriptions",
    "Ticks",
]


class Rulesets(Protocol):
    """The rules by which releases go, each once; a release brings its own, and none ever changes."""

    def of(self, digest: str) -> Ruleset:
        """Return the ruleset of this digest.

        Raises:
            RefusedError: It is not there, or was changed after it was kept.
        """


class Releases(Protocol):
    """The schedules that were made public, numbered 1, 2, 3, …; none ever changes."""

    def add(  # noqa: PLR0913 - a release is its schedule and rules and who, why, whence, when, upon which
        self,
        schedule: Schedule,
        ruleset: Ruleset,
        *,
        by: str,
        note: str,
        source: str,
        at: datetime,
        kept: Mapping[str, str] = NOBODY,
        expected: int | None = None,
        overrides: Collection[int] | None = None,
    ) -> Release:
        """Keep ``schedule`` as the next release, with the ruleset by which it goes, and return it.

        ``kept`` holds the digests of older rulesets by the codes of the States that still go by
        them. ``expected`` is the number of the release that the caller takes to be the latest,
        0 for none; ``overrides`` are the numbers of the dates set by hand that the caller takes to
        count in it. Both are looked up in the transaction that writes; None skips the question.

        Raises:
            RefusedError: Another release is the latest, other dates set by hand count in it, or a
                ruleset of ``kept`` is not there; nothing was written.
        """

    def latest(self) -> Release | None:
        """Return the release with the highest number; None in a new store."""

    def number(self, n: int) -> Release | None:
        """Return release ``n``; None where there is none."""

    def as_of(self, at: datetime) -> Release | None:
        """Return the last of those that had been released at the moment ``at``, itself included."""

    def history(self) -> tuple[ReleaseSummary, ...]:
        """Return all releases without their schedules, oldest first."""


class Overrides(Protocol):
    """The dates set by hand; none is ever removed, and of one aim at most one is not lifted."""

    def add(self, override: Override) -> Override:
        """Keep ``override`` for the releases to come and return it with its number and first release.

        One of the same aim that stood until now is lifted by the same author.
        """

    def lift(self, number: int, *, by: str, at: datetime) -> Override:
        """Take override ``number`` back, for the releases to come, and return it.

        Raises:
            RefusedError: There is none of this number, or it was lifted before.
        """

    def all(self) -> tuple[Override, ...]:
        """Return every override ever set, in the order in which they were set."""


class Ticks(Protocol):
    """What offices said of their tasks: appended to, never changed.

    The last tick of an office on a task counts.
    """

    def record(self, tick: Tick) -> None:
        """Append ``tick``."""

    def of(self, country: str, cycle: int) -> tuple[Tick, ...]:
        """Return the ticks that count in one review, by task and office."""

    def all(self) -> tuple[Tick, ...]:
        """Return the ticks that count in every review, by country, cycle, task and office."""

    def history(self, country: str, cycle: int, task: str) -> tuple[Tick, ...]:
        """Return every tick of one task by any office, oldest first."""


class LocalTasks(Protocol):
    """What offices added to their own checklists; taken off a list, never out of the store."""

    def add(self, task: LocalTask) -> LocalTask:
        """Keep ``task`` and return it with its number."""

    def drop(self, number: int, *, by: str, at: datetime) -> LocalTask:
        """Take a task off its list and return it.

        Raises:
            RefusedError: There is no such task, or it was dropped before.
        """

    def of(self, country: str, cycle: int) -> tuple[LocalTask, ...]:
        """Return every task added for one review, dropped ones among them, by number."""


class Revisions(Protocol):
    """What the feeds last said of each entry."""

    def current(self) -> Mapping[str, Revision]:
        """Return every revision by its UID, in order of UID."""

    def save(self, revisions: Iterable[Revision], *, at: datetime) -> None:
        """Keep ``revisions``, all or none, each in the place of the earlier one of its UID."""


class Store(Protocol):
    """All of it."""

    @property
    def rulesets(self) -> Rulesets:
        """The rules by which releases go."""

    @property
    def releases(self) -> Releases:
        """The schedules that were made public."""

    @property
    def overrides(self) -> Overrides:
        """The dates set by hand."""

    @property
    def ticks(self) -> Ticks:
        """What offices said of their tasks."""

    @property
    def pauses(self) -> Pauses:
        """Who is not told of a task for a while."""

    @property
    def local_tasks(self) -> LocalTasks:
        """What offices added to their checklists."""

    @property
    def documents(self) -> Documents:
        """Where documents can be read."""

    @property
    def people(self) -> People:
        """Who holds which office."""

    @property
    def preferences(self) -> PeoplesPreferences:
        """What people chose for themselves."""

    @property
    def bounces(self) -> Bounces:
        """What came back."""

    @property
    def subscriptions(self) -> Subscriptions:
        """The feeds that need a token."""

    @property
    def ledger(self) -> Ledger:
        """What was sent."""

    @property
    def links(self) -> Links:
        """What the links in messages open."""

    @property
    def chat_hooks(self) -> ChatHooks:
        """The ways into chats."""

    @property
    def revisions(self) -> Revisions:
        """What the feeds last said."""

    @property
    def heartbeats(self) -> Heartbeats:
        """What last ran when."""

    @property
    def passages(self) -> Passages:
        """Which phases reviews entered."""

    @property
    def sealed(self) -> Sealed:
        """What nobody reads without a key."""

    @property
    def holds(self) -> Holds:
        """Whether notices are held back."""

    @property
    def erasure(self) -> Erasure:
        """Takes people out."""

    @property
    def audit(self) -> Audit:
        """Who did what."""

    def close(self) -> None:
        """Let go of connections; the store opens them again when it is used."""
