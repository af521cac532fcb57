"""What the pages of duties ask of the installation; each answers for one who signed in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from uprcycle.access.principal import Principal
from uprcycle.checklist.agenda import Duty, Group
from uprcycle.checklist.answer import Answer, Fault
from uprcycle.checklist.brief import Brief
from uprcycle.checklist.task import Task
from uprcycle.checklist.tick import BY_PAGE
from uprcycle.documents.address import Address
from uprcycle.people import Assignment, Office
from uprcycle.presence import Away
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.timetable import Timetable
from web.choices import PreferenceDesk
from web.duties.feed_source import FeedDesk


@dataclass(frozen=True, slots=True)
class Place:
    """What the address of a duty names: an office by its key, a cycle and a task."""

    office: str
    cycle: int
    task: str


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody has before them in all offices that they hold today, by State and name.

    ``guidance`` is for the office beside it alone, and has no state.
    """

    offices: tuple[Office, ...]
    agenda: Mapping[Group, tuple[Duty, ...]]
    guidance: tuple[tuple[Office, Milestone], ...] = ()


class DutyDesk(Protocol):
    """Shows people what they have to do, and takes what they say of it. None stands for what is not theirs.

    An answer to a page that is older than what was said last changes nothing: so the same answer, sent
    twice, is taken once.
    """

    def held(self, principal: Principal) -> Held:
        """Return all that is before somebody today."""

    def find(self, principal: Principal, place: Place) -> Duty | None:
        """Return one duty of an office that they hold."""

    def answer(
        self, principal: Principal, place: Place, answer: Answer, serial: int, via: str = BY_PAGE
    ) -> tuple[Fault, ...] | None:
        """Keep an answer, unless it has the faults that come back; ``via`` says by which door it came."""

    def undo(self, principal: Principal, place: Place, serial: int) -> bool | None:
        """Take the last answer back; False where there was nothing to take back."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was said of a task in the name of an office.

    ``by`` is a name, empty where nobody is known any more under what was kept.
    """

    at: datetime
    state: str
    by: str
    note: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class OfficeView:
    """An office on a day: who holds it when, and how its running review stands; None where none runs.

    ``assignments`` are by person and first day, those that are over among them. ``names`` are of those who
    spoke of its tasks, by what was kept of them. ``serial`` is how often a task of its own was added.
    """

    office: Office
    is_lead: bool
    assignments: tuple[Assignment, ...]
    away: tuple[Away, ...]
    brief: Brief | None
    timetable: Timetable | None
    names: Mapping[str, str]
    serial: int


class OfficeDesk(Protocol):
    """Shows offices to whoever may see them, which is asked elsewhere."""

    def of_state(self, country: str) -> tuple[Office, ...]:
        """Return the offices of a State: the one that leads, then the others by name."""

    def find(self, key: str) -> Office | None:
        """Return the office of this key."""

    def look(self, office: Office) -> OfficeView:
        """Return how an office stands today."""

    def history(self, office: Office, task: str) -> tuple[Task, tuple[Told, ...]] | None:
        """Return a task of the running review and what was said of it, oldest first."""

    def add(self, office: Office, title: str, due: date, by: str, serial: int) -> bool:
        """Put a task of its own on the list; False where another was put on it since the page was made.

        Raises:
            BadInputError: The title cannot be kept.
        """

    def drop(self, office: Office, task: str, by: str) -> bool:
        """Take such a task off the list; False where it is not on it."""


@dataclass(frozen=True, slots=True)
class Own:
    """What is of one's own; ``preferences`` takes the ids of those who signed in.

    ``guidance`` are the places that the rule of a task names for whoever does it.
    """

    duties: DutyDesk
    offices: OfficeDesk
    feeds: FeedDesk
    preferences: PreferenceDesk
    guidance: Callable[[Task], tuple[Address, ...]]
