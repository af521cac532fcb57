"""Dates, times, durations and offsets as the standard writes them; everything else is None."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto

from calendars.doctor.lines import Line

_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_TIME = re.compile(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(Z?)", re.ASCII)
_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,6})W|(?=[\dT])(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?)",
    re.ASCII,
)
_OFFSET = re.compile(r"[+-](\d{2})([0-5]\d)([0-5]\d)?", re.ASCII)
_LEAP_SECOND = 60


class Clock(Enum):
    """By which clock a moment is told."""

    DAY = auto()
    UTC = auto()
    ZONE = auto()
    FLOATING = auto()


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or a wall-clock time; two are comparable where clock and zone are the same."""

    clock: Clock
    at: datetime
    zone: str = ""

    def compares_with(self, other: "Moment") -> bool:
        """Tell whether the order of the two can be told without knowing any zone."""
        return (self.clock, self.zone) == (other.clock, other.zone)


def read_date(text: str) -> date | None:
    """Return the day of ``20260501``, None where it is none."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def read_time(text: str) -> datetime | None:
    """Return the wall-clock time of ``20260501T150000``, with or without Z, None where it is none."""
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second = map(int, match.groups()[:6])
    try:
        return datetime(year, month, day, hour, minute, min(second, _LEAP_SECOND - 1))  # noqa: DTZ001 - told apart by its clock
    except ValueError:
        return None


def read_moment(line: Line | None) -> Moment | None:
    """Return the moment of a line with one value, whatever its VALUE says, None where it is none."""
    if line is None:
        return None
    text = line.value.strip()
    day = read_date(text)
    if day:
        return Moment(Clock.DAY, datetime(day.year, day.month, day.day))  # noqa: DTZ001 - a day has no zone
    at = read_time(text)
    if at is None:
        return None
    if text.endswith("Z"):
        return Moment(Clock.UTC, at)
    zone = line.parameter("TZID")
    return Moment(Clock.ZONE, at, zone) if zone else Moment(Clock.FLOATING, at)


def read_duration(text: str) -> timedelta | None:
    """Return the length of ``PT12H`` or ``-P6DT15H``, None where it is none."""
    match = _DURATION.fullmatch(text)
    if match is None:
        return None
    weeks, days, hours, minutes, seconds = (int(each or 0) for each in match.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if match[1] == "-" else length


def read_offset(text: str) -> timedelta | None:
    """Return the distance from UTC of ``+0100``, None where it is none."""
    match = _OFFSET.fullmatch(text)
    if match is None or text in ("-0000", "-000000"):
        return None
    hours, minutes, seconds = (int(each or 0) for each in match.groups())
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -length if text.startswith("-") else length
