"""How far a date lies from its anchor: "12 weeks before", "48 hours after".

An offset knows nothing of reviews or rules. Rule files write it in the words of the UN text
they cite, so the phrase in the file is the phrase in the explanation.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Self, assert_never

from uprcycle.days.workdays import WorkingDays
from uprcycle.errors import UnknownPhraseError

_PHRASE = re.compile(r"([1-9]\d{0,3}) (hour|working day|day|week|month|year)(s?) (before|after)")
_ON_THE_DAY = "on the day"
_HOURS_A_DAY = 24
_MONTHS_A_YEAR = 12
_SHORTEST_MONTH = 28
_A_DAY = timedelta(days=1)
_HOLIDAYS = timedelta(days=21)


class Unit(StrEnum):
    """The units UN texts count in."""

    HOUR = "hour"
    WORKING_DAY = "working day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Offset:
    """A signed number of one unit; a negative count lies before the anchor."""

    count: int
    unit: Unit

    @classmethod
    def parse(cls, phrase: str) -> Self:
        """Read a phrase such as ``"10 working days before"`` or ``"on the day"``."""
        if phrase == _ON_THE_DAY:
            return cls(0, Unit.DAY)
        match = _PHRASE.fullmatch(phrase)
        if match is None or (match[1] == "1") == bool(match[3]):
            raise UnknownPhraseError(phrase, expected="12 weeks before")
        count, unit, _, side = match.groups()
        return cls(-int(count) if side == "before" else int(count), Unit(unit))

    def __str__(self) -> str:
        """Return the phrase that :meth:`parse` reads back."""
        if self.count == 0:
            return _ON_THE_DAY
        plural = "s" if abs(self.count) != 1 else ""
        side = "before" if self.count < 0 else "after"
        return f"{abs(self.count)} {self.unit}{plural} {side}"

    @property
    def months(self) -> int | None:
        """How many months it counts, none on the day itself; None where it counts anything shorter."""
        match self.unit:
            case Unit.MONTH:
                return self.count
            case Unit.YEAR:
                return self.count * _MONTHS_A_YEAR
            case _:
                return None if self.count else 0

    @property
    def fills_days(self) -> bool:
        """Whether it reaches from one day to another whatever the hour: all do but odd hours."""
        return self.unit is not Unit.HOUR or self.count % _HOURS_A_DAY == 0

    @property
    def reach(self) -> tuple[timedelta, timedelta]:
        """The fewest and the most days from any anchor, negative before it; never too narrow."""
        return _reach(self)

    def apply(self, anchor: date, office: WorkingDays) -> date:
        """Return the day this far from ``anchor``.

        Months and years keep the day of the month where they can: one month before 31 March
        is the last day of February. Hours, for anchors whose hour is not known, count as whole
        days: the earliest day on which they may be over. Only working days ask ``office``.
        """
        match self.unit:
            case Unit.HOUR:
                return anchor + timedelta(days=self.count // _HOURS_A_DAY)
            case Unit.WORKING_DAY:
                return office.shift(anchor, self.count)
            case Unit.DAY:
                return anchor + timedelta(days=self.count)
            case Unit.WEEK:
                return anchor + timedelta(weeks=self.count)
            case Unit.MONTH:
                return _plus_months(anchor, self.count)
            case Unit.YEAR:
                return _plus_months(anchor, self.count * _MONTHS_A_YEAR)
            case unknown:
                assert_never(unknown)


@cache
def _reach(offset: Offset) -> tuple[timedelta, timedelta]:
    least, most = sorted(offset.count * each for each in _LENGTHS[offset.unit])
    slack = _HOLIDAYS if offset.unit is Unit.WORKING_DAY else _A_DAY
    return least - slack, most + slack


_LENGTHS = {
    Unit.HOUR: (timedelta(hours=1), timedelta(hours=1)),
    Unit.WORKING_DAY: (timedelta(days=1), timedelta(days=7)),
    Unit.DAY: (timedelta(days=1), timedelta(days=1)),
    Unit.WEEK: (timedelta(weeks=1), timedelta(weeks=1)),
    Unit.MONTH: (timedelta(days=28), timedelta(days=31)),
    Unit.YEAR: (timedelta(days=365), timedelta(days=366)),
}
"""The shortest and the longest that one of a unit may last; a working day in a week of one."""


def _plus_months(day: date, count: int) -> date:
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + count, _MONTHS_A_YEAR)
    if day.day <= _SHORTEST_MONTH:
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
