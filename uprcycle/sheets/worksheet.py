"""One sheet of a workbook as numbered rows of texts, as a person who looks at it would read them.

A formula keeps its sign "=", so that whoever reads the cell refuses it; every other text is made
inert, so that a text which only looks like one is never taken for it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from uprcycle.errors import BadInputError
from uprcycle.ooxml.guard import DAMAGED, LESS, TOO_LARGE
from uprcycle.ooxml.markup import Budget, Visitor, read_markup
from uprcycle.phrase import in_short, phrase
from uprcycle.sheets.inert import make_inert
from uprcycle.sheets.number_formats import Face, iso_text, number_text
from uprcycle.sheets.text import row_of_sheet, unreadable_file

MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_TEXT = 8_001  # one more than a cell may hold, so that a longer one is still seen to be too long
_MAX_MERGED = 5_000
_MAX_FILLED = 50_000
_LAST_ROW = 1_048_576
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)
_TRUE = frozenset({"1", "true"})
_DAYS = frozenset({Face.DAY, Face.MOMENT})


@dataclass(frozen=True, slots=True)
class Known:
    """What the cells of every sheet refer to: shared texts, the faces of styles, the first day."""

    texts: tuple[str, ...] = ()
    faces: tuple[Face, ...] = ()
    from_1904: bool = False


@dataclass(slots=True)
class Grid:
    """The rows that hold anything, by number, each with its texts by column counted from 0.

    ``days`` are the places, row and column, of cells that are stored as dates.
    """

    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    days: set[tuple[int, int]] = field(default_factory=set)
    hidden: list[int] = field(default_factory=list)
    merged: list[tuple[int, int, int]] = field(default_factory=list)

    def records(self) -> list[tuple[int, list[str]]]:
        """Return the rows in order, each as long as its last text."""
        return [
            (number, [cells.get(column, "") for column in range(max(cells) + 1)])
            for number, cells in self.rows.items()
        ]


def read_worksheet(chunks: Iterable[bytes], known: Known, budget: Budget, where: str) -> Grid:
    """Read one sheet; a cell merged downwards counts in each of its rows.

    Raises:
        BadInputError: It is damaged, or larger than a sheet of this kind can be.
    """
    reader = _Reader(known, where)
    read_markup(chunks, Visitor(reader.start, reader.end, reader.text), budget)
    _fill_down(reader.grid, where)
    return reader.grid


def plain_text(text: str) -> str:
    """Return a stored text as it is shown, cut where it is longer than any cell may be."""
    text = text[: 8 * MAX_TEXT]
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return make_inert(text[:MAX_TEXT])


class _Reader:
    """Is told of elements, and keeps the row, the cell and the text that they are part of."""

    def __init__(self, known: Known, where: str) -> None:
        self.grid = Grid()
        self._known = known
        self._where = where
        self._row = 0
        self._hidden = False
        self._column = -1
        self._cell: Mapping[str, str] = {}
        self._parts: dict[str, list[str]] = {}
        self._open: list[str] | None = None
        self._aside = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name in {"v", "t", "f"} and not self._aside:
            self._open = self._parts.setdefault(name, [])
        elif name == "row":
            self._begin_row(attributes)
        elif name == "rPh":  # how the text is pronounced, beside the text
            self._aside += 1
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def text(self, data: str) -> None:
        if self._open is not None:
            self._open.append(data)

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name == "rPh":
            self._aside -= 1
        elif name in {"v", "t", "f"}:
            self._open = None

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        text = attributes.get("r", str(self._row + 1))
        number = int(text) if text.isascii() and text.isdigit() and len(text) < len(str(_LAST_ROW)) + 1 else 0
        if not self._row < number <= _LAST_ROW:
            raise unreadable_file(
                self._where,
                in_short("has rows that are out of order", DAMAGED),
                phrase("open it in a spreadsheet and save it again as .xlsx"),
            )
        self._row, self._column = number, -1
        self._hidden = attributes.get("hidden", "") in _TRUE

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        place = attributes.get("r", "")
        match = _PLACE.fullmatch(place)
        if place and (match is None or int(match[2]) != self._row):
            raise unreadable_file(
                self._where,
                in_short("has a cell that is out of place", DAMAGED),
                phrase("open it in a spreadsheet and save it again as .xlsx"),
            )
        self._column = column_index(match[1]) if match else self._column + 1
        self._cell, self._parts = attributes, {}

    def _end_cell(self) -> None:
        if not self._parts or self._row == 0:
            return
        text = self._cell_text()
        if not text.strip():
            return
        where = row_of_sheet(self._where, self._row)
        if self._column >= MAX_COLUMNS:
            raise unreadable_file(
                where,
                in_short(f"has more than {MAX_COLUMNS} cells", TOO_LARGE),
                in_short("remove empty columns", LESS),
            )
        if self._row not in self.grid.rows:
            if len(self.grid.rows) > MAX_ROWS:
                what = phrase("has more than {most:,} rows", most=MAX_ROWS)
                raise unreadable_file(self._where, what, LESS)
            self.grid.rows[self._row] = {}
            self.grid.hidden += [self._row] * self._hidden
        self.grid.rows[self._row][self._column] = text

    def _cell_text(self) -> str:
        if "f" in self._parts:
            return "=" + "".join(self._parts["f"])[:MAX_TEXT]
        value = "".join(self._parts.get("v", ()))
        match self._cell.get("t", "n"):
            case "n":
                face = self._face()
                if face in _DAYS:
                    self.grid.days.add((self._row, self._column))
                return number_text(value, face, from_1904=self._known.from_1904)
            case "s":
                return self._shared_text(value)
            case "b":
                return str(value.strip() in _TRUE).upper()
            case "inlineStr":
                value = "".join(self._parts.get("t", ()))
            case "d":
                value = iso_text(value)
            case _:
                pass
        return plain_text(value)

    def _shared_text(self, value: str) -> str:
        index = _whole(value)
        if index is None or index >= len(self._known.texts):
            raise unreadable_file(
                self._where,
                in_short("has a cell without its text", DAMAGED),
                phrase("open it in a spreadsheet and save it again as .xlsx"),
            )
        return self._known.texts[index]

    def _face(self) -> Face:
        index = _whole(self._cell.get("s", "0"))
        faces = self._known.faces
        return faces[index] if index is not None and index < len(faces) else Face.PLAIN

    def _merge(self, text: str) -> None:
        first, _, last = text.partition(":")
        ends = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
        if len(self.grid.merged) > _MAX_MERGED:
            raise _too_merged(self._where)
        if ends[0] and ends[1]:
            self.grid.merged.append((column_index(ends[0][1]), int(ends[0][2]), int(ends[1][2])))


def _whole(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < len(str(_LAST_ROW)) else None


@cache
def column_index(letters: str) -> int:
    """Return the place of a column counted from 0, as 27 of "AB"."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def _fill_down(grid: Grid, where: str) -> None:
    numbers = sorted(grid.rows)
    left = _MAX_FILLED
    for column, first, last in grid.merged:
        text = grid.rows.get(first, {}).get(column, "")
        if not text:
            continue
        covered = numbers[bisect_left(numbers, first + 1) : bisect_left(numbers, last + 1)]
        left -= len(covered) + 1
        if left < 0:
            raise _too_merged(where)
        for number in covered:
            grid.rows[number].setdefault(column, text)


def _too_merged(where: str) -> BadInputError:
    return unreadable_file(
        where,
        in_short("has more merged cells than can be read", TOO_LARGE),
        in_short("take them apart", LESS),
    )
