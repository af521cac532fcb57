"""Delimited text as rows of named cells.

Columns come in any order, under any of their names, separated by commas, semicolons or tabs.
Rows are numbered as a spreadsheet numbers them: the heading is row 1.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from uprcycle.countries import fold
from uprcycle.errors import Problem, Severity
from uprcycle.sheets.text import quoted, read_text, unreadable_file

MAX_ROWS = 20_000
MAX_COLUMNS = 200
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its canonical name, and the other names people give it.

    ``multiline`` allows line breaks inside its cells.
    """

    name: str
    synonyms: tuple[str, ...] = ()
    multiline: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number and its cells by canonical column; a missing cell is empty."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the cell of ``column``, empty where the row or the file has none."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file, in its order, without blank ones.

    ``headings`` maps each canonical column that is present to its name in the file.
    ``problems`` holds what is wrong with the heading and the shape of rows.
    """

    name: str
    headings: Mapping[str, str]
    rows: tuple[Row, ...]
    columns: Mapping[str, Column]
    problems: tuple[Problem, ...] = field(default=())

    def where(self, row: Row, column: str) -> str:
        """Return the place of a cell in the words of the file."""
        return f"{self.name}: row {row.number}, column {self.headings.get(column, column)}"

    def missing(self, required: Iterable[str]) -> tuple[Problem, ...]:
        """Return a problem for each of ``required`` that the heading lacks."""
        return tuple(
            Problem(self.name, f"the column {each!r} is missing", "add it to the heading")
            for each in required
            if each not in self.headings
        )


def read_table(name: str, content: bytes, columns: Iterable[Column]) -> Table:
    """Read ``content`` into rows under ``columns``.

    Raises:
        BadInputError: The file as a whole cannot be read; problems of single rows are collected.
    """
    text, problems = read_text(name, content)
    known = {each.name: each for each in columns}
    names = {fold(text): each.name for each in known.values() for text in (each.name, *each.synonyms)}
    text = _without_hint(text)
    records = _records(name, text, _find_delimiter(text, names))
    first, record = next(((number, each) for number, each in records if any(map(_is_filled, each))), (1, []))
    heading = [_on_one_line(cell) for cell in record]
    if not any(fold(cell) in names for cell in heading):
        raise unreadable_file(
            name, f"has no heading with any of {', '.join(known)}", "name the columns in row 1"
        )
    found = [names.get(fold(cell), "") for cell in heading]
    rows, ragged = _rows(name, records, found)
    headings = {column: cell for column, cell in zip(found, heading, strict=True) if column}
    problems = (*problems, *_check_heading(f"{name}: row {first}", heading, names), *ragged)
    return Table(name, headings, rows, known, problems)


def _without_hint(text: str) -> str:
    # Excel writes the separator into a first line of its own.
    first, _, rest = text.partition("\n")
    return rest if first.strip().casefold() in {f"sep={each}".strip() for each in _DELIMITERS} else text


def _find_delimiter(text: str, names: Mapping[str, str]) -> str:
    first = text.lstrip().partition("\n")[0].partition("\r")[0]

    def known_headings(delimiter: str) -> int:
        return sum(fold(cell) in names for cell in first.replace('"', "").split(delimiter))

    return max(_DELIMITERS, key=known_headings)


def _records(name: str, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            where = f"{name}: row {number}"
            what = f"cannot be read: {error}"
            raise unreadable_file(where, what, "check the quotation marks") from error
        if number > MAX_ROWS + 1:
            raise unreadable_file(
                name, f"has more than {MAX_ROWS:,} rows", "split it, or remove the empty rows"
            )
        if len(record) > MAX_COLUMNS:
            raise unreadable_file(
                f"{name}: row {number}", f"has more than {MAX_COLUMNS} cells", "remove empty columns"
            )
        yield number, record


def _rows(
    name: str, records: Iterable[tuple[int, list[str]]], columns: list[str]
) -> tuple[tuple[Row, ...], list[Problem]]:
    rows: list[Row] = []
    ragged: list[Problem] = []
    for number, record in records:
        if not any(map(_is_filled, record)):
            continue
        if any(map(_is_filled, record[len(columns) :])):
            what = f"has {len(record)} cells under {len(columns)} columns"
            ragged.append(Problem(f"{name}: row {number}", what, "quote the cells that hold commas"))
            continue
        cells = {column: cell for column, cell in zip(columns, record, strict=False) if column}
        rows.append(Row(number, cells))
    return tuple(rows), ragged


def _is_filled(cell: str) -> bool:
    return bool(cell.strip())


def _on_one_line(cell: str) -> str:
    return " ".join(cell.split())


def _check_heading(where: str, heading: list[str], names: Mapping[str, str]) -> list[Problem]:
    problems = []
    seen: dict[str, str] = {}
    for cell in heading:
        column = names.get(fold(cell), "")
        if column and column in seen:
            what = f"the columns {quoted(seen[column])} and {quoted(cell)} mean the same"
            problems.append(Problem(where, what, "keep one of them"))
        elif cell and not column:
            close = get_close_matches(fold(cell), names, n=1)
            hint = f"did you mean {names[close[0]]!r}?" if close else ""
            problems.append(Problem(where, f"the column {quoted(cell)} is ignored", hint, Severity.WARNING))
        if column:
            seen[column] = cell
    return problems
