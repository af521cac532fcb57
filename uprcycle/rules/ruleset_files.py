"""A ruleset as the files in TOML that people edit, with every problem of every file named at once."""

import json
import tomllib
from collections.abc import Iterator, Mapping

import tomli_w

from uprcycle.errors import Problem
from uprcycle.rules.choices import check_choices
from uprcycle.rules.ruleset import (
    CHOICES,
    FLAGS,
    HOLIDAYS,
    RULES,
    SOURCES,
    TASKS,
    Ruleset,
    check_whole,
    read_parts,
    read_ruleset,
    refuse_problems,
    write_text,
)
from uprcycle.schedule.rows import Row

_LEAD = ("anchor", "offset", "until")
_RULE_FILE = ("rule", "forecast", "phase")
_TABLES = {
    RULES: _RULE_FILE,
    TASKS: _RULE_FILE,
    SOURCES: ("source", "contradiction"),
    HOLIDAYS: ("holiday",),
    FLAGS: ("flag",),
    CHOICES: ("reading", "choice", "office"),
}
_KEYS: Mapping[str, tuple[str, ...]] = {
    "rule": (
        *("id", "kind", "phase", "title", "description", *_LEAD, "at", "zone", "roll", "forecast"),
        *("fallback", "actors", "informed", "conditions", "visibility", "depends_on", "produces"),
        *("limits", "links", "languages", "repeat", "level", "basis", "prominence", "voluntary"),
        *("projected", "sources", "note"),
    ),
    "forecast": (
        *("id", "milestone", "season", "anchor", "earliest", "likeliest", "latest"),
        *("observations", "weekday", "source", "note"),
    ),
    "phase": ("id", "title", "opens", "note"),
    "source": ("code", "short", "title", "publisher", "year", "certainty", "note"),
    "contradiction": ("id", "topic", "text"),
    "holiday": ("date", "name", "confidence"),
    "flag": ("country", "flag", "holds", "from", "until", "confidence", "source"),
    "reading": ("contradiction", "name", "sources", "recounts"),
    "choice": ("country", "contradiction", "reading", "from", "until", "by", "reason", "source"),
    "office": ("country", "office", "roles", "from", "until", "source"),
}
_INNER: Mapping[str, tuple[str, ...]] = {
    "fallback": _LEAD,
    "opens": _LEAD,
    "sources": ("document", "section"),
    "recounts": ("rule", "offset", "until", "beside"),
}


def read_files(texts: Mapping[str, str]) -> Ruleset:
    """Read the files of a folder, by name.

    A table or a key that no rule has is refused: it would be a slip that changes a date in silence.

    Raises:
        BadInputError: With every problem of every file.
    """
    problems: list[Problem] = []
    files = {name: _parse(name, text, problems) for name, text in sorted(texts.items())}
    problems += [problem for name, tables in files.items() for problem in _unknown(name, tables)]
    written = write_text(files)
    rulebook, _, _, choices, _ = read_parts(json.loads(written), problems)
    if not problems:
        problems += check_whole(rulebook)
        problems += [Problem(CHOICES, *each) for each in check_choices(choices, rulebook)]
    refuse_problems(problems)
    return read_ruleset(written)


def write_files(ruleset: Ruleset) -> dict[str, str]:
    """Return the text of each file of ``ruleset``, by name; :func:`read_files` reads them back."""
    return {
        name: tomli_w.dumps({table: [_ordered(table, row) for row in rows] for table, rows in tables.items()})
        for name, tables in ruleset.files.items()
    }


def _parse(name: str, text: str, problems: list[Problem]) -> Row:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(name, f"is not TOML: {error}"))
        return {}


def _unknown(name: str, tables: Row) -> Iterator[Problem]:
    known = next((each for start, each in _TABLES.items() if name.startswith(start)), None)
    if known is None:
        yield Problem(name, "is no file of rules", f"put it into {RULES} or {TASKS}, or remove it")
        return
    for table, rows in tables.items():
        if table not in known:
            yield Problem(name, f"has an unknown table {table!r}", f"use one of {', '.join(known)}")
        elif isinstance(rows, list):
            for number, row in enumerate(rows, start=1):
                yield from _unknown_keys(f"{name}: {table} {number}", row, _KEYS[table])


def _unknown_keys(where: str, row: object, known: tuple[str, ...]) -> Iterator[Problem]:
    if not isinstance(row, dict):
        return  # whoever reads the row says so
    for key, cell in row.items():
        if key not in known:
            yield Problem(where, f"has an unknown key {key!r}", f"use one of {', '.join(known)}")
        for inner in cell if isinstance(cell, list) else [cell]:
            yield from _unknown_keys(f"{where}, {key}", inner, _INNER.get(key, ()))


def _ordered(table: str, row: Row) -> Row:
    """Return ``row`` in the order in which people write it; its text has it by the alphabet."""
    keys = _KEYS.get(table, ())
    return {key: row[key] for key in (*(each for each in keys if each in row), *sorted(set(row) - set(keys)))}
