"""When a feed rings: at nine in the morning, and twice at most for one entry.

Alarms of events are told from their start, even the one before the last day of a bar: one
parser passes over RELATED=END and would ring before the first (decision 0025).
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from calendars.entries import Mark, is_timed

_RINGS_AT = time(9)
_WEEK, _DAY = timedelta(days=7), timedelta(days=1)


def rings_of(mark: Mark, safe: date | None, zone: ZoneInfo) -> tuple[timedelta, ...]:
    """Return how long before the start of a mark to ring; what is after it is negative.

    A bar that may be filled until ``safe`` rings the day before it begins and the day
    before that day; everything else a week and a day before it begins, or before ``safe``
    where that is earlier.
    """
    if safe is None or is_timed(mark):
        return rings_before(mark.start, zone)
    if mark.start < safe < mark.end:
        (opening,) = _rings(mark.start, zone, _DAY)
        return opening, opening - (safe - mark.start)
    early = max(mark.start - safe, timedelta(0))
    return tuple(each + early for each in rings_before(mark.start, zone))


def rings_before(moment: date, zone: ZoneInfo) -> tuple[timedelta, ...]:
    """Return how long before ``moment`` it is nine in the morning, a week and a day earlier.

    A day begins at midnight wherever the reader is; an hour is asked in ``zone``.
    """
    return _rings(moment, zone, _WEEK, _DAY)


def _rings(moment: date, zone: ZoneInfo, *before: timedelta) -> tuple[timedelta, ...]:
    local = moment if isinstance(moment, datetime) else datetime.combine(moment, time(0), zone)
    local = local.astimezone(zone)
    rings = (datetime.combine((local - each).date(), _RINGS_AT, zone) for each in before)
    if isinstance(moment, datetime):
        return tuple(moment - each.astimezone(UTC) for each in rings)
    return tuple(local - each for each in rings)  # one zone: wall clocks are compared, as clients do
