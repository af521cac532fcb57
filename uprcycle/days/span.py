"""A date as far as it is known: an hour, a day, a month, a window, a latest day, or nothing.

A span never pretends to know more than its source. Its text reads back to the same value:
``2026-05-04T09:00/2026-05-04T12:30``, ``2022-03-31T15:00``, ``2026-05-04``,
``week of 2025-08-25``, ``2026-11``, ``2027-01/2027-02``, ``2026-05-04/2026-05-15``,
``by 2026-05-04``, ``unknown``.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from uprcycle.errors import UnknownPhraseError

GENEVA = ZoneInfo("Europe/Zurich")

_DAY = r"\d{4}-\d{2}-\d{2}"
_MONTH = r"\d{4}-\d{2}"
_MINUTE = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}"
_EXAMPLE = "2026-05-04"


class Precision(StrEnum):
    """How closely a date is known, from closest to not at all."""

    INSTANT = "instant"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    WINDOW = "window"
    NO_LATER_THAN = "no-later-than"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """How far a date may be relied on."""

    ESTIMATED = "estimated"
    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"
    HELD = "held"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Unknown:
    """No date at all; listed as such, never dropped and never guessed."""

    @property
    def precision(self) -> Precision:
        """Always unknown."""
        return Precision.UNKNOWN

    def __str__(self) -> str:
        """Return the word the schedule writes."""
        return Precision.UNKNOWN.value


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days from ``first`` to ``last``, both included.

    For a day both are the same; for a latest day too, and the true day may lie before.
    """

    first: date
    last: date
    precision: Precision

    def __post_init__(self) -> None:
        """Refuse a span that ends before it starts."""
        if self.last < self.first:
            message = f"a span cannot end on {self.last} before it starts on {self.first}"
            raise ValueError(message)

    def __str__(self) -> str:
        """Return the text that :func:`read_span` reads back."""
        match self.precision:
            case Precision.WEEK:
                return f"week of {self.first}"
            case Precision.NO_LATER_THAN:
                return f"by {self.last}"
            case Precision.MONTH:
                first, last = f"{self.first:%Y-%m}", f"{self.last:%Y-%m}"
            case _:
                first, last = f"{self.first}", f"{self.last}"
        single = self.precision is not Precision.WINDOW and first == last
        return first if single else f"{first}/{last}"


@dataclass(frozen=True, slots=True)
class Instant:
    """Hours on the clock, from ``start`` to ``end``; both are equal for a cut-off.

    Both are aware and in the zone in which they were published.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        """Refuse naive times and an end before the start."""
        if self.start.tzinfo is None or self.end.tzinfo is None or self.end < self.start:
            message = "an instant needs two zoned times in order"
            raise ValueError(message)

    @property
    def precision(self) -> Precision:
        """Always to the minute."""
        return Precision.INSTANT

    @property
    def first(self) -> date:
        """The civil day of the start, in its own zone."""
        return self.start.date()

    @property
    def last(self) -> date:
        """The civil day of the end, in its own zone."""
        return self.end.date()

    @property
    def is_cut_off(self) -> bool:
        """Whether this is one moment rather than a sitting."""
        return self.start == self.end

    def __str__(self) -> str:
        """Return the wall time of its zone, which :func:`read_span` reads back."""
        start, end = f"{self.start:%Y-%m-%dT%H:%M}", f"{self.end:%Y-%m-%dT%H:%M}"
        return start if self.is_cut_off else f"{start}/{end}"


Dated = Days | Instant
Span = Days | Instant | Unknown


def is_over(span: Span, today: date) -> bool:
    """Tell whether even the last day of ``span`` lies before ``today``; what is not known is not over."""
    return not isinstance(span, Unknown) and span.last < today


def day_span(day: date) -> Days:
    """Return the span of one known day."""
    return Days(day, day, Precision.DAY)


def month_span(first: date, last: date) -> Days:
    """Return the whole months from that of ``first`` to that of ``last``."""
    end = date(last.year, last.month, monthrange(last.year, last.month)[1])
    return Days(first.replace(day=1), end, Precision.MONTH)


def window_span(first: date, last: date) -> Days:
    """Return a window of whole days, both ends included."""
    return Days(first, last, Precision.WINDOW)


def cut_off(day: date, hour: int, minute: int, zone: ZoneInfo = GENEVA) -> Instant:
    """Return the moment on ``day`` when the wall clock of ``zone`` shows hour and minute."""
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
    return Instant(moment, moment)


def read_span(text: str) -> Span:
    """Read the text of a span.

    Raises:
        UnknownPhraseError: The text is not in the grammar, or names an impossible date.
    """
    try:
        span = _read(text)
    except (ValueError, OverflowError):
        span = None
    if span is None:
        raise UnknownPhraseError(text, expected=_EXAMPLE)
    return span


def _read(text: str) -> Span | None:
    if text == Precision.UNKNOWN.value:
        return Unknown()
    if match := re.fullmatch(rf"week of ({_DAY})", text):
        first = date.fromisoformat(match[1])
        return Days(first, first + timedelta(days=6), Precision.WEEK)
    if match := re.fullmatch(rf"by ({_DAY})", text):
        last = date.fromisoformat(match[1])
        return Days(last, last, Precision.NO_LATER_THAN)
    first_text, slash, last_text = text.partition("/")
    return _read_pair(first_text, last_text if slash else first_text, paired=bool(slash))


def _read_pair(first: str, last: str, *, paired: bool) -> Span | None:
    if re.fullmatch(_MINUTE, first) and re.fullmatch(_MINUTE, last):
        start, end = (datetime.fromisoformat(each).replace(tzinfo=GENEVA) for each in (first, last))
        return Instant(start, end)
    if re.fullmatch(_MONTH, first) and re.fullmatch(_MONTH, last):
        return month_span(date.fromisoformat(f"{first}-01"), date.fromisoformat(f"{last}-01"))
    if re.fullmatch(_DAY, first) and re.fullmatch(_DAY, last):
        days = (date.fromisoformat(first), date.fromisoformat(last))
        return window_span(*days) if paired else day_span(days[0])
    return None
