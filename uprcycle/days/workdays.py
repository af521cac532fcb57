"""Which days an office works, and how to count or roll by them."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_ONE = timedelta(days=1)
_DAYS_A_WEEK = 7
SATURDAY, SUNDAY = 5, 6


class Roll(StrEnum):
    """What becomes of a day on which nobody works."""

    NONE = "none"
    PRECEDING = "preceding"
    FOLLOWING = "following"


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The days an office works: every day but its weekend and its holidays.

    ``weekend`` holds weekday numbers, Monday being 0. At least one weekday must remain.
    """

    holidays: frozenset[date] = frozenset()
    weekend: frozenset[int] = frozenset({SATURDAY, SUNDAY})

    def __post_init__(self) -> None:
        """Refuse a week without a working day, in which counting would never end."""
        if self.weekend >= frozenset(range(_DAYS_A_WEEK)):
            message = "a week needs at least one working day"
            raise ValueError(message)

    def is_working(self, day: date) -> bool:
        """Tell whether the office works on ``day``."""
        return day.weekday() not in self.weekend and day not in self.holidays

    def shift(self, day: date, count: int) -> date:
        """Return the working day ``count`` working days after ``day`` (before, if negative)."""
        step = _ONE if count > 0 else -_ONE
        left = abs(count)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def roll(self, day: date, roll: Roll) -> date:
        """Return ``day``, or the nearest working day in the direction of ``roll``."""
        if roll is Roll.NONE:
            return day
        step = -_ONE if roll is Roll.PRECEDING else _ONE
        while not self.is_working(day):
            day += step
        return day
