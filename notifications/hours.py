"""When somebody may be written to: from the hour they chose, and never in their quiet hours.

A mail belongs to a civil day in Geneva, because it is there that deadlines end; its hour is one
of the reader's own day.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from uprcycle.days.span import GENEVA
from uprcycle.people import Person

_ROUND = timedelta(hours=1)
_A_DAY = timedelta(days=1)


def is_quiet(moment: datetime, person: Person) -> bool:
    """Tell whether ``moment`` falls into the quiet hours of ``person``."""
    return moment.astimezone(person.zone).hour not in person.mail_hours


def waking(moment: datetime, person: Person) -> datetime:
    """Return ``moment``, or the end of the person's quiet hours into which it falls, in UTC."""
    if not is_quiet(moment, person):
        return moment.astimezone(UTC)
    local, hours = moment.astimezone(person.zone), person.mail_hours
    day = local.date() + _A_DAY if local.hour >= hours.stop else local.date()
    return datetime.combine(day, time(hours.start), person.zone).astimezone(UTC)


def first_waking(day: date, person: Person) -> datetime:
    """Return the first moment of ``day`` in Geneva outside the quiet hours of ``person``, in UTC."""
    return waking(_midnight(day), person)


def hour_of(day: date, person: Person) -> datetime:
    """Return when a mail of ``day`` in Geneva is due to somebody who chose an hour, in UTC.

    Rounds come once an hour: where the day begins within that time after the chosen hour, it is
    due at once, for the round before may have been that of the day before.
    """
    return _hour_of(day, person.zone, person.digest_hour)


def next_digest(after: datetime, person: Person) -> datetime:
    """Return when the first digest of the week is due that comes after a moment, in UTC."""
    first = after.astimezone(GENEVA).date()
    days = (first + _A_DAY * count for count in range(9))
    turns = (hour_of(each, person) for each in days if local_weekday(each, person) == person.digest_day)
    return next(each for each in turns if each >= after)


def local_weekday(day: date, person: Person) -> int:
    """Return the weekday, Monday being 0, on which somebody gets the mail of ``day`` in Geneva."""
    return hour_of(day, person).astimezone(person.zone).weekday()


@lru_cache(maxsize=10_000)
def _hour_of(day: date, zone: ZoneInfo, hour: int) -> datetime:
    begins = _midnight(day)
    local = begins.astimezone(zone).date()
    near = (local + _A_DAY * count for count in (-1, 0, 1))
    chosen = (datetime.combine(each, time(hour), zone).astimezone(UTC) for each in near)
    return max(begins, next(each for each in chosen if each + _ROUND > begins))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), GENEVA).astimezone(UTC)
