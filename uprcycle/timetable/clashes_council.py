"""Windows in which missions are approached, where the Human Rights Council takes their time.

Who writes about two weeks before the Council opens, or in the week after it, is heard (actions
inventory, from the timeline of the compendium of 2017).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from uprcycle.days.span import Days, Instant, Precision, Span, Status, Unknown, window_span
from uprcycle.days.workdays import Roll, WorkingDays
from uprcycle.schedule.session import CouncilSession
from uprcycle.timetable.milestone import Milestone, StepKind

_BEFORE = timedelta(weeks=2)
_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
_CLOSE = frozenset({Precision.DAY, Precision.WINDOW})


@dataclass(frozen=True, slots=True)
class CouncilClash:
    """Windows of one State, all over the same ``days``, in which the Council meets.

    ``before`` is the working day to use instead, ``after`` the week; it is None where the review
    would begin before that week is over.
    """

    milestones: tuple[Milestone, ...]
    days: Days
    council: CouncilSession
    before: date
    after: Days | None


def find_council_clashes(
    windows: Iterable[Milestone], councils: Iterable[CouncilSession], review: Span, office: WorkingDays
) -> Iterator[CouncilClash]:
    """Yield each window of one review that a session of the Council overlaps, wherever it may lie.

    A session known to the month only clashes with nothing; nor does a window that could escape it.

    Args:
        windows: Milestones in which missions are approached.
        councils: Every session of the Council.
        review: When the review takes place.
        office: The working days of Geneva.
    """
    together: defaultdict[tuple[Days, int], list[Milestone]] = defaultdict(list)
    sessions = {each.number: (each, span) for each in councils if (span := _days_of(each)) is not None}
    for window in windows:
        reach = _reach(window)
        if reach is not None:
            for number, (_, span) in sessions.items():
                if all(each.first <= span.last and span.first <= each.last for each in reach):
                    together[_overlap(reach, span), number].append(window)
    for (overlap, number), found in together.items():
        council, span = sessions[number]
        before = office.roll(span.first - _BEFORE, Roll.PRECEDING)
        yield CouncilClash(tuple(found), overlap, council, before, _week_after(span, review, office))


def _days_of(council: CouncilSession) -> Days | None:
    span = council.dates.span
    if not isinstance(span, Days) or span.precision not in _CLOSE:
        return None
    return None if council.dates.status is Status.WITHDRAWN else span


def _reach(window: Milestone) -> tuple[Days, Days] | None:
    """Return where the window lies at the earliest and at the latest; None where that cannot be told."""
    span, doubt = window.span, _doubt(window)
    if isinstance(span, Unknown | Instant) or span.precision not in _CLOSE:
        return None
    if window.status is Status.WITHDRAWN or span.last - doubt < span.first:
        return None
    return window_span(span.first, span.last - doubt), window_span(span.first + doubt, span.last)


def _overlap(reach: tuple[Days, Days], council: Days) -> Days:
    earliest, latest = reach
    return window_span(max(earliest.first, council.first), min(latest.last, council.last))


def _doubt(window: Milestone) -> timedelta:
    """Return by how much the window may lie elsewhere: as much as what it is counted from."""
    doubt = timedelta(0)
    for step in window.finding.steps:
        if step.kind is StepKind.ANCHOR and not isinstance(step.span, Unknown):
            doubt = step.span.last - step.span.first
    return doubt


def _week_after(council: Days, review: Span, office: WorkingDays) -> Days | None:
    first = office.roll(council.last + _DAY, Roll.FOLLOWING)
    last = max(first, office.roll(council.last + _WEEK, Roll.PRECEDING))
    is_late = not isinstance(review, Unknown) and last >= review.first
    return None if is_late else window_span(first, last)
