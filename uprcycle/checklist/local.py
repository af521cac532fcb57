"""Tasks that an office adds for itself, with a day of its own; never in a feed or on a page.

They stand in the checklist of that office alone and are reminded of like the others.
"""

from dataclasses import dataclass
from datetime import date, datetime

from uprcycle.checklist.tick import check_words
from uprcycle.citation import Citation
from uprcycle.days.span import Status, day_span
from uprcycle.errors import BadInputError, Problem
from uprcycle.people import Office
from uprcycle.reviews.phases import Phase
from uprcycle.rules.anchor import Anchor
from uprcycle.rules.rule import Basis, Kind, Lead, Rule
from uprcycle.timetable.milestone import Finding, Milestone, Step, StepKind
from uprcycle.timetable.timetable import Timetable
from uprcycle.visibility import Visibility

LONGEST_TITLE = 120
_PREFIX = "local-"
_SOURCE = Citation("Added by the office itself")


@dataclass(frozen=True, slots=True)
class LocalTask:
    """What an office wrote on its own list.

    ``number`` is 0 until the store gives one, and unique in it. ``dropped_at`` is when it was
    taken off, None while it stands. Moments are UTC.
    """

    country: str
    cycle: int
    office: str
    title: str
    due: date
    by: str
    at: datetime
    number: int = 0
    dropped_by: str = ""
    dropped_at: datetime | None = None

    @property
    def id(self) -> str:
        """The id of the task; no rule has one that begins like it."""
        return f"{_PREFIX}{self.number}"

    @property
    def stands(self) -> bool:
        """Whether it is still on the list."""
        return self.dropped_at is None


def is_local(task_id: str) -> bool:
    """Tell whether a task of this id was added by an office."""
    return task_id.startswith(_PREFIX)


def read_local_id(text: str) -> int:
    """Return the number of a local task from its id.

    Raises:
        BadInputError: The id is not one of a local task.
    """
    number = text.removeprefix(_PREFIX)
    if text.startswith(_PREFIX) and number.isascii() and number.isdigit():
        return int(number)
    problem = Problem(
        "TASK", f"{text[:80]!r} was not added by an office", "`uprcycle checklist` lists the ids"
    )
    raise BadInputError("only tasks that an office added can be dropped", [problem])


def check_local(task: LocalTask) -> None:
    """Check what somebody wants to put on a list.

    Raises:
        BadInputError: The title or the author cannot be kept, or the title is too long.
    """
    problems = check_words(("--title", task.title), ("--by", task.by))
    if not problems and len(task.title) > LONGEST_TITLE:
        problems = [Problem("--title", f"is longer than {LONGEST_TITLE} characters", "shorten it")]
    if problems:
        raise BadInputError("the task cannot be added", problems)


def date_local(task: LocalTask, office: Office, timetable: Timetable) -> Milestone:
    """Return ``task`` as a dated rule of ``office``, to stand among those of the rulebook."""
    span = day_span(task.due)
    rule = Rule(
        id=task.id,
        kind=Kind.ACTION,
        phase=timetable.phase(task.due) or Phase.PREPARATION,
        title=task.title,
        description="",
        lead=Lead(Anchor.REVIEW),
        visibility=Visibility.UN_INTERNAL if office.is_un else Visibility.PARTNERS,
        basis=Basis.STATED,
        sources=(_SOURCE,),
        actors=tuple(sorted(office.roles)),
    )
    finding = Finding(span, Status.CONFIRMED, _SOURCE, (Step(StepKind.OVERRIDE, span),))
    return Milestone(rule, task.country, task.cycle, finding, span)
