"""Recurrence rules: whether they can be followed, and where they lead.

``dateutil`` follows them. It looks for a day that never comes until the year 9999, so a rule is
followed in a late year that has the same calendar: whatever a stranger wrote, that ends soon.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile
from math import prod

from dateutil.rrule import rrulestr

from calendars.doctor.values import Clock, Moment, read_date, read_time

MOST_OCCURRENCES = 999
"""How many occurrences of one series are looked at; Outlook takes no COUNT of more."""

FEWEST_YEARS = 12
"""So far at least a rule is followed."""

_NUMBERS = {
    "INTERVAL": (1, 9999),
    "COUNT": (1, 99_999),
    "BYSECOND": (0, 60),
    "BYMINUTE": (0, 59),
    "BYHOUR": (0, 23),
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (1, 31),
    "BYYEARDAY": (1, 366),
    "BYWEEKNO": (1, 53),
    "BYSETPOS": (1, 366),
}
_SIGNED = frozenset({"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"})
_FOLLOWED = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})  # a search by the second takes minutes
_FREQUENCIES = ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,5}", re.ASCII)

_SAME_CALENDARS = range(1901, 2061)  # no century in these years, nor in the late ones, drops its leap day
_LAST_YEAR = 9999
_LATE_YEARS = range(_LAST_YEAR - FEWEST_YEARS - 27, _LAST_YEAR - FEWEST_YEARS + 1)  # every calendar once
_MOST_VALUES, _MOST_HOURS = 100, 1_000
_ZONES_REACH = timedelta(hours=14)
_LAST_MINUTE = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Series:
    """The occurrences of a rule by the wall clock, in order, as many as were looked for.

    ``is_whole`` tells whether these are all there are.
    """

    times: tuple[datetime, ...]
    is_whole: bool


def parts_of(rule: str) -> list[tuple[str, str]]:
    """Return names and values of a rule as it is written, in capitals."""
    return [part.partition("=")[::2] for part in rule.strip().upper().split(";")]


def is_sound(name: str, value: str) -> bool:
    """Tell whether a part of a rule is one, with a value that it may have."""
    if name == "FREQ":
        return value in _FREQUENCIES
    if name == "UNTIL":
        return bool(read_date(value) or read_time(value))
    if name == "WKST":
        return bool(_DAY.fullmatch(value)) and value.isalpha()
    if name == "BYDAY":
        return all(map(_DAY.fullmatch, value.split(",")))
    return name in _NUMBERS and all(_is_within(name, each) for each in value.split(","))


def follow(rule: str, start: Moment) -> Series | None:
    """Return the occurrences of a rule from its start on, one more than the most at most.

    None where it is not sound, or too much to follow. The start is among them only if it
    fits. A last time in UTC is known to the day where the start is in a zone.
    """
    read = parts_of(rule)
    parts = dict(read)
    if len(parts) < len(read) or not _may_be_followed(parts, start):
        return None
    last, count = _last_of(parts, start), int(parts.pop("COUNT", 0))
    parts.pop("UNTIL", None)
    late = _late_year_of(start.at.year)
    shift = start.at.year - late
    try:
        found = rrulestr(_written(parts), dtstart=start.at.replace(year=late))
        times = tuple(takewhile(lambda each: last is None or each <= last, _early(found, shift, count)))
    except (ValueError, LookupError, TypeError):  # dateutil gives up on leap seconds and on a 53rd Monday
        return None
    ended = last is not None and last.year < _LAST_YEAR + shift
    return Series(times, is_whole=len(times) <= MOST_OCCURRENCES and (ended or 0 < count == len(times)))


def _may_be_followed(parts: Mapping[str, str], start: Moment) -> bool:
    values = {name: len(value.split(",")) for name, value in parts.items()}
    hours = prod(values.get(each, 1) for each in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    return (
        parts.get("FREQ") in _FOLLOWED
        and all(is_sound(*each) for each in parts.items())
        and start.at.year in _SAME_CALENDARS
        and sum(values.values()) <= _MOST_VALUES
        and hours <= _MOST_HOURS
    )


def _last_of(parts: Mapping[str, str], start: Moment) -> datetime | None:
    text = parts.get("UNTIL", "")
    day, moment = read_date(text), read_time(text)
    if day:
        return datetime.combine(day, _LAST_MINUTE)
    slack = _ZONES_REACH if text.endswith("Z") and start.clock is Clock.ZONE else timedelta(0)
    return moment + slack if moment else None


def _late_year_of(year: int) -> int:
    first = date(year, 1, 1).weekday()
    return next(each for each in _LATE_YEARS if each % 4 == year % 4 and date(each, 1, 1).weekday() == first)


def _early(found: Iterable[datetime], shift: int, count: int) -> Iterator[datetime]:
    """Yield what is found in late years where it belongs."""
    try:
        for each in islice(found, min(count or MOST_OCCURRENCES + 1, MOST_OCCURRENCES + 1)):
            yield each.replace(year=each.year + shift)
    except (ValueError, OverflowError):  # dateutil looks into the year 10000, which there is not
        return


def _written(parts: Mapping[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _is_within(name: str, text: str) -> bool:
    if not _NUMBER.fullmatch(text):
        return False
    least, most = _NUMBERS[name]
    number = int(text)
    return least <= (abs(number) if name in _SIGNED else number) <= most
