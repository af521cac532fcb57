"""Months as grids of days, and beside them what has no exact day.

A date that is only known as a window or a month stands in no day of the grid, so that nobody
reads more into it than there is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import get_day_names

from uprcycle.days.span import Dated, Instant, day_span, month_span
from uprcycle.wording.language import Language
from uprcycle.wording.spans import span_text
from web.upcoming import Line

_WEEK = 7
_LONG = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line on its day, with its hours where they are known."""

    line: Line
    hours: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a grid in words; ``column`` counts from 1 at the start of the week."""

    at: date
    name: str
    column: int
    is_today: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its weekdays in short, its days, and what spreads over more than one of them.

    ``long`` are windows of more than two months; of many States there are many, and none presses.
    """

    first: date
    title: str
    weekdays: tuple[str, ...]
    days: tuple[Day, ...]
    spread: tuple[Line, ...]
    long: tuple[Line, ...]

    @property
    def single(self) -> tuple[Line, ...]:
        """What has one day, in order."""
        return tuple(entry.line for day in self.days for entry in day.entries)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known to fall into it."""
        return not (self.spread or self.long or self.single)


def build_months(
    lines: Iterable[Line], firsts: Sequence[date], today: date, language: Language
) -> tuple[Month, ...]:
    """Return a month for each of ``firsts``, which follow each other.

    What spreads over several of them stands in the first one that it touches.
    """
    left = sorted(lines, key=lambda line: (line.span.first, line.span.last, line.session or 0))
    months = []
    for first in firsts:
        here = [each for each in left if _touches(each.span, first)]
        left = [each for each in left if each not in here]
        months.append(_month(here, first, today, language))
    return tuple(months)


def _touches(span: Dated, first: date) -> bool:
    return span.first <= _last_of(first) and span.last >= first


def _last_of(first: date) -> date:
    return month_span(first, first).last


def _month(lines: list[Line], first: date, today: date, language: Language) -> Month:
    start = language.locale.first_week_day
    names = get_day_names("abbreviated", "stand-alone", language.locale)
    days = [first + timedelta(days=each) for each in range((_last_of(first) - first).days + 1)]
    return Month(
        first=first,
        title=span_text(month_span(first, first), language),
        weekdays=tuple(names[(start + each) % _WEEK] for each in range(_WEEK)),
        days=tuple(
            Day(
                at=day,
                name=span_text(day_span(day), language),
                column=(day.weekday() - start) % _WEEK + 1,
                is_today=day == today,
                entries=tuple(
                    Entry(each, _hours(each.span, language))
                    for each in lines
                    if has_one_day(each.span) and each.span.first == day
                ),
            )
            for day in days
        ),
        spread=tuple(each for each in lines if not has_one_day(each.span) and not _is_long(each.span)),
        long=tuple(each for each in lines if _is_long(each.span)),
    )


def has_one_day(span: Dated) -> bool:
    """Tell whether a span lies within one day."""
    return span.first == span.last


def _is_long(span: Dated) -> bool:
    return span.last - span.first > _LONG


def _hours(span: Dated, language: Language) -> str:
    if not isinstance(span, Instant):
        return ""
    clock = f"{span.start:%H:%M}" if span.is_cut_off else f"{span.start:%H:%M}–{span.end:%H:%M}"
    return language.text("{clock} Geneva", clock=clock)
