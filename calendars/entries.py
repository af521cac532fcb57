"""Milestones as entries of a calendar: first where they stand, then in which words.

A mark is a stretch of days or hours without words, the same in every language. An entry is a
mark worded in one language. A milestone without a date has no mark; it is never guessed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import assert_never

from calendars.identity import Part, entry_name, page_path
from calendars.wording import Variant, categories_text, description_text, summary_text
from uprcycle.checklist.tick import TaskState
from uprcycle.days.span import Days, Instant, Precision, Status, Unknown
from uprcycle.rules.rule import Kind
from uprcycle.subscriptions import WindowForm
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.world import World
from uprcycle.wording.language import Language

LONGEST_BAR = timedelta(days=31)
"""A window of more days than this is shown by its two ends (decision 0010)."""

LAST_MINUTES = timedelta(minutes=15)
"""A cut-off is shown as the minutes before it, so that no client can show a later hour (decision 0010)."""

_DAY = timedelta(days=1)
_LONGEST_BARS = {
    WindowForm.AUTO: LONGEST_BAR,
    WindowForm.BARS: timedelta.max,
    WindowForm.ENDS: _DAY,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch of the calendar that a milestone fills.

    ``start`` and ``end`` are both days or both UTC times; ``end`` is the first one after it.
    A mark is busy where people sit in a room at that hour.
    """

    milestone: Milestone
    part: Part
    start: date
    end: date
    is_busy: bool = False

    @property
    def name(self) -> str:
        """The name of the entry, without a host."""
        return entry_name(self.milestone.cycle, self.milestone.country, self.milestone.id, self.part)

    @property
    def is_withdrawn(self) -> bool:
        """Whether the milestone no longer applies."""
        return self.milestone.status is Status.WITHDRAWN


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark in words; ``path`` leads to its page on the site.

    ``language`` is that of all words; where the description is in two, of the others. ``related``
    is the name of the to-do or event that stands beside this one. ``alarms`` say how long before
    the start, or before a to-do is due, to ring; what rings after the start is negative.
    """

    name: str
    start: date
    end: date
    status: Status
    kind: Kind
    is_busy: bool
    summary: str
    description: str
    categories: tuple[str, ...]
    path: str
    language: str
    is_bilingual: bool = False
    related: str = ""
    alarms: tuple[timedelta, ...] = ()


@dataclass(frozen=True, slots=True)
class Todo:
    """What is to be done, beside the event that shows it; ``first`` is the day before which it is no use.

    ``completed`` is when it was done, None where nobody said so.
    """

    entry: Entry
    due: date
    first: date | None
    state: TaskState
    completed: datetime | None = None


def marks_of(milestone: Milestone, windows: WindowForm = WindowForm.AUTO) -> tuple[Mark, ...]:
    """Return the marks of a milestone: none without a date, two for the ends of a window so shown.

    A part has the same name and place however the others are shown.
    """
    match milestone.span:
        case Unknown():
            return ()
        case Instant() as span:
            return (_timed(milestone, span),)
        case Days() as span:
            return _all_day(milestone, span, windows)
        case unknown:
            assert_never(unknown)


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return ``marks`` by start and name, whatever order they come in."""
    return tuple(sorted(marks, key=lambda each: (each.start.isoformat(), each.name)))


def write_entry(mark: Mark, world: World, language: Language, variant: Variant) -> Entry:
    """Word a mark in ``language``; a shared feed names the State first and is brief."""
    milestone = mark.milestone
    country = world.countries[milestone.country]
    return Entry(
        name=mark.name,
        start=mark.start,
        end=mark.end,
        status=milestone.status,
        kind=milestone.rule.kind,
        is_busy=mark.is_busy and not mark.is_withdrawn,
        summary=summary_text(milestone, mark.part, language, country if variant is Variant.SHARED else None),
        description=description_text(milestone, world, language, variant),
        categories=categories_text(milestone.rule, language),
        path=page_path(milestone.country, milestone.rule.id),
        language=language.code,
    )


def _timed(milestone: Milestone, span: Instant) -> Mark:
    start, end = span.start.astimezone(UTC), span.end.astimezone(UTC)
    if span.is_cut_off:
        return Mark(milestone, Part.WHOLE, end - LAST_MINUTES, end)
    is_sitting = milestone.rule.kind is Kind.EVENT and milestone.rule.lead.until is None
    return Mark(milestone, Part.WHOLE, start, end, is_busy=is_sitting)


def _all_day(milestone: Milestone, span: Days, windows: WindowForm) -> tuple[Mark, ...]:
    after = span.last + _DAY
    if span.precision is Precision.NO_LATER_THAN:
        return (Mark(milestone, Part.WHOLE, span.last, after),)
    if span.precision is not Precision.WINDOW:
        return (Mark(milestone, Part.WHOLE, span.first, after),)
    return tuple(Mark(milestone, *each) for each in split_window(span.first, after, windows))


def split_window(first: date, after: date, windows: WindowForm) -> tuple[tuple[Part, date, date], ...]:
    """Return the parts in which a window of days is shown, each with its first day and the one after it."""
    if after - first <= _LONGEST_BARS[windows]:
        return ((Part.WHOLE, first, after),)
    return (Part.OPENS, first, first + _DAY), (Part.CLOSES, after - _DAY, after)


def is_timed(stretch: Mark | Entry) -> bool:
    """Tell whether a mark or an entry has hours rather than whole days."""
    return isinstance(stretch.start, datetime)
