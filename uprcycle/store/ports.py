"""What uprcycle keeps for ever, as the rest of it sees the store.

Plain values go in and come out; no caller sees a table. Every moment is aware and comes back
in UTC. Every write but a heartbeat, a passage and a people file that only waits appends to the
audit trail in the same transaction: both stand or neither.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from uprcycle.checklist.local import LocalTask
from uprcycle.checklist.tick import Tick
from uprcycle.store.access_port import Accounts, SignIns
from uprcycle.store.api_keys_port import ApiKeys
from uprcycle.store.audit_port import Audit
from uprcycle.store.bounces_port import Bounces
from uprcycle.store.chain import AuditRow
from uprcycle.store.chat_hooks_port import ChatHooks
from uprcycle.store.documents_port import Documents
from uprcycle.store.drafts_port import Drafts
from uprcycle.store.erasure_port import ErasedKind, Erasure
from uprcycle.store.heartbeats_port import Heartbeats
from uprcycle.store.holds_port import Hold, Holds
from uprcycle.store.identities_port import Identities
from uprcycle.store.kept import (
    ChatHook,
    Envelope,
    Fate,
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
from uprcycle.store.people_files_port import PeopleFiles
from uprcycle.store.people_port import People
from uprcycle.store.preferences_port import PeoplesPreferences
from uprcycle.store.release_hooks_port import ReleaseHooks
from uprcycle.store.releases_port import Overrides, Releases, Rulesets
from uprcycle.store.sealing import Sealed
from uprcycle.store.subscriptions_port import Subscriptions

__all__ = [
    "Accounts",
    "ApiKeys",
    "Audit",
    "AuditRow",
    "Bounces",
    "ChatHook",
    "ChatHooks",
    "Documents",
    "Drafts",
    "Envelope",
    "ErasedKind",
    "Erasure",
    "Fate",
    "Heartbeats",
    "Hold",
    "Holds",
    "Identities",
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
    "PeopleFiles",
    "PeoplesPreferences",
    "Purpose",
    "Receipt",
    "ReleaseHooks",
    "ReleaseSummary",
    "Releases",
    "Revision",
    "Revisions",
    "Rulesets",
    "Sealed",
    "SignIns",
    "Store",
    "Subscriptions",
    "Ticks",
]


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

    def history(self, country: str, cycle: int, task: str | None = None) -> tuple[Tick, ...]:
        """Return every tick of one task, or of the whole review, by any office, oldest first."""


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

    def standing(self) -> int:
        """Return how many entries stand: those that were not withdrawn."""

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
    def drafts(self) -> Drafts:
        """Schedules that were uploaded."""

    @property
    def people(self) -> People:
        """Who holds which office."""

    @property
    def people_files(self) -> PeopleFiles:
        """People files that wait to be loaded."""

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
    def accounts(self) -> Accounts:
        """To whom something was granted."""

    @property
    def sign_ins(self) -> SignIns:
        """Who signed in."""

    @property
    def api_keys(self) -> ApiKeys:
        """By which programs act for people."""

    @property
    def identities(self) -> Identities:
        """As whom organisations know people."""

    @property
    def release_hooks(self) -> ReleaseHooks:
        """Who is told of releases."""

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
