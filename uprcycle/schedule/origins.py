"""Which row of its file each part of a schedule was read from, so that a check can blame it.

A schedule keeps no rows: it is put in order, and laid over another. What no row of the file
says is named by its session and State alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

from uprcycle.errors import Place, Problem, Severity
from uprcycle.phrase import phrase, series
from uprcycle.schedule.rows import row_of_document
from uprcycle.schedule.session import PublishedDate, Slot, name_session, name_waiting
from uprcycle.sheets.table import Table
from uprcycle.sheets.text import in_column

SlotKey: TypeAlias = tuple[int, int | None, str]
DateKey: TypeAlias = tuple[int, str, str]
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Origin:
    """One row of a file, in words and in parts.

    ``columns`` maps the columns that checks speak of to their names in the file, which are
    columns only of a table.
    """

    where: str
    place: Place
    columns: Mapping[str, str]
    is_table: bool = True

    def cell(self, heading: str) -> str:
        """Return the place of a cell under ``heading``."""
        return in_column(self.where, heading) if self.is_table else series([self.where, heading])


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a schedule by its name, and the row it was read from if there is one."""

    name: str
    origin: Origin | None = None

    @property
    def text(self) -> str:
        """The row and the name, or the name alone."""
        if self.origin is None:
            return self.name
        return phrase("{place} ({name})", place=self.origin.where, name=self.name)

    def problem(
        self, what: str, remedy: str, column: str = "", severity: Severity = Severity.ERROR
    ) -> Problem:
        """Return a problem of this part, in a column of its row if the file has that column."""
        if self.origin is None:
            return Problem(self.name, what, remedy, severity)
        heading = self.origin.columns.get(column, "")
        cell = self.origin.cell(heading) if heading else self.origin.where
        place = replace(self.origin.place, column=heading)
        said = phrase("{subject}: {what}", subject=self.name, what=what)
        return Problem(cell, said, remedy, severity, place)


@dataclass(frozen=True, slots=True)
class Origins:
    """The rows of one file, by what was read from them; a State may stand in several."""

    slots: Mapping[SlotKey, tuple[Origin, ...]] = field(default_factory=dict)
    sessions: Mapping[int, Origin] = field(default_factory=dict)
    dates: Mapping[DateKey, Origin] = field(default_factory=dict)

    def of_slot(self, slot: Slot, nth: int = 0) -> Spot:
        """Return the place of a review; ``nth`` counts those of one State in one session from 0."""
        found = self.slots.get((slot.cycle, slot.session, slot.country), ())
        return Spot(_name_of_slot(slot), found[nth] if nth < len(found) else None)

    def of_session(self, number: int) -> Spot:
        """Return the place where the days of a session stand."""
        return Spot(name_session(number), self.sessions.get(number))

    def of_date(self, dated: PublishedDate) -> Spot:
        """Return the place of a date; one of a whole session may be said for one of its States."""
        names = (name_session(dated.session), dated.country, dated.milestone or dated.kind)
        session, milestone = dated.session, dated.milestone
        own = self.dates.get((session, milestone, dated.country))
        return Spot(series(names), own or self.dates.get((session, milestone, "")))


NO_ORIGINS = Origins()


def table_origin(table: Table, row: int, columns: Mapping[str, str] = MappingProxyType({})) -> Origin:
    """Return a row of a table; ``columns`` adds columns of its heading under other names."""
    named = {each: table.headings[heading] for each, heading in columns.items() if heading in table.headings}
    return Origin(table.where_row(row), table.place_of(row), {**table.headings, **named})


def group_origins(pairs: Iterable[tuple[_Key, _Value]]) -> dict[_Key, tuple[_Value, ...]]:
    """Return the values of each key, in their order."""
    found: dict[_Key, list[_Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def document_origins(document: Mapping[str, list[dict[str, Any]]], name: str) -> Origins:
    """Return the rows of a document that was found to be a schedule."""
    cycles: dict[int, int] = {row["number"]: row["cycle"] for row in document["session"]}
    slots: list[tuple[SlotKey, Origin]] = []
    for number, row in enumerate(document["review"], start=1):
        session: int | None = row.get("session")
        cycle = row.get("cycle") or cycles[session or 0]
        slots.append(((cycle, session, row["country"]), _document_origin(name, "review", number)))
    dates = {
        (row["session"], row.get("milestone", ""), row.get("country", "")): _document_origin(
            name, "date", number
        )
        for number, row in enumerate(document["date"], start=1)
    }
    sessions = {
        row["number"]: _document_origin(name, "session", number)
        for number, row in enumerate(document["session"], start=1)
    }
    return Origins(group_origins(slots), sessions, dates)


_KEYS = {
    "session": {"session": "number", "cycle": "cycle", "session_start": "dates"},
    "review": {each: each for each in ("cycle", "session", "country", "order")} | {"review_date": "date"},
    "date": {"session": "session", "country": "country", "date": "span"},
}


def _document_origin(name: str, table: str, number: int) -> Origin:
    return Origin(
        row_of_document(name, table, number), Place(name, table, number), _KEYS[table], is_table=False
    )


def _name_of_slot(slot: Slot) -> str:
    if slot.session is None:
        return name_waiting(slot)
    order = phrase("place {number}", number=slot.order) if slot.order else ""
    return series([name_session(slot.session), slot.country, order])
