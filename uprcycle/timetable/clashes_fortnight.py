"""Dates of several States within one fortnight, on the desk of one body."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from uprcycle.days.span import Dated, Days, Status, Unknown, window_span
from uprcycle.timetable.milestone import Milestone

FORTNIGHT = timedelta(days=14)
_REACH = FORTNIGHT - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FortnightClash:
    """Dates of at least two States that ``body`` serves, by day; ``days`` are at most a fortnight."""

    milestones: tuple[Milestone, ...]
    days: Days
    body: str


def find_fortnight_clashes(
    milestones: Iterable[Milestone], body_of: Mapping[str, str]
) -> Iterator[FortnightClash]:
    """Yield the fortnights in which one body has dates of several States.

    A date counts by its likeliest day; one that is known only to lie within more than a
    fortnight does not count.

    Args:
        milestones: Dates of any States, in any order.
        body_of: Who serves each State, by its code.
    """
    desks: defaultdict[str, list[tuple[Dated, Milestone]]] = defaultdict(list)
    for milestone in milestones:
        span = _told(milestone)
        if span is not None:
            desks[body_of[milestone.country]].append((span, milestone))
    for body in sorted(desks):
        dates = sorted(
            desks[body], key=lambda each: (each[0].first, each[0].last, each[1].country, each[1].id)
        )
        yield from _clashes_of(body, dates)


def _clashes_of(body: str, dates: list[tuple[Dated, Milestone]]) -> Iterator[FortnightClash]:
    while dates:
        first = dates[0][0].first
        near = [(span, each) for span, each in dates if span.last - first <= _REACH]
        if len({each.country for _, each in near}) > 1:
            last = max(span.last for span, _ in near)
            yield FortnightClash(tuple(each for _, each in near), window_span(first, last), body)
            dates = [each for each in dates if each not in near]
        else:
            dates = dates[1:]


def _told(milestone: Milestone) -> Dated | None:
    span = milestone.likeliest or milestone.span
    if isinstance(span, Unknown) or milestone.status is Status.WITHDRAWN:
        return None
    return span if span.last - span.first <= _REACH else None
