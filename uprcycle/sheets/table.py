"""Delimited text or a sheet of a workbook as rows of named cells.

Columns come in any order, under any of their names. Rows are numbered as a spreadsheet numbers
them; titles above the heading and rows that begin with "# " are for people and are passed by.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from uprcycle.countries import fold
from uprcycle.errors import Place, Problem, Severity
from uprcycle.phrase import phrase
from uprcycle.sheets.delimited import read_delimited
from uprcycle.sheets.heading import Heading, Record, check_heading, find_heading, is_note
from uprcycle.sheets.text import in_column, row_of_sheet, row_of_text, unreadable_file
from uprcycle.sheets.workbook import Sheet, read_workbook, sheet_place
from uprcycle.sheets.worksheet import MAX_ROWS

__all__ = ["MAX_CHARACTERS", "MAX_ROWS", "Column", "Row", "Table", "read_table"]

MAX_CHARACTERS = 4_000_000


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
    ``problems`` holds what is wrong with the heading and the shape of rows. ``days`` are the
    places, row number and column, of cells that a spreadsheet stored as dates.
    """

    name: str
    headings: Mapping[str, str]
    rows: tuple[Row, ...]
    columns: Mapping[str, Column]
    problems: tuple[Problem, ...] = field(default=())
    sheet: str = ""
    days: frozenset[tuple[int, str]] = frozenset()

    @property
    def place(self) -> str:
        """The file, and its sheet where it has sheets, as problems name them."""
        return sheet_place(self.name, self.sheet) if self.sheet else self.name

    def where(self, row: Row, column: str) -> str:
        """Return the place of a cell in the words of the file."""
        return in_column(self.where_row(row.number), self.headings.get(column, column))

    def where_row(self, number: int) -> str:
        """Return the place of a row."""
        return row_of_sheet(self.place, number) if self.sheet else row_of_text(self.name, number)

    def where_column(self, column: str) -> str:
        """Return the place of a column in the words of the file."""
        return in_column(self.place, self.headings.get(column, column))

    def place_of(self, row: int, column: str = "") -> Place:
        """Return the place of a row, or of one of its cells, in parts."""
        return Place(self.name, self.sheet, row, self.headings.get(column, column))

    def missing(self, required: Iterable[str]) -> tuple[Problem, ...]:
        """Return a problem for each of ``required`` that the heading lacks."""
        return tuple(
            Problem(
                self.place,
                phrase("the column {name} is missing", name=repr(each)),
                phrase("add it to the heading"),
            )
            for each in required
            if each not in self.headings
        )


def read_table(name: str, content: bytes, columns: Iterable[Column]) -> Table:
    """Read ``content`` into rows under ``columns``.

    Of a workbook, told by the ending of its name, the first sheet with a heading is read.

    Raises:
        BadInputError: The file as a whole cannot be read; problems of single rows are collected.
    """
    known = {each.name: each for each in columns}
    names = {fold(text): each.name for each in known.values() for text in (each.name, *each.synonyms)}
    if name.casefold().endswith(".xlsx"):
        sheets = read_workbook(name, content)
    else:
        records, problems = read_delimited(name, content, names)
        sheets = (Sheet("", tuple(records), problems),)
    found = [(sheet, heading) for sheet in sheets if (heading := find_heading(sheet.records, names))]
    if not found:
        what = phrase("has no heading with any of {names}", names=", ".join(known))
        raise unreadable_file(name, what, phrase("name the columns in row 1"))
    sheet, heading = found[0]
    table = Table(name, {}, (), known, _more_sheets(name, found), sheet.name)
    return _fill(table, sheet, heading, names)


def _more_sheets(name: str, found: Sequence[tuple[Sheet, Heading]]) -> tuple[Problem, ...]:
    what = phrase("has a heading too and was not read")
    return tuple(
        Problem(
            sheet_place(name, sheet.name), what, phrase("put everything into one sheet"), Severity.WARNING
        )
        for sheet, _ in found[1:]
    )


def _fill(table: Table, sheet: Sheet, heading: Heading, names: Mapping[str, str]) -> Table:
    """Return ``table`` with the rows of ``sheet`` and everything that is wrong with their shape."""
    columns = heading.columns(names)
    rows, ragged = _rows(table, sheet.records[heading.taken :], columns)
    if sum(len(cell) for row in rows for cell in row.cells.values()) > MAX_CHARACTERS:
        what = phrase("holds more than {most:,} characters", most=MAX_CHARACTERS)
        raise unreadable_file(table.place, what, phrase("remove what is not needed"))
    headings = {column: cell for column, cell in zip(columns, heading.cells, strict=True) if column}
    judged = check_heading(table.where_row(heading.number), heading, names)
    problems = (*sheet.problems, *table.problems, *judged, *ragged)
    days = frozenset((row, columns[place]) for row, place in sheet.days if place < len(columns))
    return replace(table, headings=headings, rows=rows, problems=problems, days=days)


def _rows(
    table: Table, records: Sequence[Record], columns: Sequence[str]
) -> tuple[tuple[Row, ...], list[Problem]]:
    rows: list[Row] = []
    ragged: list[Problem] = []
    for number, record in records:
        if is_note(record):
            continue
        if any(cell.strip() for cell in record[len(columns) :]):
            what = phrase(
                "has {cells} cells under {columns} columns", cells=len(record), columns=len(columns)
            )
            remedy = (
                phrase("name their columns") if table.sheet else phrase("quote the cells that hold commas")
            )
            ragged.append(Problem(table.where_row(number), what, remedy, place=table.place_of(number)))
            continue
        cells = {column: cell for column, cell in zip(columns, record, strict=False) if column}
        rows.append(Row(number, cells))
    return tuple(rows), ragged
