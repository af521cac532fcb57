"""Rows of a table read into changes, with every problem of every row.

A cell that a change has no use for is refused: whoever filled it in meant something by it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from uprcycle.citation import Citation
from uprcycle.countries import fold
from uprcycle.days.span import Days, Precision, Status
from uprcycle.phrase import phrase
from uprcycle.schedule.amend.amended import Amended
from uprcycle.schedule.amend.columns import ABOUT_THE_NOTICE
from uprcycle.schedule.amend.kinds import KINDS, ChangeKind
from uprcycle.schedule.amend.notice import Notice
from uprcycle.schedule.amend.values import Known, read_value
from uprcycle.schedule.columns import STATUSES
from uprcycle.schedule.session import Schedule
from uprcycle.sheets.cells import Cells, Words
from uprcycle.sheets.table import Row, Table
from uprcycle.sheets.text import quoted, row_of_text

_NAMES = Words("a change", {fold(each): each for each in KINDS})
_TO_THE_DAY = frozenset({"prolong", "no-later-than"})


@dataclass(frozen=True, slots=True)
class Step:
    """One change, ready to be made, and the place where somebody asked for it."""

    place: str
    name: str
    make: Callable[[Schedule], Amended]


def read_steps(table: Table, known: Known) -> tuple[Step, ...]:
    """Read every row of ``table`` into a change, in the order of the rows.

    Raises:
        BadInputError: With every problem.
    """
    cells = Cells(table)
    cells.require(("change",))
    steps = [step for row in table.rows if (step := _read_step(cells, row, known))]
    if not table.rows:
        cells.problems += table.missing(("change",))
    cells.raise_errors()
    return tuple(steps)


def _read_step(cells: Cells, row: Row, known: Known) -> Step | None:
    cells.required(row, "change")
    name = cells.word(row, "change", _NAMES)
    if name is None:
        return None
    kind = KINDS[name]
    _check_columns(cells, row, name, kind)
    values = {}
    for column in (*kind.required, *kind.optional):
        value = read_value(cells, row, column, known) if row[column].strip() else None
        if value is not None:
            values[column] = value
    if name in _TO_THE_DAY and not _is_day(values.get("date")):
        _refuse_day(cells, row, "date")
    notice = _read_notice(cells, row, known)
    return Step(row_of_text(cells.table.name, row.number), name, partial(_make, kind, values, notice))


def _make(kind: ChangeKind, values: Mapping[str, Any], notice: Notice, schedule: Schedule) -> Amended:
    return kind.make(schedule, values, notice)


def _check_columns(cells: Cells, row: Row, name: str, kind: ChangeKind) -> None:
    for column in kind.required:
        if not row[column].strip():
            cells.refuse(
                row,
                column,
                phrase("is empty, and {change} needs it", change=repr(name)),
                phrase("fill it in"),
            )
    used = {"change", *kind.required, *kind.optional, *ABOUT_THE_NOTICE}
    for column, cell in row.cells.items():
        if cell.strip() and column not in used:
            cells.refuse(
                row,
                column,
                phrase("means nothing for {change}", change=repr(name)),
                phrase("empty it, or choose another change"),
            )


def _read_notice(cells: Cells, row: Row, known: Known) -> Notice:
    announced = cells.date(row, "announced")
    if announced is not None and not _is_day(announced):
        _refuse_day(cells, row, "announced")
    return Notice(
        Citation(cells.text(row, "source") or cells.table.name, confidence=cells.text(row, "confidence")),
        announced.first if isinstance(announced, Days) else known.today,
        cells.word(row, "status", STATUSES) or Status.TENTATIVE,
        cells.text(row, "note"),
    )


def _refuse_day(cells: Cells, row: Row, column: str) -> None:
    what = phrase("{text} is not one day", text=quoted(row[column]))
    cells.refuse(row, column, what, phrase("write it as {example}", example="2026-05-04"))


def _is_day(value: object) -> bool:
    return isinstance(value, Days) and value.precision is Precision.DAY
