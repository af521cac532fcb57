"""One duty of one office in one review, and whether it is done."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from uprcycle.days.span import Dated, Span, Status, Unknown
from uprcycle.people import Office
from uprcycle.rules.rule import Rule
from uprcycle.timetable.milestone import Milestone, StepKind


class TaskState(StrEnum):
    """Whether a task still waits for somebody."""

    OPEN = "open"
    DONE = "done"
    NOT_APPLICABLE = "na"


@dataclass(frozen=True, slots=True)
class Tick:
    """Somebody said that a task is done, does not apply, or is open again.

    ``task`` is the id of its rule; ``at`` is UTC. The last tick of a task counts.
    """

    country: str
    cycle: int
    task: str
    state: TaskState
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A dated rule that ``office`` has to act on; ``waits_for`` holds open tasks that come first."""

    dated: Milestone
    office: Office
    state: TaskState = TaskState.OPEN
    tick: Tick | None = None
    waits_for: tuple[str, ...] = ()

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
    def span(self) -> Span:
        """When it is to be done."""
        return self.dated.span

    @property
    def status(self) -> Status:
        """How far that date may be relied on."""
        return self.dated.status

    @property
    def due(self) -> date | None:
        """The day by which it is safely done; None where no date is known.

        A window is over on its last day. Where the anchor itself is only known roughly, or
        the date is a forecast, the earliest day on which it may already be over counts.
        """
        span = self.dated.span
        return None if isinstance(span, Unknown) else span.last - _doubt(self.dated, span)


def _doubt(milestone: Milestone, span: Dated) -> timedelta:
    steps = milestone.finding.steps
    if any(each.kind in (StepKind.FORECAST, StepKind.FALLBACK) for each in steps):
        return span.last - span.first
    anchors = [each.span for each in steps if each.kind is StepKind.ANCHOR]
    if not anchors or isinstance(anchors[-1], Unknown):
        return timedelta(0)
    return min(anchors[-1].last - anchors[-1].first, span.last - span.first)
