"""What the pages of people, outbox, knowledge and health ask of the installation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from notifications.digest import Digest
from notifications.knowledge import Knowledge
from notifications.load import Coming
from notifications.notices import Notice, Untold
from uprcycle.checklist.gaps import Gap
from uprcycle.checklist.lateness import Lateness
from uprcycle.errors import Problem
from uprcycle.people import Assignment, Person
from uprcycle.preferences import Preferences
from uprcycle.presence import Absence, Staffing
from uprcycle.reach import Unreached
from uprcycle.roster.plan import PeoplePlan
from uprcycle.sheets.correction import Correction
from uprcycle.store.ports import Envelope, ErasedKind, Hold, LedgerRow

Covers = Callable[[str], bool]
"""Tells of the code of a State whether somebody may change who holds offices there."""


class People(Protocol):
    """Who holds which office, is away, and is reached; each change names who made it."""

    def staffing(self) -> Staffing:
        """Return who holds which office and who is away when; the same value while nothing changes."""

    def unreached(self) -> Mapping[str, Unreached]:
        """Return whose mail comes back, by id."""

    def chosen(self, person: str) -> Preferences:
        """Return what somebody chose for themself."""

    def gaps(self, countries: frozenset[str], days: int) -> tuple[Gap, ...] | None:
        """Return what nobody holds of the duties of States in so many days; None while it is worked out.

        They are ordered by State, the most pressing of each first.
        """

    def check(self, row: Mapping[str, str]) -> tuple[Assignment, ...]:
        """Return what one row of a people file says.

        Raises:
            BadInputError: With everything that is wrong; the column is the place of each.
        """

    def save(self, assignments: Sequence[Assignment], absences: Sequence[Absence], by: str) -> None:
        """Keep them, all or none."""

    def end_absence(self, person: str, day: date, by: str) -> bool:
        """Say that somebody is back on a day; False where nothing keeps them away on it."""

    def clear(self, person: str, by: str) -> None:
        """Say that mail reaches somebody again."""

    def held(self, person: Person) -> Mapping[ErasedKind, int]:
        """Return how much is held about somebody, by kind."""

    def erase(self, person: Person, by: str) -> Mapping[ErasedKind, int]:
        """Erase somebody everywhere and return what was held.

        Raises:
            RefusedError: ``by`` is that person.
        """


@dataclass(frozen=True, slots=True)
class Draft:
    """A people file that was read and not loaded: what it says, and what loading it would change.

    ``names`` are those of its people, by id.
    """

    name: str
    people: int
    offices: int
    plan: PeoplePlan
    names: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    corrections: tuple[Correction, ...] = ()


class Enrolment(Protocol):
    """Reads people files and keeps each for whoever sent it, for a while and in memory alone."""

    def read(self, owner: str, name: str, content: bytes, covers: Covers) -> str:
        """Read a file and return the name under which its draft is kept.

        Raises:
            BadInputError: With every problem of the file.
        """

    def look(self, owner: str, key: str, covers: Covers) -> Draft | None:
        """Return a draft of ``owner`` as it stands now; None where there is none, or no longer.

        Raises:
            BadInputError: What was read can no longer be loaded.
        """

    def load(self, owner: str, key: str, shown: "Shown", covers: Covers) -> int | None:
        """Load a draft and return how much was written; None where there is none, or no longer.

        Raises:
            BadInputError: What was read can no longer be loaded.
            RefusedError: The plan is no longer the one shown, or a correction was not confirmed.
        """


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody saw and agrees to: the hash of a plan and the corrections that they confirmed."""

    digest: str
    accepted: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class NoticeState:
    """Who is to be told of the releases up to ``release``, who is not and why, and what it waits for.

    ``digest`` names exactly this plan. Rounds send nothing before ``review_ends``, nor while a
    ``hold`` stands. ``sent`` is what the last sending from these pages came to; ``is_sending`` while it
    goes on.
    """

    release: int
    digest: str
    notices: tuple[Notice, ...]
    untold: tuple[tuple[str, Untold], ...]
    review_ends: datetime
    hold: Hold | None
    is_sending: bool = False
    sent: str = ""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What would go out in the days ahead if nothing changed."""

    first: date
    days: int
    mails: tuple[Digest, ...]
    notices: tuple[Coming, ...]


class Outbox(Protocol):
    """What waits, is held, was sent and would be."""

    def now(self) -> datetime:
        """Return the moment, for what is late."""

    def state(self) -> NoticeState:
        """Return who is to be told of what, and what it waits for."""

    def waiting(self, limit: int) -> tuple[LedgerRow, ...]:
        """Return what is on its way or to be tried again, the last claimed first."""

    def troubled(self, limit: int) -> tuple[LedgerRow, ...]:
        """Return what failed or was parked, the last claimed first."""

    def lately(self, limit: int) -> tuple[LedgerRow, ...]:
        """Return the last messages, the last claimed first."""

    def message(self, message_id: str) -> LedgerRow | None:
        """Return the message of this id; None where there is none."""

    def notice_for(self, person: str) -> Envelope | None:
        """Return the notice that somebody would get now; None for none."""

    def mail_for(self, person: str, day: date) -> Envelope | None:
        """Return what of nudges somebody would get on a day of the last forecast; None for nothing."""

    def ahead(self, days: int) -> Ahead | None:
        """Return the forecast; None while it is worked out."""

    def hold(self, reason: str, by: str) -> None:
        """Hold notices back.

        Raises:
            RefusedError: They are held already.
        """

    def resume(self, by: str) -> None:
        """Let notices go.

        Raises:
            RefusedError: They are not held.
        """

    def send(self, digest: str, *, at_once: bool) -> None:
        """Begin to send the notices of the plan of this name.

        Raises:
            RefusedError: The plan is another one, notices are held, or a sending is under way.
        """


@dataclass(frozen=True, slots=True)
class Needs:
    """What offices are late with in the running reviews of a session, and who knows its newest dates.

    Each of ``known`` stands with the release that was the last to change its date.
    """

    late: tuple[Lateness, ...] = ()
    known: tuple[tuple[int, Knowledge], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, in the words of ``uprcycle doctor``."""

    what: str
    found: str
    is_well: bool
    remedy: str


@dataclass(frozen=True, slots=True)
class Staff:
    """All of it.

    ``knowledge`` takes the number of a release and the code of a State, empty for all. ``health`` looks at
    everything that can be looked at. ``needs`` takes the number of a session that there is.
    """

    people: People
    enrolment: Enrolment
    outbox: Outbox
    knowledge: Callable[[int, str], tuple[Knowledge, ...]]
    health: Callable[[], tuple[Finding, ...]]
    needs: Callable[[int], Needs]
