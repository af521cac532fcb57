"""Every time that a duty comes back, each counted once from the anchor and never from the one before.

A window of at least one period is the stretch within which a duty recurs, and is cut into its
periods. A day or a shorter window comes back as a whole until the next cycle is prepared.
Occurrences are told apart by their number, which stays when the anchor moves (decision 0030).
"""

from dataclasses import dataclass, replace
from datetime import date
from itertools import count, takewhile

from uprcycle.days.offset import Offset, Unit
from uprcycle.days.shift import shift_span, window_between
from uprcycle.days.span import Dated, Status, Unknown
from uprcycle.days.workdays import WorkingDays
from uprcycle.rules.rule import Lead
from uprcycle.timetable.milestone import Finding, Milestone, Step, StepKind

_EVERY_DAY = WorkingDays()
"""Nothing that recurs is counted in working days."""


def occurrences_of(dated: Milestone, end: date | None) -> tuple[Milestone, ...]:
    """Return ``dated`` each time that it comes, in order; alone where it does not recur or has no day.

    Args:
        dated: A dated rule, for the first time that it is due.
        end: The first day on which what has no end of its own does not begin any more; None where
            that is not known, and then only the first time is.
    """
    recurrence, span = dated.rule.repeat, dated.span
    if recurrence is None or isinstance(span, Unknown):
        return (dated,)
    course = _Course.of(dated, span)
    pieces = course.within(recurrence.months)
    if pieces:
        return tuple(course.milestone(each, number) for number, each in enumerate(pieces, start=1))
    if end is None:
        return (dated,)
    later = (course.milestone(course.after(number * recurrence.months), number + 1) for number in count(1))
    return (dated, *takewhile(lambda each: _begins_before(each, end), later))


@dataclass(frozen=True, slots=True)
class _Time:
    """When one occurrence is: the lead, after the anchor was moved by ``moved`` months."""

    lead: Lead
    moved: int = 0


@dataclass(frozen=True, slots=True)
class _Course:
    """What all occurrences are counted from: the anchor, the steps to it, and the lead of the first."""

    dated: Milestone
    anchor: Dated
    steps: tuple[Step, ...]
    lead: Lead

    @classmethod
    def of(cls, dated: Milestone, span: Dated) -> "_Course":
        """Count from the rule's anchor; from the date itself where it was published or set by hand."""
        steps, lead = dated.finding.steps, dated.rule.lead
        if [each.kind for each in steps[-2:]] == [StepKind.ANCHOR, StepKind.OFFSET]:
            anchor = steps[-2].span
            if not isinstance(anchor, Unknown):
                return cls(dated, anchor, steps[:-1], lead)
        return cls(dated, span, steps, Lead(lead.anchor))

    def within(self, period: int) -> tuple[_Time, ...]:
        """Return the window of the lead in pieces of ``period`` months; empty where it is shorter."""
        start, end = self.lead.offset.months, self.lead.until.months if self.lead.until else None
        if start is None or end is None or end - start < period:
            return ()
        return tuple(
            _Time(Lead(self.lead.anchor, _months(opens), _months(min(opens + period, end))))
            for opens in range(start, end, period)
        )

    def after(self, months: int) -> _Time:
        """Return the lead so many months later: as one count where it is one of months."""
        lead = self.lead
        bounds = (lead.offset, lead.until or lead.offset)
        start, end = (each.months for each in bounds)
        if start is None or end is None:
            return _Time(lead, months)
        until = _months(end + months) if lead.until else None
        return _Time(Lead(lead.anchor, _months(start + months), until))

    def milestone(self, time: _Time, number: int) -> Milestone:
        """Return the milestone of one occurrence, no surer than what is counted."""
        anchor, steps, lead = self.anchor, self.steps, time.lead
        if time.moved:
            moved_by = _months(time.moved)
            anchor = shift_span(anchor, moved_by, _EVERY_DAY)
            steps = (*steps, Step(StepKind.OFFSET, anchor, str(moved_by)))
        span = _counted(anchor, lead)
        steps = (*steps, Step(StepKind.OFFSET, span, str(lead.offset), str(lead.until or "")))
        old = self.dated.finding
        status = old.status if old.status is Status.WITHDRAWN else Status.ESTIMATED
        finding = Finding(span, status, old.citation, steps)
        return replace(self.dated, finding=finding, rule_says=span, ordinal=number)


def _counted(anchor: Dated, lead: Lead) -> Dated:
    if lead.until is None:
        return shift_span(anchor, lead.offset, _EVERY_DAY)
    return window_between(anchor, lead.offset, lead.until, _EVERY_DAY)


def _months(number: int) -> Offset:
    return Offset(number, Unit.MONTH)


def _begins_before(dated: Milestone, end: date) -> bool:
    return not isinstance(dated.span, Unknown) and dated.span.first < end
