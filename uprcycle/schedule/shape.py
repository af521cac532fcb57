"""Is a document shaped like a schedule? Every key of every row, before it is read.

A document comes from TOML or JSON that anybody may have written, so a value may be of any type.
Names of States become codes here, and dates the one text of their span.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from itertools import islice
from typing import Any, TypeAlias

from uprcycle.countries import Countries, Country, UnknownCountryError
from uprcycle.days.span import GENEVA, Status
from uprcycle.errors import BadInputError, Place, Problem, Severity
from uprcycle.phrase import in_short, phrase
from uprcycle.schedule.columns import MAX_CYCLE, MAX_ORDER, MAX_SESSION
from uprcycle.sheets.cells import MAX_CELL, MAX_PROBLEMS, find_country, refused
from uprcycle.sheets.correction import MAX_CORRECTIONS, Correction, find_likely
from uprcycle.sheets.dates import read_date
from uprcycle.sheets.table import MAX_ROWS
from uprcycle.sheets.text import UnreadableError, find_hidden, hidden_in, no_such_word, quoted

Document: TypeAlias = dict[str, list[dict[str, Any]]]
_Clean: TypeAlias = Callable[[Any], Any]
_NO_SCHEDULE, _EXPORT = phrase("is not shaped like a schedule"), phrase("export a schedule to see its shape")
_CODE = re.compile(r"[A-Z]{3}")
_HOURS = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d/(?:[01]\d|2[0-3]):[0-5]\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Shape:
    """The keys of one kind of row: how each value is cleaned, and which must be there."""

    keys: Mapping[str, _Clean]
    required: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clean:
    """Rows with clean values, warnings about keys that are ignored, and what has to be confirmed."""

    document: Document
    warnings: tuple[Problem, ...] = ()
    corrections: tuple[Correction, ...] = ()


class _NearlyStateError(UnreadableError):
    """A text is no State, and there is one that it must mean."""

    def __init__(self, text: str, remedy: str, likely: Country) -> None:
        super().__init__(phrase("{text} is not a State", text=quoted(text)), remedy)
        self.text = text
        self.likely = likely


@dataclass(slots=True)
class _Found:
    """What came up while the rows of the file called ``name`` were cleaned."""

    name: str
    problems: list[Problem] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)

    @property
    def refusal(self) -> BadInputError:
        return refused(self.name, [*self.problems, *(each.problem for each in self.corrections)])

    def correct_or_refuse(self, where: str, error: UnreadableError, place: Place) -> str:
        """Keep what is wrong with a value; return the code of the State that it must mean, if any."""
        if isinstance(error, _NearlyStateError) and len(self.corrections) < MAX_CORRECTIONS:
            code, name = error.likely.iso3, error.likely.names["en"]
            self.corrections.append(Correction(where, error.text, code, name, place))
            return code
        self.problems.append(Problem(where, error.what, error.remedy, place=place))
        return ""


def clean_document(document: object, name: str, countries: Countries) -> Clean:
    """Return the rows with clean values; names that are nearly right are corrected.

    Raises:
        BadInputError: With every problem of every row.
    """
    if not isinstance(document, Mapping):
        problem = Problem(name, in_short("holds no tables", _NO_SCHEDULE), _EXPORT)
        raise refused(name, [problem])
    shapes, found = _shapes(countries), _Found(name)
    found.problems += [
        Problem(
            name,
            phrase("the table {name} is not known", name=quoted(str(key))),
            phrase("use one of {names}", names=", ".join(shapes)),
        )
        for key in islice((each for each in document if each not in shapes), MAX_PROBLEMS)
    ]
    clean: Document = {}
    for table, shape in shapes.items():
        rows = document.get(table, [])
        if isinstance(rows, list) and len(rows) <= MAX_ROWS:
            clean[table] = list(_clean_rows(table, rows, shape, found))
            found.problems += _ignored(name, table, rows, shape)
        else:
            what = in_short(f"{table} is not a list of up to {MAX_ROWS:,} rows", _NO_SCHEDULE)
            found.problems.append(Problem(name, what, in_short(f"write each one under [[{table}]]", _EXPORT)))
    if any(each.severity is Severity.ERROR for each in found.problems):
        raise found.refusal
    return Clean(clean, tuple(found.problems), tuple(found.corrections))


def _clean_rows(table: str, rows: list[Any], shape: _Shape, found: _Found) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(rows, start=1):
        place = Place(found.name, table, number)
        yield _clean_row(place, row, shape, found)
        if len(found.problems) >= MAX_PROBLEMS:
            what = phrase("reading stopped after {most} problems", most=MAX_PROBLEMS)
            where = f"{found.name}: {table} {number}"
            found.problems.append(Problem(where, what, phrase("correct these first"), place=place))
            raise found.refusal


def _clean_row(place: Place, row: object, shape: _Shape, found: _Found) -> dict[str, Any]:
    where = f"{place.file}: {place.sheet} {place.row}"
    if not isinstance(row, Mapping):
        what = in_short("is not a table of keys and values", _NO_SCHEDULE)
        found.problems.append(Problem(where, what, _EXPORT, place=place))
        return {}
    code = str(row.get("country", ""))
    where = f"{where} ({code})" if _CODE.fullmatch(code) else where
    missing = [key for key in shape.required if key not in row]
    found.problems += [
        Problem(where, phrase("the key {name} is missing", name=repr(key)), phrase("add it"), place=place)
        for key in missing
    ]
    clean = {}
    for key, value in row.items():
        if key not in shape.keys:
            continue
        try:
            clean[key] = shape.keys[key](value)
        except UnreadableError as error:
            code = found.correct_or_refuse(f"{where}, {key}", error, replace(place, column=key))
            if code:
                clean[key] = code
    return clean


def _ignored(name: str, table: str, rows: list[Any], shape: _Shape) -> list[Problem]:
    keys = {str(key) for row in rows if isinstance(row, Mapping) for key in row if key not in shape.keys}
    return [
        Problem(
            name,
            phrase("the key {name} of {table} is ignored", name=quoted(key), table=table),
            severity=Severity.WARNING,
        )
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
    raise UnreadableError(
        phrase(
            "{text} is not a whole number from {least} to {most}",
            text=quoted(str(value)),
            least=least,
            most=most,
        )
    )


def _counts(count: Callable[[object], int], value: object) -> list[int]:
    if not isinstance(value, list) or len(value) > MAX_ORDER:
        raise UnreadableError(
            phrase("{text} is not a list of numbers", text=quoted(str(value))),
            phrase("write it as {example}", example="[44, 45]"),
        )
    return [count(each) for each in value]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise UnreadableError(no_such_word(str(value), "a text"), phrase("put it between quotation marks"))
    if len(value) > MAX_CELL:
        raise UnreadableError(
            phrase("holds more than {most:,} characters", most=MAX_CELL), phrase("shorten it")
        )
    if hidden := find_hidden(value):
        raise UnreadableError(*hidden_in(value, hidden))
    if value != " ".join(value.splitlines()):
        raise UnreadableError(
            phrase("{text} holds a line break", text=quoted(value)), phrase("write it on one line")
        )
    return value


def _status(value: object) -> str:
    if _text(value) not in set(Status):
        raise UnreadableError(
            no_such_word(_text(value), "a status"),
            phrase("use one of {names}", names=", ".join(Status)),
        )
    return _text(value)


def _hours(value: object) -> str:
    if not _HOURS.fullmatch(_text(value)):
        raise UnreadableError(
            phrase("{text} is not an hour", text=quoted(_text(value))),
            phrase("write it as {example}, in Geneva time", example="09:00/12:30"),
        )
    return _text(value)


def _country(countries: Countries, value: object) -> str:
    found = find_country(_text(value), countries)
    if not isinstance(found, UnknownCountryError):
        return found
    if likely := find_likely(found, countries):
        raise _NearlyStateError(_text(value), found.remedy, likely)
    raise UnreadableError(phrase("{text} is not a State", text=quoted(_text(value))), found.remedy)


def _date(value: object) -> str:
    if isinstance(value, datetime):
        value = (value.astimezone(GENEVA) if value.tzinfo else value).strftime("%Y-%m-%dT%H:%M")
    elif isinstance(value, date):
        value = value.isoformat()
    return str(read_date(_text(value)))
