"""One duty of one office in one review, and how it stands."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from uprcycle.checklist.tick import SETTLED, TaskState, Tick
from uprcycle.days.span import Dated, Precision, Span, Status, Unknown, is_over
from uprcycle.people import Office
from uprcycle.rules.rule import Rule
from uprcycle.timetable.milestone import Milestone, StepKind

_ROUGH = (Precision.WEEK, Precision.MONTH)
_LOOSE = frozenset(
    {
        StepKind.FORECAST,
        StepKind.FALLBACK,
        StepKind.PROJECTION,
        StepKind.IN_SESSION,
        StepKind.IN_COUNCIL,
    }
)
"""The steps after which the end of a span may be far from the day itself."""


class Standing(StrEnum):
    """How a task stands on a day: what the office said of it, and what time made of it since."""

    PLANNED = "planned"
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    LATE = "late"
    DONE = "done"
    NOT_APPLICABLE = "na"


@dataclass(frozen=True, slots=True)
class Task:
    """A dated rule that ``office`` has to act on.

    ``waits_for`` holds open tasks that come first; ``opens`` is the day from which it is looked
    at, None where that is not known.
    """

    dated: Milestone
    office: Office
    state: TaskState = TaskState.OPEN
    tick: Tick | None = None
    waits_for: tuple[str, ...] = ()
    opens: date | None = None

    @property
    def id(self) -> str:
        """The id of its rule, unique within the review."""
        return self.dated.id

    @property
    def rule(self) -> Rule:
        """The rule it comes from."""
        return self.dated.rule

    @property
    def title(self) -> str:
        """The English title; wording translates it."""
        return self.dated.rule.title

    @property
    def country(self) -> str:
        """The State under review."""
        return self.dated.country

    @property
    def cycle(self) -> int:
        """The cycle of the review."""
        return self.dated.cycle

    @property
    def is_settled(self) -> bool:
        """Whether nobody needs to look at it any more."""
        return self.state in SETTLED

    @property
    def is_pressing(self) -> bool:
        """Whether somebody can be late: its rule presses and is meant for this State, on no projected day."""
        return self.rule.is_pressing and self.dated.applies is True and not self.dated.is_projected

    def standing(self, today: date) -> Standing:
        """Return how the task stands on ``today``.

        It is late when the last day on which it could be due is over, if it presses at all.
        """
        if self.is_settled:
            return Standing(self.state)
        if is_over(self.dated.span, today) and self.is_pressing:
            return Standing.LATE
        if self.state is TaskState.ACKNOWLEDGED:
            return Standing.ACKNOWLEDGED
        return Standing.PLANNED if self.opens is None or today < self.opens else Standing.OPEN

    @property
    def span(self) -> Span:
        """When it is to be done."""
        return self.dated.span

    @property
    def status(self) -> Status:
        """How far that date may be relied on."""
        return self.dated.status

    @property
    def due(self) -> date | None:
        """The day by which it is safely done; None where no date is known."""
        return safe_day(self.dated)


def safe_day(milestone: Milestone) -> date | None:
    """Return the day by which what ``milestone`` dates is safely done; None where no date is known.

    A window is over on its last day. Where that day is only known roughly, because the
    date or its anchor is a forecast or known to the month, the earliest day on which it
    may already be over counts.
    """
    span = milestone.span
    return None if isinstance(span, Unknown) else span.last - _doubt(milestone, span)


def _doubt(milestone: Milestone, span: Dated) -> timedelta:
    """Return how much earlier than the end of ``span`` it may already be over."""
    extent = span.last - span.first
    doubt = timedelta(0)
    for step in milestone.finding.steps:
        if isinstance(step.span, Unknown):
            continue
        match step.kind:
            case StepKind.ANCHOR:
                doubt = step.span.last - step.span.first
            case StepKind.OFFSET if doubt and not step.until:
                doubt = extent
            case kind if kind in _LOOSE:
                doubt = extent
            case StepKind.PUBLISHED | StepKind.OVERRIDE if step.span.precision in _ROUGH:
                doubt = extent
            case _:
                pass
    return min(doubt, extent)
