"""Where the heading of a table stands, and which column each of its cells names.

People put titles above a heading, and spread it over two rows: "Deadlines" merged above
"National report" and "Submissions". A row is a heading if it names at least one column that is
known; the row below it belongs to it if all its cells do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import zip_longest

from uprcycle.countries import fold
from uprcycle.errors import Problem, Severity
from uprcycle.phrase import phrase, suggest
from uprcycle.sheets.text import quoted

_SEARCHED = 20
_SHOWN = 120

Record = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Heading:
    """The row number of the heading, its cells on one line each, and how many records it ends."""

    number: int
    cells: tuple[str, ...]
    taken: int

    def columns(self, names: Mapping[str, str]) -> list[str]:
        """Return the canonical column of each cell, empty where there is none."""
        return [names.get(fold(cell), "") for cell in self.cells]


def find_heading(records: Sequence[Record], names: Mapping[str, str]) -> Heading | None:
    """Return the heading among the first records; ``names`` are folded, with their columns."""
    for index, (number, record) in enumerate(records[:_SEARCHED]):
        upper = [on_one_line(cell) for cell in record]
        if is_note(record) or not any(fold(cell) in names for cell in upper):
            continue
        lower = [on_one_line(cell) for cell in records[index + 1][1]] if index + 1 < len(records) else []
        both = _join(upper, lower, names)
        return Heading(number, tuple(both or upper), index + (2 if both else 1))
    return None


def check_heading(where: str, heading: Heading, names: Mapping[str, str]) -> list[Problem]:
    """Return what is wrong with the cells of a heading: two of one meaning, and unknown ones."""
    problems = []
    seen: dict[str, str] = {}
    for cell, column in zip(heading.cells, heading.columns(names), strict=True):
        if column and column in seen:
            what = phrase(
                "the columns {one} and {other} mean the same", one=quoted(seen[column]), other=quoted(cell)
            )
            problems.append(Problem(where, what, phrase("keep one of them")))
        elif cell and not column:
            close = get_close_matches(fold(cell), names, n=1)
            hint = suggest([names[close[0]]]) if close else ""
            problems.append(
                Problem(
                    where, phrase("the column {name} is ignored", name=quoted(cell)), hint, Severity.WARNING
                )
            )
        if column:
            seen[column] = cell
    return problems


def is_note(record: Sequence[str]) -> bool:
    """Tell whether a row is for people: it begins with "#" and a space, or holds nothing.

    "#N/A" is what became of a formula, in a row that somebody meant.
    """
    first = next((cell.lstrip() for cell in record if cell.strip()), "# ")
    return first.startswith("# ")


def on_one_line(cell: str) -> str:
    """Return a heading's cell without line breaks, cut where no name could be as long."""
    return " ".join(cell.split())[:_SHOWN]


def _join(upper: list[str], lower: list[str], names: Mapping[str, str]) -> list[str]:
    """Return two rows as one heading; nothing where the lower one is not part of it."""
    joined: list[str] = []
    spread = ""
    for above, below in zip_longest(upper, lower, fillvalue=""):
        spread = above or spread
        both = f"{spread} {below}"
        if not below:
            joined.append(above)
        elif fold(below) in names or fold(both) in names:
            joined.append(below if fold(below) in names else both)
        else:
            return []
    return joined if any(lower) else []
