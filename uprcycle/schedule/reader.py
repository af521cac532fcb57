"""A schedule file, of any kind that people keep one in, read into a schedule.

The ending of its name decides: TOML and JSON have the shape of the packaged schedule, CSV has
one review or one session a row. Nothing is guessed; every problem is named at once.
"""

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NoReturn

from uprcycle.countries import Countries
from uprcycle.errors import BadInputError, Problem, Severity
from uprcycle.ooxml.guard import LESS, TOO_LARGE
from uprcycle.phrase import in_short, phrase
from uprcycle.schedule.by_session import read_by_session
from uprcycle.schedule.by_state import read_by_state
from uprcycle.schedule.checks import check_content
from uprcycle.schedule.columns import COLUMNS
from uprcycle.schedule.document import read_document, write_document
from uprcycle.schedule.origins import Origins, document_origins
from uprcycle.schedule.session import Schedule
from uprcycle.schedule.shape import clean_document
from uprcycle.sheets.cells import MAX_PROBLEMS, Cells
from uprcycle.sheets.correction import Correction
from uprcycle.sheets.table import read_table
from uprcycle.sheets.text import plain_name, read_text, unreadable_file

ENDINGS = (".toml", ".json", ".csv", ".xlsx")
MAX_TOML = 1_000_000  # five times the packaged schedule; its parser is slow
MAX_JSON = 5_000_000
MAX_SIGNS = 150_000  # ten times the packaged schedule; each may cost the parser a value
MAX_REVIEWS = 5_000  # twenty-five cycles of all States
_OF_A_SESSION = ("cycle", "session", "session_start", "session_end", "session_status", "dates")
_UNKNOWN = phrase("has an ending that is not known")
_DECISIVE = (*_OF_A_SESSION, "status", "precision")
_SIGNS = ",=[{#\n"
# A key of very many parts takes the TOML parser minutes; no schedule has a dotted key.
_LONG_KEY = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){16}""")


@dataclass(frozen=True, slots=True)
class ReadSchedule:
    """A schedule that could be read, the warnings that came up, and what has to be confirmed.

    ``origins`` tells from which rows it was read.
    """

    schedule: Schedule
    problems: tuple[Problem, ...] = ()
    corrections: tuple[Correction, ...] = ()
    origins: Origins = field(default_factory=Origins)


def read_schedule(name: str, content: bytes, countries: Countries) -> ReadSchedule:
    """Read the file called ``name``; whether its schedule makes sense is for ``check_schedule``.

    Raises:
        BadInputError: With every problem of the file, warnings last.
    """
    name = plain_name(name)
    match name.casefold().rpartition(".")[2]:
        case "toml":
            return _read_document(name, _parse_toml(name, content), countries)
        case "json":
            return _read_document(name, _parse_json(name, content), countries)
        case "csv" | "xlsx":
            return _read_table(name, content, countries)
        case "xls" | "xlsm" | "xlsb" | "ods" as ending:
            what, remedy = (
                in_short(f"is a workbook of a kind that is not read (.{ending})", _UNKNOWN),
                in_short(
                    "open it and save it as .xlsx, without macros", phrase("save it as .xlsx, without macros")
                ),
            )
        case _:
            what, remedy = (
                _UNKNOWN,
                phrase("use one of {names}", names=", ".join(ENDINGS)),
            )
    raise unreadable_file(name, what, remedy)


def _read_document(name: str, document: object, countries: Countries) -> ReadSchedule:
    clean = clean_document(document, name, countries)
    schedule = read_document(clean.document, name)
    origins = document_origins(clean.document, name)
    return ReadSchedule(schedule, clean.warnings, clean.corrections, origins)


def _parse_toml(name: str, content: bytes) -> object:
    text = _read_limited(name, content, MAX_TOML)
    if _LONG_KEY.search(text):
        raise _not_parsed(name, "TOML", ValueError("a key has more than 16 parts"))
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _not_parsed(name, "TOML", error) from error


def _parse_json(name: str, content: bytes) -> object:
    text = _read_limited(name, content, MAX_JSON)
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise _not_parsed(name, "JSON", error) from error


def _read_limited(name: str, content: bytes, most: int) -> str:
    if len(content) > most:
        raise unreadable_file(
            name, phrase("is larger than {most} MB", most=most // 1_000_000), phrase("save it as CSV")
        )
    text, _ = read_text(name, content)
    if sum(map(text.count, _SIGNS)) > MAX_SIGNS:
        raise unreadable_file(
            name, in_short(f"holds more than {MAX_SIGNS:,} values", TOO_LARGE), phrase("save it as CSV")
        )
    return text


def _not_parsed(name: str, kind: str, error: ValueError | RecursionError) -> BadInputError:
    what = "nested too deeply" if isinstance(error, RecursionError) else str(error).partition(";")[0][:200]
    return unreadable_file(name, phrase("is not {kind}: {what}", kind=kind, what=what), phrase("correct it"))


def _unique(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            message = f"the key {key[:60]!r} is given twice"
            raise ValueError(message)
        found[key] = value
    return found


def _no_number(constant: str) -> NoReturn:
    message = f"{constant} is not a number"
    raise ValueError(message)


def _read_table(name: str, content: bytes, countries: Countries) -> ReadSchedule:
    cells = Cells(read_table(name, content, COLUMNS), may_correct=True)
    headings = cells.table.headings
    if ("states" in headings) is ("country" in headings):
        what = phrase("has no column 'country' (one review a row) and no column 'states' (one session a row)")
        both = phrase("has both a column 'country' and a column 'states'")
        raise unreadable_file(
            name,
            both if "states" in headings else what,
            in_short("keep the one that says what a row is", phrase("keep one of them")),
        )
    if len(cells.table.rows) > MAX_REVIEWS:
        raise unreadable_file(
            name, phrase("has more than {most:,} rows", most=MAX_REVIEWS), in_short("split it by cycle", LESS)
        )
    read = read_by_session if "states" in headings else read_by_state
    schedule, origins = read(cells, countries)
    if cells.error_count:
        cells.problems += _find_more(cells, schedule, origins, countries)
    cells.raise_errors()
    in_order = _in_order(schedule, name)
    return ReadSchedule(in_order, tuple(cells.problems), tuple(cells.corrections), origins)


def _find_more(cells: Cells, schedule: Schedule, origins: Origins, countries: Countries) -> list[Problem]:
    """Return the errors in what could be read, so that they need no second round.

    Nothing where a cell that would decide them could not be read itself.
    """
    undecided = {cells.table.headings.get(each) for each in _DECISIVE}
    if any(each.place.column in undecided for each in cells.problems if each.severity is Severity.ERROR):
        return []
    found = check_content(schedule, countries, origins)
    return [each for each in found if each.place.row and each.severity is Severity.ERROR][:MAX_PROBLEMS]


def _in_order(schedule: Schedule, name: str) -> Schedule:
    return read_document(write_document(schedule), name)
