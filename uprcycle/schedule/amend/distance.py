"""How far something is put off, in days or in whole months, and what that makes of a date.

A date that moves keeps its hours on the clock of Geneva and is known no better than before.
"""

import re
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from uprcycle.days.span import Days, Instant, Precision, Span, Unknown, month_span
from uprcycle.errors import UnknownPhraseError

_PHRASE = re.compile(r"([0-9]{1,3}) (day|week|month)s?")
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Distance:
    """Days or months between two dates; negative ones lead back."""

    days: int = 0
    months: int = 0

    @classmethod
    def parse(cls, phrase: str) -> "Distance":
        """Read "182 days", "26 weeks" or "6 months".

        Raises:
            UnknownPhraseError: It is none of these.
        """
        match = _PHRASE.fullmatch(phrase.strip())
        if match is None:
            raise UnknownPhraseError(phrase, expected="26 weeks")
        count = int(match[1])
        match match[2]:
            case "day":
                return cls(days=count)
            case "week":
                return cls(days=count * _WEEK)
            case _:
                return cls(months=count)

    def shift(self, span: Span) -> Span:
        """Return ``span`` moved; a month that moves by days becomes a window."""
        match span:
            case Unknown():
                return span
            case Instant():
                return Instant(span.start + self._delta, span.end + self._delta)
            case Days(precision=Precision.MONTH) if not self.days:
                return month_span(self.shift_day(span.first), self.shift_day(span.last.replace(day=1)))
            case Days():
                return Days(self.shift_day(span.first), self.shift_day(span.last), self._precision(span))

    def shift_day(self, day: date) -> date:
        """Return ``day`` moved; months keep the day of the month where they can."""
        return day + self._delta

    @property
    def _delta(self) -> relativedelta:
        return relativedelta(days=self.days, months=self.months)

    def _precision(self, span: Days) -> Precision:
        whole_weeks = not self.months and self.days % _WEEK == 0
        if span.precision is Precision.MONTH or (span.precision is Precision.WEEK and not whole_weeks):
            return Precision.WINDOW
        return span.precision


def distance_between(old: Span, new: Span) -> Distance | None:
    """Return how far the start moved; None where one of the two is not known closely enough."""
    if isinstance(old, Unknown) or isinstance(new, Unknown):
        return None
    rough = [each.precision is Precision.MONTH for each in (old, new)]
    if all(rough):
        years = new.first.year - old.first.year
        return Distance(months=years * 12 + new.first.month - old.first.month)
    return None if any(rough) else Distance(days=(new.first - old.first).days)
