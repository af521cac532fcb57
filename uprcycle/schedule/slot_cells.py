"""The cells of one review: its day, hours, precision and status, made into one published date."""

import re
from datetime import datetime, time, timedelta

from uprcycle.citation import Citation
from uprcycle.days.span import GENEVA, Days, Instant, Precision, Span, Status, Unknown, month_span
from uprcycle.phrase import phrase
from uprcycle.schedule.columns import PRECISIONS, STATUSES, WEEKDAYS
from uprcycle.schedule.session import Published
from uprcycle.sheets.cells import Cells
from uprcycle.sheets.table import Row
from uprcycle.sheets.text import UnreadableError, quoted
from uprcycle.sheets.weekdays import DAYS, other_weekday

_CLOCK = re.compile(r"(\d{1,2})[:h.](\d{2})(?::00)?", re.ASCII)
_RELIABLE = frozenset({Status.CONFIRMED, Status.HELD})
_TO_THE_DAY = frozenset({Precision.INSTANT, Precision.DAY, Precision.NO_LATER_THAN})
_HOURS, _MINUTES = 24, 60


def read_slot_dates(cells: Cells, row: Row) -> tuple[Published, str]:
    """Return when the review takes place, and its hours where they are only expected.

    Hours count as known when the precision says so, or when it is empty and the day is
    confirmed or held; otherwise they stay beside the day.
    """
    status = cells.word(row, "status", STATUSES) or Status.TENTATIVE
    hours = _read_hours(cells, row)
    precision = cells.word(row, "precision", PRECISIONS)
    span = cells.date(row, "review_date")
    _check_weekday(cells, row, span)
    if span is None and row["review_date"].strip():
        return _published(cells, row, Unknown(), status), ""
    span = span or Unknown()
    if precision is None:
        known = hours is not None and status in _RELIABLE and span.precision is Precision.DAY
        precision = Precision.INSTANT if known else span.precision
    expected = "" if hours is None or precision is Precision.INSTANT else f"{hours[0]:%H:%M}/{hours[1]:%H:%M}"
    try:
        span = _at_precision(span, precision, hours)
    except UnreadableError as error:
        cells.refuse(row, "precision", error.what, error.remedy)
    return _published(cells, row, span, status), expected


def _check_weekday(cells: Cells, row: Row, span: Span | None) -> None:
    weekday = cells.word(row, "weekday", WEEKDAYS)
    if weekday is None or not isinstance(span, Days | Instant) or span.precision not in _TO_THE_DAY:
        return
    if weekday != DAYS[span.first.weekday()]:
        what = other_weekday(row["weekday"].strip(), DAYS.index(weekday), span.first)
        cells.refuse(row, "weekday", what, phrase("correct the day or the weekday"))


def _published(cells: Cells, row: Row, span: Span, status: Status) -> Published:
    return Published(span, status, read_citation(cells, row), note=cells.text(row, "note"))


def read_citation(cells: Cells, row: Row) -> Citation:
    """Return the source that the row names; the file itself where it names none."""
    return Citation(cells.text(row, "source") or cells.table.name, confidence=cells.text(row, "confidence"))


def _read_hours(cells: Cells, row: Row) -> tuple[time, time] | None:
    start, end = _read_clock(cells, row, "slot_start"), _read_clock(cells, row, "slot_end")
    if start is None or end is None:
        if start is not end:
            missing = "slot_start" if start is None else "slot_end"
            if not row[missing].strip():
                cells.refuse(
                    row,
                    missing,
                    phrase("the cell is empty"),
                    phrase("fill in both hours or neither"),
                )
        return None
    if end < start:
        cells.refuse(
            row,
            "slot_end",
            phrase("{end} lies before {start}", end=f"{end:%H:%M}", start=f"{start:%H:%M}"),
            phrase("swap the two"),
        )
        return None
    return start, end


def _read_clock(cells: Cells, row: Row, column: str) -> time | None:
    text = cells.text(row, column)
    if not text:
        return None
    match = _CLOCK.fullmatch(text)
    if match and int(match[1]) < _HOURS and int(match[2]) < _MINUTES:
        return time(int(match[1]), int(match[2]))
    cells.refuse(
        row,
        column,
        phrase("{text} is not an hour", text=quoted(text)),
        phrase("write it as {example}, in Geneva time", example="09:00"),
    )
    return None


def _at_precision(span: Span, precision: Precision, hours: tuple[time, time] | None) -> Span:
    if precision is span.precision:
        return span
    day = span.first if isinstance(span, Days) and span.precision is Precision.DAY else None
    match precision:
        case Precision.INSTANT if day and hours:
            start, end = (datetime.combine(day, each, GENEVA) for each in hours)
            return Instant(start, end)
        case Precision.INSTANT:
            remedy = phrase("fill in review_date, slot_start and slot_end")
            raise UnreadableError(phrase("hours need a day, a start and an end"), remedy)
        case Precision.WEEK if day:
            return Days(day, day + timedelta(days=6), precision)
        case Precision.MONTH if day:
            return month_span(day, day)
        case Precision.NO_LATER_THAN if day:
            return Days(day, day, precision)
        case _:
            what = phrase(
                "the date {date} is not of precision {precision}", date=span, precision=repr(precision.value)
            )
            raise UnreadableError(what, phrase("correct one of the two"))
