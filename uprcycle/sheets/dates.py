"""Dates as people write them in tables, read without guessing.

The grammar of spans is read as it stands; so are month names in English, French and Spanish.
Days and months in figures are read only where a whole column leaves one order possible.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum

from uprcycle.days.span import Precision, Span, Unknown, day_span, month_span, read_span, window_span
from uprcycle.errors import BadInputError
from uprcycle.phrase import phrase
from uprcycle.sheets.text import UnreadableError, quoted
from uprcycle.sheets.weekdays import check_weekdays, take_weekdays

FIRST_YEAR = 2006  # the resolution that created the review
LAST_YEAR = 2100
_FIGURES = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_ISO_HOUR = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(?::00)?(?=/|$)")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-(\d{2})", re.ASCII)
_ISO_PARTS = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_TO = re.compile(r"\s*(?:[-–—−\u2011/]|\b(?:to|until|au|al|a|hasta)\b)\s*")
_WORD = re.compile(r"(?P<year>\d{4})|(?P<day>\d{1,2})(?:st|nd|rd|th|er|º)?|(?P<month>[^\W\d]+)\.?")
_SMALL_WORDS = frozenset({"de", "del", "du", "of", "le", "el", "from"})
_MONTHS = (
    "january janvier enero",
    "february fevrier febrero",
    "march mars marzo",
    "april avril abril",
    "may mai mayo",
    "june juin junio",
    "july juillet julio",
    "august aout agosto",
    "september septembre septiembre setiembre sept",
    "october octobre octubre",
    "november novembre noviembre",
    "december decembre diciembre",
)
_MONTH_BY_NAME = {name: number for number, line in enumerate(_MONTHS, start=1) for name in line.split()}
_SHORTEST = 3


class DayOrder(StrEnum):
    """Which figure of a date stands first."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


def find_day_order(texts: Iterable[str]) -> DayOrder | None:
    """Return the one order in which every figure date of a column can be read; None without one."""
    plain = (take_weekdays(text, mar_is_a_day=True).text for text in texts)
    pairs = [(int(match[1]), int(match[2])) for text in plain if (match := _FIGURES.fullmatch(text))]
    orders = [
        order
        for order, months in (
            (DayOrder.DAY_FIRST, [second for _, second in pairs]),
            (DayOrder.MONTH_FIRST, [first for first, _ in pairs]),
        )
        if max(months, default=0) <= len(_MONTHS)
    ]
    return orders[0] if len(orders) == 1 else None


def may_be_swapped(stored: Iterable[str]) -> bool:
    """Tell whether a spreadsheet may have taken the day for the month in the ``stored`` dates.

    Typed in an order that it does not expect, "13/05/2026" stays text and "05/06/2026" becomes
    a date, the wrong one. Then no stored date has a day that could not be a month.
    """
    days = [int(match[1]) for text in stored if (match := _ISO_DAY.match(text))]
    return max(days, default=0) <= len(_MONTHS)


def read_date(text: str, order: DayOrder | None = None) -> Span:
    """Read a cell that holds a date; a weekday beside it must be that of the day.

    Args:
        text: The cell, trimmed.
        order: The order that the whole column leaves possible.

    Raises:
        UnreadableError: No date, an impossible one, one with two readings, or another weekday.
    """
    for mar_is_a_day in (False, True):
        named = take_weekdays(text, mar_is_a_day=mar_is_a_day)
        span = _read_plain(named.text, order)
        if span is not None:
            check_weekdays(text, named, _ends(span))
            return within_years(span)
    for match in _ISO_PARTS.finditer(text):
        _day(int(match[1]), int(match[2]), int(match[3]))
    raise UnreadableError(
        phrase("{text} is not a date", text=quoted(text)), phrase("write the year first, such as 2026-05-04")
    )


def _read_plain(text: str, order: DayOrder | None) -> Span | None:
    if match := _FIGURES.fullmatch(text):
        return _read_figures(text, (int(match[1]), int(match[2]), int(match[3])), order)
    return _read_iso(text) or _read_words(text)


def _ends(span: Span) -> tuple[date, ...]:
    """Return the first and the last day that a span names: of a week, the first day twice."""
    if isinstance(span, Unknown) or span.precision is Precision.MONTH:
        return ()
    return (span.first, span.first if span.precision is Precision.WEEK else span.last)


def within_years(span: Span) -> Span:
    """Return ``span`` if it lies in years in which there can be a review.

    Raises:
        UnreadableError: It lies before the review was created, or too far ahead to compute with.
    """
    if not isinstance(span, Unknown):
        for day in (span.first, span.last):
            if not FIRST_YEAR <= day.year <= LAST_YEAR:
                raise UnreadableError(
                    phrase("the year {year} is impossible", year=day.year),
                    phrase("use {first} to {last}", first=FIRST_YEAR, last=LAST_YEAR),
                )
    return span


def _read_figures(text: str, figures: tuple[int, int, int], order: DayOrder | None) -> Span | None:
    first, second, year = figures
    if order is None:
        what = phrase(
            "it is not clear in {text} which figure is the day and which is the month", text=quoted(text)
        )
        raise UnreadableError(what, phrase("write the year first, such as 2026-05-04"))
    day, month = (first, second) if order is DayOrder.DAY_FIRST else (second, first)
    made = _day(year, month, day)
    return day_span(made) if made else None


def _read_iso(text: str) -> Span | None:
    normal = _ISO_HOUR.sub(r"\1T\2", text)
    try:
        return read_span(normal)
    except (BadInputError, OverflowError):  # a week at the very end of time overflows
        pass
    first, slash, last = normal.partition("/")
    try:
        early, late = (datetime.fromisoformat(each) for each in (first, last))
        is_swapped = late < early
    except (ValueError, TypeError):  # one with an offset and one without have no order
        return None
    if slash and is_swapped:
        raise UnreadableError(
            phrase("{end} lies before {start}", end=last, start=first), phrase("swap the two")
        )
    return None


def _read_words(text: str) -> Span | None:
    plain = "".join(
        each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each)
    )
    ends = [_read_end(each) for each in _TO.split(plain)]
    match ends:
        case [{} as only]:
            return _span(only, only, text)
        case [{} as first, {} as last]:
            # "4-15 May 2026" names the month and the year once, "May 4-15, 2026" the month first.
            return _span({**last, "day": 0, **first}, {"month": first.get("month", 0), **last}, text)
        case _:
            return None


def _read_end(text: str) -> dict[str, int] | None:
    """Return the day, month and year that are named, each at most once; None for other words."""
    found: dict[str, int] = {}
    for word in text.replace(",", " ").split():
        match = _WORD.fullmatch(word)
        if match is None:
            return None
        part = match.lastgroup or ""
        if match[part] in _SMALL_WORDS:
            continue
        value = _month(match[part]) if part == "month" else int(match[part])
        if value == 0 or part in found:
            return None
        found[part] = value
    return found or None


def _month(word: str) -> int:
    exact = _MONTH_BY_NAME.get(word, 0)
    if exact or len(word) < _SHORTEST:
        return exact
    numbers = {number for name, number in _MONTH_BY_NAME.items() if name.startswith(word)}
    return numbers.pop() if len(numbers) == 1 else 0


def _span(first: Mapping[str, int], last: Mapping[str, int], text: str) -> Span | None:
    if bool(first.get("day")) is not bool(last.get("day")):
        return None
    early, late = _first_day(first), _first_day(last)
    if early is None or late is None:
        return None
    if late < early:
        raise UnreadableError(
            phrase("{text} ends before it starts", text=quoted(text)), phrase("swap the two")
        )
    if not first.get("day"):
        return month_span(early, late)
    return day_span(early) if first is last else window_span(early, late)


def _first_day(end: Mapping[str, int]) -> date | None:
    return _day(end.get("year", 0), end.get("month", 0), end.get("day") or 1)


def _day(year: int, month: int, day: int) -> date | None:
    """Return the day; None where a part of it is missing.

    Raises:
        UnreadableError: The calendar has no such day.
    """
    try:
        return date(year, month, day)
    except ValueError:
        if not (year and month and day):
            return None
        raise UnreadableError(
            phrase("there is no day {day}", day=f"{year}-{month:02}-{day:02}"), phrase("correct it")
        ) from None
