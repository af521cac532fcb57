"""The weekday that people write beside a date, in English, French or Spanish.

It says nothing that the date does not say, so it is only compared: where the two differ, one of
them is a slip, and nobody but the author knows which.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from uprcycle.phrase import Phrase, in_short, phrase
from uprcycle.sheets.text import UnreadableError, quoted

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAMES = (
    "monday mon lundi lun lunes",
    "tuesday tue tues mardi martes",
    "wednesday wed mercredi mer miercoles mie",
    "thursday thu thur thurs jeudi jeu jueves jue",
    "friday fri vendredi ven viernes vie",
    "saturday sat samedi sam sabado sab",
    "sunday sun dimanche dim domingo dom",
)
DAY_BY_NAME = {name: day for day, line in enumerate(_NAMES) for name in line.split()} | {"mar": 1}
_MARCH = "mar"  # Tuesday in French and Spanish, and a month in all three languages
_WORD = re.compile(r"[(\[]?\b(" + "|".join(sorted(DAY_BY_NAME, key=len, reverse=True)) + r")\b[.)\]]*,?")
_MOST = 2  # the first and the last day of a window


@dataclass(frozen=True, slots=True)
class Weekdays:
    """A date without the weekdays that stood in it, and those weekdays, Monday being 0.

    ``is_first`` says that one stands before everything else, so it is of the first day.
    """

    text: str
    days: tuple[int, ...] = ()
    is_first: bool = False


def take_weekdays(text: str, *, mar_is_a_day: bool = False) -> Weekdays:
    """Part the weekdays from the text of a date; a text without one stays as it is."""
    if not any(each.isalpha() for each in text):
        return Weekdays(text)
    plain = "".join(
        each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each)
    )
    found = [each for each in _WORD.finditer(plain) if mar_is_a_day or each[1] != _MARCH]
    if not found:
        return Weekdays(text)
    for each in reversed(found):
        plain = f"{plain[: each.start()]} {plain[each.end() :]}"
    rest = " ".join(plain.split()).strip(" ,")
    return Weekdays(rest, tuple(DAY_BY_NAME[each[1]] for each in found), found[0].start() == 0)


def other_weekday(text: str, weekday: int, day: date) -> Phrase:
    """Say that ``text`` names a weekday which is not that of ``day``."""
    detail = f"{quoted(text)} says {DAYS[weekday]}, and {day} is a {DAYS[day.weekday()]}"
    return in_short(
        detail, phrase("{text} names another weekday than that of {day}", text=quoted(text), day=day)
    )


def check_weekdays(text: str, named: Weekdays, ends: Sequence[date]) -> None:
    """Go on only if the weekdays fit; ``ends`` are the first and last day, or nothing but a month.

    Raises:
        UnreadableError: One is another day of the week, or stands beside no day.
    """
    if not named.days:
        return
    if not ends or len(named.days) > _MOST:
        raise UnreadableError(
            phrase("{text} names a weekday without its day", text=quoted(text)),
            phrase("leave the weekday out"),
        )
    if len(named.days) == 1:
        ends = ends[:1] if named.is_first else ends[-1:]
    for weekday, day in zip(named.days, ends, strict=True):
        if weekday != day.weekday():
            what = other_weekday(text, weekday, day)
            raise UnreadableError(what, phrase("correct the day or the weekday"))
