"""Delimited text as numbered records: commas, semicolons or tabs, told by the heading."""

import csv
import io
from collections.abc import Iterator, Mapping

from uprcycle.countries import fold
from uprcycle.errors import Problem
from uprcycle.ooxml.guard import LESS, TOO_LARGE
from uprcycle.phrase import in_short, phrase
from uprcycle.sheets.heading import Record
from uprcycle.sheets.text import read_text, row_of_text, unreadable_file
from uprcycle.sheets.worksheet import MAX_COLUMNS, MAX_ROWS

_DELIMITERS = ",;\t"
_SEARCHED = 20


def read_delimited(
    name: str, content: bytes, names: Mapping[str, str]
) -> tuple[list[Record], tuple[Problem, ...]]:
    """Return the records that hold anything, and warnings about how the text was read.

    Args:
        name: What to call the file in problems.
        content: Its bytes, in any encoding that a spreadsheet writes.
        names: Folded names of columns; the delimiter is the one that parts most of them.

    Raises:
        BadInputError: The file as a whole cannot be read.
    """
    text, problems = read_text(name, content)
    text = _without_hint(text)
    return list(_records(name, text, _find_delimiter(text, names))), problems


def _without_hint(text: str) -> str:
    # Excel writes the separator into a first line of its own.
    first, _, rest = text.partition("\n")
    return rest if first.strip().casefold() in {f"sep={each}".strip() for each in _DELIMITERS} else text


def _find_delimiter(text: str, names: Mapping[str, str]) -> str:
    lines = text[:100_000].lstrip().splitlines()[:_SEARCHED]

    def known_headings(delimiter: str) -> int:
        return max(
            sum(fold(cell) in names for cell in line.replace('"', "").split(delimiter)) for line in lines
        )

    return max(_DELIMITERS, key=known_headings)


def _records(name: str, text: str, delimiter: str) -> Iterator[Record]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            where = row_of_text(name, number)
            what = phrase("cannot be read: {error}", error=error)
            raise unreadable_file(where, what, phrase("check the quotation marks")) from error
        if number > MAX_ROWS + 1:
            raise unreadable_file(
                name,
                phrase("has more than {most:,} rows", most=MAX_ROWS),
                LESS,
            )
        if len(record) > MAX_COLUMNS:
            raise unreadable_file(
                row_of_text(name, number),
                in_short(f"has more than {MAX_COLUMNS} cells", TOO_LARGE),
                in_short("remove empty columns", LESS),
            )
        if any(cell.strip() for cell in record):
            yield number, record
