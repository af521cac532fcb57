"""What differs between two schedules, field by field, in the words of the schedule's own rows.

It says what was typed differently, not what follows from it; that is for the timetables.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from uprcycle.schedule.document import write_document
from uprcycle.schedule.session import Schedule

_Row = Mapping[str, Any]
_TABLES = ("session", "council", "review", "date")
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
        for table in _TABLES
        for one, other in _pairs(table, before[table], after[table])
        for change in _compare_rows(table, one, other)
    )


def _pairs(
    table: str, before: Iterable[_Row], after: Iterable[_Row]
) -> Iterator[tuple[_Row | None, _Row | None]]:
    """Yield the rows that are about the same thing, by key; None where the other side has no row."""
    rows: defaultdict[tuple[Any, ...], tuple[list[_Row], list[_Row]]] = defaultdict(lambda: ([], []))
    for side, given in enumerate((before, after)):
        for row in given:
            rows[_identity(table, row)][side].append(row)
    for _, (left, right) in sorted(rows.items()):
        for is_same in _SAMENESS:
            yield from _take_pairs(left, right, is_same)
        yield from ((row, None) for row in left)
        yield from ((None, row) for row in right)


def _identity(table: str, row: _Row) -> tuple[Any, ...]:
    match table:
        case "review":
            return row["cycle"], row["country"]
        case "date":
            return row["session"], row.get("country", ""), row.get("milestone", ""), row.get("kind", "")
        case _:
            return (row["number"],)


# Several rows may be about one thing: equal ones belong together, then those of one session.
_SAMENESS: tuple[Callable[[_Row, _Row], bool], ...] = (
    lambda one, other: one == other,
    lambda one, other: one.get("session") == other.get("session"),
    lambda _one, _other: True,
)


def _take_pairs(
    left: list[_Row], right: list[_Row], is_same: Callable[[_Row, _Row], bool]
) -> Iterator[tuple[_Row, _Row]]:
    for row in tuple(left):
        found = next((each for each in right if is_same(row, each)), None)
        if found is not None:
            left.remove(row)
            right.remove(found)
            yield row, found


def _compare_rows(table: str, old: _Row | None, new: _Row | None) -> Iterator[FieldChange]:
    row = new or old or {}
    place = {
        "country": row.get("country", ""),
        "cycle": row.get("cycle", _NONE),
        "session": row["number"] if table == "session" else row.get("session", _NONE),
    }
    if old is None or new is None:
        yield FieldChange(table, _key(table, row), "", _row_text(old), _row_text(new), **place)
        return
    for field in dict.fromkeys((*new, *old)):
        one, other = _cell_text(old.get(field)), _cell_text(new.get(field))
        if one != other:
            yield FieldChange(table, _key(table, row), field, one, other, **place)


def _key(table: str, row: _Row) -> str:
    match table:
        case "review":
            return f"cycle {row['cycle']}, {row['country']}"
        case "date":
            parts = (
                f"session {row['session']}",
                row.get("country"),
                row.get("milestone") or row.get("kind"),
            )
            return ", ".join(each for each in parts if each)
        case "council":
            return f"Council session {row['number']}"
        case _:
            return f"session {row['number']}"


def _row_text(row: _Row | None) -> str:
    return "; ".join(f"{field}: {_cell_text(cell)}" for field, cell in (row or {}).items())


def _cell_text(cell: object) -> str:
    return ", ".join(map(str, cell)) if isinstance(cell, list) else "" if cell is None else str(cell)
