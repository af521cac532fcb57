"""What differs between two schedules, field by field, in the words of the schedule's own rows.

It says what was typed differently, not what follows from it; that is for the timetables.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from uprcycle.phrase import phrase, series
from uprcycle.schedule.document import write_document
from uprcycle.schedule.rows import Row
from uprcycle.schedule.session import Schedule, name_session

TABLES = ("session", "council", "review", "date")
_NONE = 0


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after; empty where it holds nothing.

    ``what`` is the table: session, council, review or date. An empty ``field`` means the whole
    row, which is new or gone. ``country`` is empty for what is not of one State, ``cycle`` and
    ``session`` are 0 where the row names none.
    """

    what: str
    key: str
    field: str
    old: str
    new: str
    country: str = ""
    cycle: int = _NONE
    session: int = _NONE


def compare_schedules(old: Schedule, new: Schedule) -> tuple[FieldChange, ...]:
    """Return every field that differs: sessions, Councils, reviews and dates, each by key, then field.

    A State that changes its session is one row of which the session differs, not two.
    """
    before, after = write_document(old), write_document(new)
    return tuple(
        change
        for table in TABLES
        for one, other in _pairs(table, before[table], after[table])
        for change in _compare_rows(table, one, other)
    )


def _pairs(
    table: str, before: Iterable[Row], after: Iterable[Row]
) -> Iterator[tuple[Row | None, Row | None]]:
    """Yield the rows that are about the same thing, by key; None where the other side has no row."""
    rows: defaultdict[tuple[Any, ...], tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for side, given in enumerate((before, after)):
        for row in given:
            rows[identity_of(table, row)][side].append(row)
    for _, (left, right) in sorted(rows.items()):
        for is_same in _SAMENESS:
            yield from _take_pairs(left, right, is_same)
        yield from ((row, None) for row in left)
        yield from ((None, row) for row in right)


def identity_of(table: str, row: Row) -> tuple[Any, ...]:
    """Return what a row of ``table`` is about; several rows may be about one thing."""
    match table:
        case "review":
            return row["cycle"], row["country"]
        case "date":
            return row["session"], row.get("country", ""), row.get("milestone", ""), row.get("kind", "")
        case _:
            return (row["number"],)


# Several rows may be about one thing: equal ones belong together, then those of one session.
_SAMENESS: tuple[Callable[[Row, Row], bool], ...] = (
    lambda one, other: one == other,
    lambda one, other: one.get("session") == other.get("session"),
    lambda _one, _other: True,
)


def _take_pairs(
    left: list[Row], right: list[Row], is_same: Callable[[Row, Row], bool]
) -> Iterator[tuple[Row, Row]]:
    for row in tuple(left):
        found = next((each for each in right if is_same(row, each)), None)
        if found is not None:
            left.remove(row)
            right.remove(found)
            yield row, found


def _compare_rows(table: str, old: Row | None, new: Row | None) -> Iterator[FieldChange]:
    row = new or old or {}
    place = {
        "country": row.get("country", ""),
        "cycle": row.get("cycle", _NONE),
        "session": row["number"] if table == "session" else row.get("session", _NONE),
    }
    if old is None or new is None:
        yield FieldChange(table, row_name(table, row), "", row_text(old), row_text(new), **place)
        return
    for field in dict.fromkeys((*new, *old)):
        one, other = cell_text(old.get(field)), cell_text(new.get(field))
        if one != other:
            yield FieldChange(table, row_name(table, row), field, one, other, **place)


def row_name(table: str, row: Row) -> str:
    """Name a row of ``table`` for people."""
    match table:
        case "review":
            return series([phrase("cycle {number}", number=row["cycle"]), row["country"]])
        case "date":
            named = row.get("milestone") or row.get("kind") or ""
            return series([name_session(row["session"]), row.get("country", ""), named])
        case "council":
            return phrase("Council session {number}", number=row["number"])
        case _:
            return name_session(row["number"])


def row_text(row: Row | None) -> str:
    """Return every field of a row on one line; empty where there is no row."""
    return "; ".join(f"{field}: {cell_text(cell)}" for field, cell in (row or {}).items())


def cell_text(cell: object) -> str:
    """Return what a field holds; empty where it holds nothing."""
    return ", ".join(map(str, cell)) if isinstance(cell, list) else "" if cell is None else str(cell)
