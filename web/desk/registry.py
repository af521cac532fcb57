"""What the pages of changes, dates set by hand, releases and the audit trail ask of the installation.

Values of the core go in and come out; no page words anything here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from uprcycle.access.signer import Signer
from uprcycle.days.span import Span, Status
from uprcycle.errors import Problem
from uprcycle.schedule.amend.amended import Deed
from uprcycle.schedule.undo import Kept
from uprcycle.timetable.changes import Change
from uprcycle.timetable.clashes import Clash
from uprcycle.timetable.override import Aim, Override
from uprcycle.timetable.plan import Plan


@dataclass(frozen=True, slots=True)
class Told:
    """How many people are told on one channel in one language."""

    channel: str
    language: str
    people: int


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a release would do; nothing is written.

    ``deeds`` are what a change does to rows of the schedule, ``kept`` what of a release would not be
    taken back. ``agreed`` are those who agreed to exactly this plan, the last one first.
    """

    plan: Plan
    told: tuple[Told, ...] = ()
    warnings: tuple[Problem, ...] = ()
    clashes: tuple[Clash, ...] = ()
    deeds: tuple[Deed, ...] = ()
    kept: tuple[Kept, ...] = ()
    agreed: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was looked at, and who acts upon it: the digest of a plan, and the release in force then."""

    digest: str
    base: int
    by: Signer
    note: str = ""


class Edits(Protocol):
    """Changes of the schedule in force by a form."""

    def look(self, change: str, cells: Mapping[str, str]) -> Consequences:
        """Return what a change would do.

        Raises:
            BadInputError: With every problem; where it is of one field, its place names the column.
        """

    def keep(self, change: str, cells: Mapping[str, str], by: str) -> str:
        """Keep the schedule after a change as a draft, and return its id.

        Raises:
            BadInputError: As above; nothing was kept.
        """


class Standing(StrEnum):
    """Where a date set by hand stands, beside the release in force and the one to come."""

    WAITING = "waiting"
    IN_FORCE = "in-force"
    ENDING = "ending"
    LIFTED = "lifted"
    OVERTAKEN = "overtaken"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class StandingOverride:
    """A date set by hand, where it stands, and the number of the one that took its place; 0 for none."""

    override: Override
    standing: Standing
    overtaken_by: int = 0


@dataclass(frozen=True, slots=True)
class AskedOverride:
    """A date to be set by hand, as the form asks for it."""

    aim: Aim
    span: Span
    status: Status
    reason: str
    source: str
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class OverrideEffect:
    """What setting a date by hand, or taking one back, would do with the next release.

    ``changes`` are by State and cycle; ``earlier`` how many deadlines would come earlier.
    """

    changes: tuple[tuple[str, int, Change], ...]
    earlier: int = 0
    base: int = 0
    digest: str = ""
    agreed: tuple[Signer, ...] = ()


class Overrides(Protocol):
    """Dates set by hand."""

    def all(self) -> tuple[StandingOverride, ...]:
        """Return every one, the newest first."""

    def look(self, asked: AskedOverride) -> OverrideEffect:
        """Return what setting a date would do.

        Raises:
            BadInputError: It is of nothing there is, or would never count.
        """

    def set(self, asked: AskedOverride, sealed: Sealed) -> int:
        """Set a date for the releases to come, and return its number.

        Raises:
            RefusedError: Something moved since it was looked at, or nobody else agreed to an earlier date.
        """

    def look_back(self, number: int) -> OverrideEffect:
        """Return what taking one back would do."""

    def lift(self, number: int, by: str) -> None:
        """Take one back.

        Raises:
            RefusedError: There is none, or it was taken back before.
        """


@dataclass(frozen=True, slots=True)
class Released:
    """A release as the desk knows it: who made it too. ``reviews`` counts States in all cycles."""

    number: int
    at: datetime
    by: str
    note: str
    source: str
    reviews: int


class Releases(Protocol):
    """The releases, and what brings an earlier one back."""

    def all(self) -> tuple[Released, ...]:
        """Return every release, the newest first."""

    def compare(self, old: int, new: int) -> Plan:
        """Return what changed from one release to another, either way round.

        Raises:
            RefusedError: One of them does not exist.
        """

    def look_back(self, number: int) -> Consequences:
        """Return what releasing an earlier one once more would do.

        Raises:
            RefusedError: There is no such release.
        """

    def look_undo(self, number: int) -> Consequences:
        """Return what taking back one release alone would do, and what of it would stay.

        Raises:
            BadInputError: What comes back does not go with what was edited since.
            RefusedError: There is no such release, or none before it.
        """

    def roll_back(self, number: int, sealed: Sealed) -> int:
        """Release an earlier one once more, and return the number of the new release.

        Raises:
            RefusedError: The plan is another one now, or a second person is missing.
        """

    def undo(self, number: int, sealed: Sealed) -> int:
        """Take one release back, and return the number of the new one.

        Raises:
            RefusedError: As above.
        """

    def agree(self, sealed: Sealed) -> None:
        """Write down that somebody agrees to what they looked at.

        Raises:
            RefusedError: Another release is in force by now.
        """


@dataclass(frozen=True, slots=True)
class Searched:
    """What somebody looks for in the trail: a name or an id, an act, a State, days in Geneva's clock.

    ``of_people`` leaves out what uprcycle did of itself.
    """

    who: str = ""
    what: str = ""
    country: str = ""
    since: date | None = None
    until: date | None = None
    of_people: bool = False


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One row of the trail; ``by`` and ``about`` are names only for those who may see names."""

    number: int
    at: datetime
    by: str
    action: str
    subject: str
    about: str
    detail: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether the trail holds: ``broken`` names the first row that does not, 0 for none, and ``what``."""

    rows: int
    erased: int
    head: str
    broken: int = 0
    what: str = ""


class Trail(Protocol):
    """Who did what."""

    def rows(
        self, searched: Searched, limit: int, below: int | None, *, with_names: bool
    ) -> tuple[TrailRow, ...]:
        """Return at most ``limit`` rows, newest first, of numbers under ``below``."""

    def every(self, searched: Searched, *, with_names: bool) -> Iterator[TrailRow]:
        """Yield all of them, newest first."""

    def actions(self) -> tuple[str, ...]:
        """Return what was ever done, in alphabetical order."""

    def check(self, noted: str) -> Checked | None:
        """Read the whole trail and tell whether it holds, and still holds a head that was noted before.

        Raises:
            BadInputError: What was noted is no head.
        """


@dataclass(frozen=True, slots=True)
class Registry:
    """All of it."""

    edits: Edits
    overrides: Overrides
    releases: Releases
    trail: Trail
