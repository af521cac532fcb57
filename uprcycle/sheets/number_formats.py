"""What a spreadsheet shows for a number: a date, an hour or the number, told by its format.

A day is a number counted from the beginning of 1900 or of 1904. The format tells how much of it is
meant: "November 2026" is stored as a day and is none.
"""

import re
from datetime import UTC, date, datetime, timedelta
from enum import Enum, auto


class Face(Enum):
    """How a number is shown, as far as a schedule needs to know."""

    PLAIN = auto()
    MONTH = auto()
    DAY = auto()
    MOMENT = auto()
    CLOCK = auto()


_BUILT_IN = (
    dict.fromkeys((14, 15, 16, *range(27, 32), *range(50, 53), 54, 57, 58, 36), Face.DAY)
    | {17: Face.MONTH, 22: Face.MOMENT}
    | dict.fromkeys((18, 19, 20, 21, *range(32, 36), 45, 47), Face.CLOCK)
)
_UNSEEN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|e[+-]', re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?\d{1,20}(?:\.\d{0,30})?(?:[eE][-+]?\d{1,3})?", re.ASCII)
_FIRST_1900, _FIRST_1904 = date(1899, 12, 30), date(1904, 1, 1)
_FIRST_AFTER_THE_GAP = 61  # spreadsheets of 1900 count a 29 February of that year
_LAST_DAY = 2_958_465  # the end of 9999
_DAY_SECONDS = 86_400
_EXACT = 1e15


def find_face(number: int, codes: dict[int, str]) -> Face:
    """Return the face of the format with this number; ``codes`` are those that the workbook adds."""
    return read_format(codes[number]) if number in codes else _BUILT_IN.get(number, Face.PLAIN)


def read_format(code: str) -> Face:
    """Return the face of a format such as "d mmm yyyy" or "[$-409]h:mm AM/PM;@".

    >>> read_format("d mmm yyyy"), read_format('0.00" days"')
    (<Face.DAY: 3>, <Face.PLAIN: 1>)
    """
    seen = _UNSEEN.sub("", code[:200]).casefold().partition(";")[0]
    if "general" in seen or "[" in seen:  # time that has passed is no hour of a day
        return Face.PLAIN
    clock = "h" in seen or "s" in seen
    if "y" in seen or "d" in seen:
        if clock:
            return Face.MOMENT
        return Face.DAY if "d" in seen or "m" not in seen else Face.MONTH
    if clock:
        return Face.CLOCK
    return Face.DAY if "m" in seen else Face.PLAIN


def number_text(text: str, face: Face, *, from_1904: bool) -> str:
    """Return what a reader of the sheet understands by the number ``text``.

    Days are written with the year first, hours as "09:00". What is no number, or no day that
    exists, stays a number, and whoever reads the cell refuses it.
    """
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        return text
    value = float(text)
    if face is not Face.PLAIN and 0 <= value < _LAST_DAY:
        days, seconds = divmod(round(value * _DAY_SECONDS), _DAY_SECONDS)
        clock = _clock(seconds)
        day = _day(days, from_1904=from_1904)
        match face:
            case Face.CLOCK:
                return clock
            case Face.MOMENT if day and seconds:
                return f"{day} {clock}"
            case Face.MONTH if day:
                return f"{day:%Y-%m}"
            case Face.DAY | Face.MOMENT if day:
                return str(day)
    return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)


def _day(count: int, *, from_1904: bool) -> date | None:
    if from_1904:
        return _FIRST_1904 + timedelta(days=count) if count < _LAST_DAY - 1_461 else None
    return _FIRST_1900 + timedelta(days=count) if count >= _FIRST_AFTER_THE_GAP else None


def _clock(seconds: int) -> str:
    moment = datetime.fromtimestamp(seconds, UTC)
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def iso_text(text: str) -> str:
    """Return the text of a cell that is stored as an ISO date, without a midnight nobody wrote."""
    return re.sub(r"(?:T00:00(?::00(?:\.0+)?)?)?Z?$", "", text.strip())
