"""What the pages of uploaded schedules ask of the installation: values of the core, worded here.

A draft that is unknown, forgotten or of no use any more is answered as None.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from uprcycle.access.signer import Signer
from uprcycle.errors import Problem
from uprcycle.sheets.correction import Correction
from uprcycle.sheets.table import Table
from uprcycle.store.draft_steps import KeptDraft
from uprcycle.store.kept import ReleaseSummary
from uprcycle.timetable.clashes import Clash
from uprcycle.timetable.plan import Plan


@dataclass(frozen=True, slots=True)
class Waiting:
    """Notices that were not sent yet: to how many people, until when they can be looked at, since when held.

    ``hold`` is the reason for which they are held back; empty where they are not.
    """

    people: int
    review_ends: datetime
    hold: str = ""


@dataclass(frozen=True, slots=True)
class Front:
    """What the desk shows first: the release in force, notices that wait, troubles."""

    release: ReleaseSummary
    waiting: Waiting
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """A draft, and what was found in its file.

    ``table`` is the file as rows; None where it has none. With ``errors`` nothing can be planned;
    ``may_lose`` tells that all of them but those that can be meant are gone if they are meant.
    """

    draft: KeptDraft
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    corrections: tuple[Correction, ...] = ()
    table: Table | None = None
    may_lose: bool = False

    @property
    def unconfirmed(self) -> tuple[Correction, ...]:
        """The corrections that nobody confirmed yet."""
        return tuple(each for each in self.corrections if each.words not in self.draft.accepted)


@dataclass(frozen=True, slots=True)
class Planned:
    """What releasing a draft now would do.

    ``sequences`` are the SEQUENCE that the entries of feeds would have, by ``cycle-code-milestone``, of
    those that change. ``agreed`` are those who agreed to exactly this plan, the last one first.
    """

    plan: Plan
    clashes: tuple[Clash, ...] = ()
    sequences: Mapping[str, int] = field(default_factory=dict)
    agreed: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeTold:
    """How many people of an office would be told."""

    country: str
    office: str
    people: int


@dataclass(frozen=True, slots=True)
class Audience:
    """Who would be told if a draft were released now, and who would not.

    ``ways`` counts by channel and language, ``silent`` by the reason, whose words are those of
    ``notifications.notices.Untold``. ``kinds`` are the kinds of message that there would be.
    """

    people: int
    offices: tuple[OfficeTold, ...] = ()
    ways: tuple[tuple[str, str, int], ...] = ()
    silent: tuple[tuple[str, int], ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """A message as a reader of that office would get it; its links lead nowhere."""

    kind: str
    office: str
    country: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A release that somebody asks for: the plan they saw, by its digest, and why."""

    plan: str
    by: Signer
    note: str
    source: str


class Drafting(Protocol):
    """Uploaded schedules on their way to a release."""

    def front(self) -> Front:
        """Return what the desk shows first."""

    def drafts(self) -> tuple[KeptDraft, ...]:
        """Return every draft without its content, the newest first."""

    def take_in(self, name: str, content: bytes, by: str) -> str:
        """Keep a file as a draft, and return its id.

        Raises:
            BadInputError: It cannot be read at all, so that no row of it could be shown; nothing was kept.
        """

    def look(self, draft_id: str) -> Looked | None:
        """Return a draft and what was found in it."""

    def plan(self, draft_id: str) -> Planned | None:
        """Return what releasing a draft now would do; None where it has errors."""

    def audience(self, draft_id: str) -> Audience | None:
        """Return who would be told."""

    def samples(self, draft_id: str, language: str) -> tuple[Sample, ...]:
        """Return one message of each kind, in a language."""

    def confirm(self, draft_id: str, accepted: tuple[str, ...], by: str) -> bool:
        """Keep which corrections are confirmed; False where it is too late."""

    def allow_loss(self, draft_id: str, by: str) -> bool:
        """Keep that what is missing is meant to be; False where it is too late."""

    def agree(self, draft_id: str, plan: str, by: Signer) -> None:
        """Write down that somebody agrees to a plan they saw.

        Raises:
            RefusedError: The plan is another one by now.
        """

    def order(self, draft_id: str, asked: Asked) -> None:
        """Let a draft be released, once; it goes on after this returns.

        Raises:
            BadInputError: No reason is given.
            RefusedError: The plan is another one by now, a correction is not confirmed, a second person
                is missing, or it was ordered or withdrawn before.
        """

    def withdraw(self, draft_id: str, by: str) -> bool:
        """Take a draft back and forget what it held; False where it is too late."""

    def is_written(self, draft: KeptDraft) -> bool:
        """Tell whether what was ordered is a release by now, if not yet in all feeds."""
