"""The cells of a change read into values: sessions, States, deadlines, distances."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from uprcycle.countries import Countries, fold
from uprcycle.days.span import Unknown
from uprcycle.errors import BadInputError
from uprcycle.phrase import phrase
from uprcycle.schedule.amend.distance import Distance
from uprcycle.schedule.amend.find import Finder
from uprcycle.schedule.amend.target import Deadline, Place, Reviewed
from uprcycle.schedule.columns import MAX_CYCLE, MAX_ORDER, MAX_SESSION
from uprcycle.schedule.session import Schedule
from uprcycle.sheets.cells import Cells, Words
from uprcycle.sheets.table import Row
from uprcycle.sheets.text import no_such_word, quoted

Values: TypeAlias = Mapping[str, Any]
"""The cells of a row that are filled in, by column, read into what each column holds."""

_NUMBERS = {"cycle": MAX_CYCLE, "order": MAX_ORDER} | dict.fromkeys(
    ("session", "until", "to", "council"), MAX_SESSION
)


@dataclass(frozen=True, slots=True)
class Known:
    """What names are read against, and the day that counts where a row does not say."""

    countries: Countries
    milestones: Iterable[str]
    today: date


def read_value(cells: Cells, row: Row, column: str, known: Known) -> object:
    """Return what a filled cell holds; None where it is wrong, with a problem left in ``cells``."""
    if column in _NUMBERS:
        return cells.number(row, column, most=_NUMBERS[column])
    match column:
        case "country" | "other":
            found: object = cells.country(row, column, known.countries)
        case "countries":
            found = _read_countries(cells, row, column, known)
        case "councils":
            found = _read_councils(cells, row, column)
        case "date":
            found = cells.date(row, column)
        case "milestone":
            found = _read_milestone(cells, row, column, known)
        case "by":
            found = _read_distance(cells, row, column)
        case _:
            found = cells.text(row, column)
    return found


def reviewed_in(cells: Values) -> Reviewed:
    """Return the review that a row names."""
    return Reviewed(cells["country"], cells.get("cycle"))


def place_in(cells: Values) -> Place:
    """Return the place in a session that a row names; number and day only if it does."""
    return Place(cells["to"], cells.get("order", 0), cells.get("date", Unknown()))


def deadline_in(schedule: Schedule, cells: Values) -> Deadline:
    """Return the deadline that a row names: by its session, or in the session of its State.

    Raises:
        BadInputError: It names neither, or a State that has no session.
    """
    session, find = cells.get("session"), Finder(schedule)
    if session is None and "country" not in cells:
        find.refuse(
            cells["milestone"], phrase("names no session and no State"), phrase("fill in one of the two")
        )
    elif session is None and (slot := find.review(reviewed_in(cells))) is not None:
        session = slot.session
        if session is None:
            find.refuse(slot.country, phrase("has no session in this cycle"), phrase("name the session"))
    if session is None:
        raise find.refusal
    return Deadline(session, cells["milestone"], cells.get("country", ""))


def _parts(cells: Cells, row: Row, column: str) -> list[str]:
    return [each.strip() for each in cells.text(row, column).split(";") if each.strip()]


def _read_milestone(cells: Cells, row: Row, column: str, known: Known) -> str | None:
    meanings = {fold(each): each for each in known.milestones}
    return cells.word(row, column, Words("a milestone", meanings, "stakeholder-submission-deadline"))


def _read_countries(cells: Cells, row: Row, column: str, known: Known) -> list[str] | None:
    names = _parts(cells, row, column)
    found = [cells.one_country(row, column, each, known.countries) for each in names]
    return [each for each in found if each] if all(found) else None


def _read_councils(cells: Cells, row: Row, column: str) -> list[int] | None:
    parts = _parts(cells, row, column)
    if not all(each.isascii() and each.isdigit() and 1 <= int(each[:9]) <= MAX_SESSION for each in parts):
        cells.refuse(
            row,
            column,
            phrase("{text} is not a list of numbers", text=quoted(row[column])),
            phrase("write it as {example}", example="44; 45"),
        )
        return None
    return [int(each) for each in parts]


def _read_distance(cells: Cells, row: Row, column: str) -> Distance | None:
    try:
        return Distance.parse(cells.text(row, column))
    except BadInputError:
        what = no_such_word(row[column], "a distance")
        cells.refuse(row, column, what, phrase("write it as {example}", example="26 weeks"))
        return None
