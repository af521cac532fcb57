"""Is a document shaped like a schedule? Every key of every row, before it is read.

A document comes from TOML or JSON that anybody may have written, so a value may be of any type.
Names of States become codes here, and dates the one text of their span.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import islice
from typing import Any, TypeAlias

from uprcycle.countries import Countries, UnknownCountryError
from uprcycle.days.span import GENEVA, Status
from uprcycle.errors import Problem, Severity
from uprcycle.schedule.columns import MAX_CYCLE, MAX_ORDER, MAX_SESSION
from uprcycle.sheets.cells import MAX_CELL, MAX_PROBLEMS, find_country, refused
from uprcycle.sheets.dates import read_date
from uprcycle.sheets.table import MAX_ROWS
from uprcycle.sheets.text import UnreadableError, find_hidden, quoted

Document: TypeAlias = dict[str, list[dict[str, Any]]]
_Clean: TypeAlias = Callable[[Any], Any]
_CODE = re.compile(r"[A-Z]{3}")
_HOURS = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d/(?:[01]\d|2[0-3]):[0-5]\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Shape:
    """The keys of one kind of row: how each value is cleaned, and which must be there."""

    keys: Mapping[str, _Clean]
    required: tuple[str, ...]


def clean_document(document: object, name: str, countries: Countries) -> tuple[Document, tuple[Problem, ...]]:
    """Return the rows with clean values, and warnings about keys that are ignored.

    Raises:
        BadInputError: With every problem of every row.
    """
    if not isinstance(document, Mapping):
        problem = Problem(name, "holds no tables", "export a schedule to see its shape")
        raise refused(name, [problem])
    shapes = _shapes(countries)
    problems = [
        Problem(name, f"the table {quoted(str(key))} is not known", f"use {', '.join(shapes)}")
        for key in islice((each for each in document if each not in shapes), MAX_PROBLEMS)
    ]
    clean: Document = {}
    for table, shape in shapes.items():
        rows = document.get(table, [])
        if isinstance(rows, list) and len(rows) <= MAX_ROWS:
            clean[table] = list(_clean_rows(f"{name}: {table}", rows, shape, problems))
            problems += _ignored(name, table, rows, shape)
        else:
            what = f"{table} is not a list of up to {MAX_ROWS:,} rows"
            problems.append(Problem(name, what, f"write each one under [[{table}]]"))
    if any(each.severity is Severity.ERROR for each in problems):
        raise refused(name, problems)
    return clean, tuple(problems)


def _clean_rows(
    where: str, rows: list[Any], shape: _Shape, problems: list[Problem]
) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(rows, start=1):
        yield _clean_row(f"{where} {number}", row, shape, problems)
        if len(problems) >= MAX_PROBLEMS:
            what = f"reading stopped after {MAX_PROBLEMS} problems"
            problems.append(Problem(f"{where} {number}", what, "correct these first"))
            raise refused(where.partition(":")[0], problems)


def _clean_row(where: str, row: object, shape: _Shape, problems: list[Problem]) -> dict[str, Any]:
    if not isinstance(row, Mapping):
        problems.append(Problem(where, "is not a table of keys and values", "export one to see its shape"))
        return {}
    code = str(row.get("country", ""))
    where = f"{where} ({code})" if _CODE.fullmatch(code) else where
    missing = [key for key in shape.required if key not in row]
    problems += [Problem(where, f"the key {key!r} is missing", "add it") for key in missing]
    clean = {}
    for key, value in row.items():
        if key in shape.keys:
            try:
                clean[key] = shape.keys[key](value)
            except UnreadableError as error:
                problems.append(Problem(f"{where}, {key}", error.what, error.remedy))
    return clean


def _ignored(name: str, table: str, rows: list[Any], shape: _Shape) -> list[Problem]:
    keys = {str(key) for row in rows if isinstance(row, Mapping) for key in row if key not in shape.keys}
    return [
        Problem(name, f"the key {quoted(key)} of {table} is ignored", severity=Severity.WARNING)
        for key in sorted(keys)[:MAX_PROBLEMS]
    ]


def _shapes(countries: Countries) -> dict[str, _Shape]:
    session, cycle = partial(_count, 1, MAX_SESSION), partial(_count, 1, MAX_CYCLE)
    country = partial(_country, countries)
    published = {"status": _status} | _texts("record", "source", "place", "confidence", "note")
    numbered = published | {"number": session, "dates": _date}
    counts = dict.fromkeys(("scheduled", "reviewed"), partial(_count, 0, MAX_SESSION))
    review = published | _texts(
        "hours_confidence", "name_at_time", "order_confidence", "composition_confidence"
    )
    review |= {"cycle": cycle, "session": session, "country": country, "date": _date, "hours": _hours}
    review |= {"order": partial(_count, 0, MAX_ORDER)}
    dated = published | _texts("milestone", "kind") | {"session": session, "span": _date, "country": country}
    return {
        "session": _Shape(
            numbered | counts | {"cycle": cycle, "council": partial(_counts, session)},
            ("number", "cycle", "dates", "status"),
        ),
        "council": _Shape(numbered, ("number", "dates", "status")),
        "review": _Shape(review, ("country", "date", "status")),
        "date": _Shape(dated, ("session", "span", "status")),
    }


def _texts(*keys: str) -> dict[str, _Clean]:
    return dict.fromkeys(keys, _text)


def _count(least: int, most: int, value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
        return value
    raise UnreadableError(f"{quoted(str(value))} is not a whole number from {least} to {most}")


def _counts(count: Callable[[object], int], value: object) -> list[int]:
    if not isinstance(value, list) or len(value) > MAX_ORDER:
        raise UnreadableError(f"{quoted(str(value))} is not a list of numbers", "write it as [44, 45]")
    return [count(each) for each in value]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise UnreadableError(f"{quoted(str(value))} is not a text", "put it between quotation marks")
    if len(value) > MAX_CELL:
        raise UnreadableError(f"holds more than {MAX_CELL:,} characters", "shorten it")
    if hidden := find_hidden(value):
        raise UnreadableError(
            f"{quoted(value)} holds a character that cannot be seen ({hidden})", "type it again"
        )
    if value != " ".join(value.splitlines()):
        raise UnreadableError(f"{quoted(value)} holds a line break", "write it on one line")
    return value


def _status(value: object) -> str:
    if _text(value) not in set(Status):
        raise UnreadableError(f"{quoted(_text(value))} is not a status", f"use one of {', '.join(Status)}")
    return _text(value)


def _hours(value: object) -> str:
    if not _HOURS.fullmatch(_text(value)):
        raise UnreadableError(
            f"{quoted(_text(value))} are not hours", "write them as 09:00/12:30, in Geneva time"
        )
    return _text(value)


def _country(countries: Countries, value: object) -> str:
    found = find_country(_text(value), countries)
    if isinstance(found, UnknownCountryError):
        raise UnreadableError(f"{quoted(_text(value))} is not a State", found.remedy)
    return found


def _date(value: object) -> str:
    if isinstance(value, datetime):
        value = (value.astimezone(GENEVA) if value.tzinfo else value).strftime("%Y-%m-%dT%H:%M")
    elif isinstance(value, date):
        value = value.isoformat()
    return str(read_date(_text(value)))
