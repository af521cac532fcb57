"""The cells of a table read into values; what is wrong is collected with its row and column.

Every method returns the value, or None where the cell is empty or wrong; a wrong one has left
a problem behind. Callers go on to the next cell and raise once, at the end.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Generic, NoReturn, TypeVar

from uprcycle.countries import Countries, Country, UnknownCountryError, fold
from uprcycle.days.span import Span
from uprcycle.errors import BadInputError, Problem, Severity
from uprcycle.phrase import phrase, suggest
from uprcycle.sheets.correction import MAX_CORRECTIONS, Correction, find_likely
from uprcycle.sheets.dates import DayOrder, find_day_order, may_be_swapped, read_date
from uprcycle.sheets.inert import is_formula, make_plain
from uprcycle.sheets.table import Row, Table
from uprcycle.sheets.text import UnreadableError, find_hidden, hidden_in, no_such_word, quoted

MAX_PROBLEMS = 200
MAX_CELL = 8_000
_MAX_NAME = 120
_Value = TypeVar("_Value")
_READ_AS = {
    DayOrder.DAY_FIRST: phrase("its dates were read with the day first"),
    DayOrder.MONTH_FIRST: phrase("its dates were read with the month first"),
}


@dataclass(frozen=True, slots=True)
class Words(Generic[_Value]):
    """A closed list of words: ``kind`` says of what ("a status"), ``meanings`` has folded keys.

    ``example`` is shown instead of the whole list where that would be long.
    """

    kind: str
    meanings: Mapping[str, _Value]
    example: str = ""

    def suggest(self, text: str) -> str:
        """Return what to write instead of ``text``: the nearest word, else all of them."""
        folded = fold(text[:_MAX_NAME])
        close = get_close_matches(folded, self.meanings, n=1, cutoff=0.7)
        close += [key for key in self.meanings if key.endswith(f" {folded}")]
        if close:
            return suggest([str(self.meanings[close[0]])])
        if self.example:
            return phrase("write it as {example}", example=repr(self.example))
        names = ", ".join(sorted({str(each) for each in self.meanings.values()}))
        return phrase("use one of {names}", names=names)


class Cells:
    """Reads cells of one table and collects their problems, in the order of reading.

    With ``may_correct``, a text that is nearly the name of one State is read as that State and
    kept in ``corrections``; whoever reads on has to show them.
    """

    def __init__(self, table: Table, *, may_correct: bool = False) -> None:
        """Begin with the problems of the table's shape."""
        self.table = table
        self.problems = list(table.problems)
        self.corrections: list[Correction] = []
        self._may_correct = may_correct
        self._likely: dict[str, Country | None] = {}
        self._orders: dict[str, DayOrder | None] = {}
        self._swapped: dict[str, bool] = {}
        self._countries: dict[str, str | UnknownCountryError] = {}

    @property
    def error_count(self) -> int:
        """How many problems are more than warnings."""
        return sum(each.severity is Severity.ERROR for each in self.problems)

    def refuse(self, row: Row, column: str, what: str, remedy: str = "") -> None:
        """Keep one problem of one cell.

        Raises:
            BadInputError: So many problems that the rest would say nothing new.
        """
        place = self.table.place_of(row.number, column)
        self.problems.append(Problem(self.table.where(row, column), what, remedy, place=place))
        if len(self.problems) >= MAX_PROBLEMS:
            what = phrase("reading stopped after {most} problems", most=MAX_PROBLEMS)
            self.problems.append(
                Problem(self.table.where_row(row.number), what, phrase("correct these first"))
            )
            self.raise_problems()

    def require(self, columns: Iterable[str]) -> None:
        """Go on only if the heading has all of ``columns``.

        Raises:
            BadInputError: One is missing, so every row would be wrong.
        """
        missing = self.table.missing(columns)
        self.problems += missing
        if missing:
            self.raise_problems()

    def raise_errors(self) -> None:
        """Go on only if all cells were right.

        Raises:
            BadInputError: At least one was not.
        """
        if self.error_count:
            self.raise_problems()

    def raise_problems(self) -> NoReturn:
        """Refuse the table with all that was found.

        Raises:
            BadInputError: Always.
        """
        raise refused(self.table.name, [*self.problems, *(each.problem for each in self.corrections)])

    def text(self, row: Row, column: str) -> str:
        """Return the cell on one line, trimmed; empty where it is empty or refused."""
        return " ".join(self.lines(row, column))

    def lines(self, row: Row, column: str) -> tuple[str, ...]:
        """Return the lines of the cell that hold anything, each trimmed."""
        cell = row[column]
        if not cell.strip():
            return ()
        if problem := self._problem_of(cell.strip(), column):
            self.refuse(row, column, *problem)
            return ()
        return tuple(" ".join(line.split()) for line in make_plain(cell).splitlines() if line.strip())

    def _problem_of(self, cell: str, column: str) -> tuple[str, str] | None:
        if len(cell) > MAX_CELL:
            return phrase("holds more than {most:,} characters", most=MAX_CELL), phrase("shorten it")
        if hidden := find_hidden(cell):
            return hidden_in(cell, hidden)
        if not self.table.columns[column].multiline and ("\n" in cell or "\r" in cell):
            return phrase("{text} holds a line break", text=quoted(cell)), phrase("write it on one line")
        if is_formula(cell):
            return phrase("{text} is a formula", text=quoted(cell)), phrase("paste its value instead")
        return None

    def required(self, row: Row, column: str) -> str:
        """Return the text of a cell that must not be empty."""
        if not row[column].strip():
            self.refuse(row, column, phrase("the cell is empty"), phrase("fill it in"))
        return self.text(row, column)

    def number(self, row: Row, column: str, *, most: int) -> int | None:
        """Return a whole number from 1 to ``most``."""
        text = self.text(row, column)
        if not text:
            return None
        if text.isascii() and text.isdigit() and len(text) <= len(str(most)) and 1 <= int(text) <= most:
            return int(text)
        self.refuse(
            row,
            column,
            phrase(
                "{text} is not a whole number from {least} to {most}", text=quoted(text), least=1, most=most
            ),
        )
        return None

    def word(self, row: Row, column: str, words: "Words[_Value]") -> _Value | None:
        """Return what the cell's word stands for."""
        text = self.text(row, column)
        return self.one_word(row, column, text, words) if text else None

    def one_word(self, row: Row, column: str, text: str, words: "Words[_Value]") -> _Value | None:
        """Return what ``text``, a part of the cell, stands for."""
        found = words.meanings.get(fold(text))
        if found is None:
            self.refuse(
                row,
                column,
                no_such_word(text, words.kind),
                words.suggest(text),
            )
        return found

    def country(self, row: Row, column: str, countries: Countries) -> str | None:
        """Return the code of the State that the cell names."""
        text = self.text(row, column)
        return self.one_country(row, column, text, countries) if text else None

    def one_country(self, row: Row, column: str, text: str, countries: Countries) -> str | None:
        """Return the code of the State that ``text``, a part of the cell, names."""
        found = self._countries.get(text) or find_country(text, countries)
        self._countries[text] = found
        if not isinstance(found, UnknownCountryError):
            return found
        likely = self._find_likely(text, found, countries)
        if likely is None:
            self.refuse(row, column, phrase("{text} is not a State", text=quoted(text)), found.remedy)
            return None
        where, place = self.table.where(row, column), self.table.place_of(row.number, column)
        self.corrections.append(Correction(where, text, likely.iso3, likely.names["en"], place))
        return likely.iso3

    def _find_likely(self, text: str, error: UnknownCountryError, countries: Countries) -> Country | None:
        if text not in self._likely:
            is_one_more = self._may_correct and len(self._likely) < MAX_CORRECTIONS
            self._likely[text] = find_likely(error, countries) if is_one_more else None
        return self._likely[text]

    def date(self, row: Row, column: str) -> Span | None:
        """Return the date in the cell, read in the order its column leaves possible."""
        text = self.text(row, column)
        if not text:
            return None
        order = self._order(column)
        if order and (row.number, column) in self.table.days and self._swapped[column]:
            what = phrase(
                "the day and the month of {text} may be swapped: other dates of the column are text",
                text=text,
            )
            self.refuse(row, column, what, phrase("check it, and make all of them dates or none"))
            return None
        try:
            return read_date(text, order)
        except UnreadableError as error:
            self.refuse(row, column, error.what, error.remedy)
            return None

    def _order(self, column: str) -> DayOrder | None:
        if column not in self._orders:
            order = find_day_order(row[column].strip() for row in self.table.rows)
            self._orders[column] = order
            rows = (row for row in self.table.rows if (row.number, column) in self.table.days)
            self._swapped[column] = may_be_swapped(row[column] for row in rows)
            if order is not None:
                where = self.table.where_column(column)
                what = _READ_AS[order]
                remedy, place = phrase("write the year first to be sure"), self.table.place_of(0, column)
                self.problems.append(Problem(where, what, remedy, Severity.WARNING, place))
        return self._orders[column]


def find_country(text: str, countries: Countries) -> str | UnknownCountryError:
    """Return the code of the State that ``text`` names, or the error with its suggestion."""
    try:
        return countries.find(text[:_MAX_NAME]).iso3
    except UnknownCountryError as error:
        return error


def refused(subject: str, problems: Iterable[Problem]) -> BadInputError:
    """Return the refusal of ``subject`` with every problem: errors, then corrections, then warnings."""
    found = sorted(problems, key=lambda each: tuple(Severity).index(each.severity))
    count = sum(each.severity is Severity.ERROR for each in found)
    return BadInputError(
        f"{subject} has {count} problem{'s' * (count != 1)}",
        found,
    )
