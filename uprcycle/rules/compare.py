"""What differs between two rulesets, field by field, in the words of their own files."""

from collections.abc import Iterator, Mapping
from typing import Any

from uprcycle.rules.ruleset import RULES, TASKS, Ruleset
from uprcycle.schedule.compare import FieldChange
from uprcycle.schedule.rows import Row

_IDENTITY = {
    "rule": ("id",),
    "forecast": ("id", "season"),
    "phase": ("id",),
    "holiday": ("date",),
    "source": ("code",),
    "contradiction": ("id",),
    "flag": ("country", "flag", "from"),
    "reading": ("contradiction", "name"),
    "choice": ("country", "contradiction", "from"),
    "office": ("country", "from"),
}
"""By which cells the rows of a table are told apart; those of another table are by all they say."""


def compare_rulesets(old: Ruleset, new: Ruleset) -> tuple[FieldChange, ...]:
    """Return every field that differs: rules, forecasts, phases, holidays and sources, each by its name."""
    before, after = _rows(old), _rows(new)
    return tuple(
        change
        for key in sorted(before.keys() | after.keys(), key=_order)
        for change in _compare_rows(key, before.get(key), after.get(key))
    )


def _rows(ruleset: Ruleset) -> Mapping[tuple[str, ...], Row]:
    """Return every row by its table and what names it; a rule says its phase, whatever file it stands in."""
    return {
        _identity(table, row): _whole(name, table, row)
        for name, tables in ruleset.files.items()
        for table, rows in tables.items()
        for row in rows
    }


def _identity(table: str, row: Row) -> tuple[str, ...]:
    cells = (str(row.get(part, "")) for part in _IDENTITY.get(table, sorted(row)))
    return table, *(each for each in cells if each)


def _whole(name: str, table: str, row: Row) -> Row:
    if table != "rule" or not name.startswith((RULES, TASKS)):
        return row
    return {"phase": name.rsplit("/", 1)[-1].removesuffix(".toml"), **row}


def _order(key: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    tables = list(_IDENTITY)
    return tables.index(key[0]) if key[0] in tables else len(tables), key


def _compare_rows(key: tuple[str, ...], old: Row | None, new: Row | None) -> Iterator[FieldChange]:
    table, name = key[0], " ".join(key)
    if old is None or new is None:
        yield FieldChange(table, name, "", _row_text(old), _row_text(new))
        return
    for field in sorted({*old, *new}):
        if old.get(field) != new.get(field):
            yield FieldChange(table, name, field, _cell_text(old.get(field)), _cell_text(new.get(field)))


def _row_text(row: Row | None) -> str:
    return "; ".join(f"{field}: {_cell_text(row[field])}" for field in sorted(row)) if row else ""


def _cell_text(cell: Any) -> str:  # noqa: ANN401 - whatever a cell of a file holds
    if isinstance(cell, Mapping):
        return ", ".join(f"{key} {_cell_text(value)}" for key, value in cell.items())
    if isinstance(cell, list):
        return "; ".join(map(_cell_text, cell))
    return "" if cell is None else str(cell)
