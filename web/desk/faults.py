"""The rows of a file around each fault, as its author sees them in their spreadsheet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from uprcycle.errors import Problem
from uprcycle.sheets.table import Row, Table

_AROUND = 1
_SHOWN = 20
_CELL = 40


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, cut where it is long, and whether a fault is in it."""

    text: str
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row under its number, and whether a fault is in it."""

    number: int
    cells: tuple[Cell, ...]
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Neighbouring rows with their faults; ``headings`` are those of the columns that hold anything."""

    faults: tuple[Problem, ...]
    headings: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Faults:
    """All faults of a file: those beside their rows, those of no row, and how many are not shown."""

    excerpts: tuple[Excerpt, ...]
    others: tuple[Problem, ...]
    further: int


def lay_out(problems: Iterable[Problem], table: Table | None) -> Faults:
    """Put each problem beside the rows that it is about, in the order of the file.

    Args:
        problems: Any problems of one file.
        table: The file as rows; without it every problem is of no row.
    """
    rows = {each.number: place for place, each in enumerate(table.rows)} if table else {}
    by_row: dict[int, list[Problem]] = {}
    others: list[Problem] = []
    for each in problems:
        if each.place.row in rows:
            by_row.setdefault(rows[each.place.row], []).append(each)
        else:
            others.append(each)
    groups = _neighbours(sorted(by_row))
    shown = tuple(_excerpt(group, by_row, table) for group in groups[:_SHOWN] if table)
    hidden = sum(len(by_row[place]) for group in groups[_SHOWN:] for place in group)
    return Faults(shown, tuple(others[:_SHOWN]), hidden + max(0, len(others) - _SHOWN))


def _neighbours(places: Sequence[int]) -> list[list[int]]:
    """Return places in groups whose surroundings touch."""
    groups = [[each] for each in places[:1]]
    for before, place in pairwise(places):
        if place - before <= 2 * _AROUND:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _excerpt(group: Sequence[int], by_row: dict[int, list[Problem]], table: Table) -> Excerpt:
    faults = tuple(each for place in group for each in by_row[place])
    around = table.rows[max(0, group[0] - _AROUND) : group[-1] + _AROUND + 1]
    wrong = {(each.place.row, each.place.column) for each in faults}
    named = {each.place.column for each in faults}
    columns = [
        column
        for column, heading in table.headings.items()
        if heading in named or any(row[column] for row in around)
    ]
    headings = tuple(table.headings[each] for each in columns)
    return Excerpt(faults, headings, tuple(_line(each, columns, table, wrong) for each in around))


def _line(row: Row, columns: Sequence[str], table: Table, wrong: set[tuple[int, str]]) -> Line:
    cells = tuple(
        Cell(_cut(row[each]), is_wrong=(row.number, table.headings[each]) in wrong) for each in columns
    )
    return Line(row.number, cells, is_wrong=any(number == row.number for number, _ in wrong))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _CELL else f"{line[: _CELL - 1]}…"
