"""Spans moved by offsets, never made more certain than they were.

Each offset is applied once to its anchor and never chained, because months clamp to the end
of short months.
"""

from datetime import UTC, date, timedelta

from uprcycle.days.offset import Offset, Unit
from uprcycle.days.span import Dated, Days, Instant, Precision, month_span
from uprcycle.days.workdays import WorkingDays

_BY_MONTH = (Unit.MONTH, Unit.YEAR)
_ONE_DAY = timedelta(days=1)


def shift_span(anchor: Dated, offset: Offset, office: WorkingDays) -> Dated:
    """Return ``anchor`` moved by ``offset``, no closer known than before.

    An hour offset from a sitting counts elapsed time from its end; every other offset of a
    timed anchor gives a whole day. Months moved by months stay months.
    """
    if offset.count == 0:
        return anchor
    if isinstance(anchor, Instant) and offset.unit is Unit.HOUR:
        moment = (anchor.end.astimezone(UTC) + timedelta(hours=offset.count)).astimezone(anchor.end.tzinfo)
        return Instant(moment, moment)
    if anchor.precision is Precision.MONTH and offset.unit in _BY_MONTH:
        return month_span(
            offset.apply(anchor.first, office), offset.apply(anchor.last.replace(day=1), office)
        )
    first = offset.apply(anchor.first, office)
    last = first if anchor.first == anchor.last else offset.apply(anchor.last, office)
    if offset.fills_days:
        return Days(first, last, _precision_after(anchor, offset))
    # The hour of the anchor is not known, so the rest of a day may end on either of two days.
    return _within(anchor, first, last + _ONE_DAY)


def window_between(anchor: Dated, start: Offset, end: Offset, office: WorkingDays) -> Dated:
    """Return the window that opens ``start`` and closes ``end`` from ``anchor``.

    A window that closes some hours after a sitting opens when the sitting ends, or some hours
    later. One that hangs on a latest day is over by a latest day too, and may open at any time.
    """
    opens, closes = shift_span(anchor, start, office), shift_span(anchor, end, office)
    if isinstance(opens, Instant) and isinstance(closes, Instant):
        return Instant(opens.end, closes.end)
    return _within(anchor, opens.first, closes.last)


def _within(anchor: Dated, first: date, last: date) -> Days:
    if anchor.precision is Precision.NO_LATER_THAN:
        return Days(last, last, Precision.NO_LATER_THAN)
    return Days(first, last, Precision.WINDOW)


def _precision_after(anchor: Dated, offset: Offset) -> Precision:
    if anchor.precision in (Precision.INSTANT, Precision.DAY):
        return Precision.DAY if anchor.first == anchor.last else Precision.WINDOW
    if anchor.precision is Precision.NO_LATER_THAN:
        return Precision.NO_LATER_THAN
    if anchor.precision is Precision.WEEK and offset.unit is Unit.WEEK:
        return Precision.WEEK
    return Precision.WINDOW
