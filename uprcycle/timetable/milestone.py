"""One dated point of a review, and the steps by which its date was found."""

from dataclasses import dataclass
from enum import StrEnum

from uprcycle.citation import Citation
from uprcycle.days.span import Days, Span, Status, Unknown
from uprcycle.rules.choice import Settled
from uprcycle.rules.rule import Rule
from uprcycle.timetable.paper import Paper


class StepKind(StrEnum):
    """What one step of a derivation did."""

    PUBLISHED = "published"
    IN_SESSION = "in-session"
    IN_COUNCIL = "in-council"
    ANCHOR = "anchor"
    OFFSET = "offset"
    FORECAST = "forecast"
    LIKELIEST = "likeliest"
    FALLBACK = "fallback"
    PROJECTION = "projection"
    CHOICE = "choice"
    ROLL = "roll"
    CUT_OFF = "cut-off"
    OVERRIDE = "override"
    SCHEDULE_SAYS = "schedule-says"
    UNKNOWN = "unknown"


_RELIABLE = frozenset({Status.CONFIRMED, Status.HELD})
_COUNTING = frozenset({StepKind.OFFSET, StepKind.CHOICE, StepKind.ROLL, StepKind.CUT_OFF})
"""The steps that follow from their anchor and a rule alone."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what was done, with what, and the span after it.

    ``detail`` and ``until`` hold an anchor, offset phrases or a forecast's counts in the words
    of the rule files; wording turns them into a sentence of the reader's language. A published
    date that others are counted from has its anchor there. ``note`` is the remark of the record
    on a published date, or the reason of one set by hand. ``settled`` is the choice of a State
    by which it was counted. ``status`` is how far an anchor may be relied on.
    """

    kind: StepKind
    span: Span
    detail: str = ""
    until: str = ""
    citation: Citation | None = None
    note: str = ""
    settled: Settled | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A date that was found: how sure it is, where it is written, and by which steps."""

    span: Span
    status: Status
    citation: Citation
    steps: tuple[Step, ...]

    def __hash__(self) -> int:
        """Hash the span alone: what follows from a finding is kept by it, and the steps are long."""
        return hash(self.span)


@dataclass(frozen=True, slots=True)
class Milestone:
    """One rule applied to one review.

    ``rule_says`` is the rule's own answer where a date published or set by hand beat it; else it
    equals the span. ``applies`` is None where it is not known whether the rule's condition holds.
    ``ordinal`` counts the times that a task comes; timetables hold the first one only.
    ``papers`` are where its documents can be read, for feeds; elsewhere they are left out.
    """

    rule: Rule
    country: str
    cycle: int
    finding: Finding
    rule_says: Span
    applies: bool | None = True
    ordinal: int = 1
    papers: tuple[Paper, ...] = ()

    @property
    def id(self) -> str:
        """The id of the rule, from the second time on with its number: unique in the review, and stable."""
        return self.rule.id if self.ordinal == 1 else f"{self.rule.id}~{self.ordinal}"

    @property
    def span(self) -> Span:
        """When it is, as far as that is known."""
        return self.finding.span

    @property
    def status(self) -> Status:
        """How far the date may be relied on."""
        return self.finding.status

    @property
    def likeliest(self) -> Days | None:
        """The likeliest day of its own forecast, where the session's day is known."""
        for step in self.finding.steps[-1:]:
            if step.kind is StepKind.LIKELIEST and isinstance(step.span, Days):
                return step.span
        return None

    @property
    def is_projected(self) -> bool:
        """Whether it hangs on a review that no calendar holds yet: nobody can be late with it."""
        return any(step.kind is StepKind.PROJECTION for step in self.finding.steps)

    @property
    def is_counted_from_sure(self) -> bool:
        """Whether a rule counted it from a date that is confirmed or held, with nothing uncertain between."""
        for step in reversed(self.finding.steps):
            if step.kind is StepKind.ANCHOR:
                return step.status in _RELIABLE
            if step.kind not in _COUNTING:
                return False
        return False

    @property
    def is_known(self) -> bool:
        """Whether there is any date at all."""
        return not isinstance(self.span, Unknown)
