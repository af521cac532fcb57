"""Rooms in other services than Slack and Teams, as an operator allows them, one by one, in a file.

Their addresses are those of Apprise, which can do much more than post; so they come from the file of
whoever runs the installation, and from nobody who uses it. Nothing is allowed but what stands there.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from uprcycle.errors import BadInputError, Problem

_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}", re.ASCII)
_ADDRESS = re.compile(r"([a-z][a-z0-9]{1,31})://[\x21-\x7e]{1,2000}", re.ASCII)
_KEYS = ("name", "schema", "address", "office", "country", "language")
_MUST = _KEYS[:-1]
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class OtherRoom:
    """The room of an office in another service; ``address`` is one of Apprise, of that ``schema``."""

    name: str
    schema: str
    office: str
    country: str
    language: str
    address: str = field(repr=False)

    @property
    def allowed_as(self) -> str:
        """By what an allow-list names it."""
        return f"{self.schema}#{hashlib.sha256(self.address.encode()).hexdigest()[:12]}"


def load_other_rooms(path: Path | None) -> tuple[OtherRoom, ...]:
    """Return the rooms in the file at ``path``; without one there are none.

    Raises:
        BadInputError: The file cannot be read, or with all its problems.
    """
    if path is None:
        return ()
    try:
        with path.open(encoding="utf-8") as file:
            return read_other_rooms(file.read(_MOST), path.name)
    except (OSError, UnicodeDecodeError):
        problem = Problem(path.name, "cannot be read", "check the name, the rights and that it is UTF-8")
        raise BadInputError("rooms cannot be read", [problem]) from None


def read_other_rooms(text: str, name: str) -> tuple[OtherRoom, ...]:
    """Read a TOML file of rooms, each a table ``[[room]]``.

    Raises:
        BadInputError: With every problem at once; no problem repeats an address.
    """
    try:
        rows = tomllib.loads(text).get("room", [])
    except tomllib.TOMLDecodeError:
        problem = Problem(name, "is no TOML", "write a table [[room]] for each room")
        raise BadInputError("rooms cannot be read", [problem]) from None
    rows = rows if isinstance(rows, list) else [rows]
    problems = [
        each for number, row in enumerate(rows, start=1) for each in _problems(row, f"{name}: room {number}")
    ]
    names = [row.get("name") for row in rows if isinstance(row, dict)]
    problems += [
        Problem(name, f"names {each!r} twice", "give each room a name of its own")
        for each in sorted({each for each in names if isinstance(each, str) and names.count(each) > 1})
    ]
    if problems:
        raise BadInputError("rooms cannot be read", problems)
    return tuple(OtherRoom(**{"language": "en"} | row) for row in rows)


def _problems(row: Any, where: str) -> Iterator[Problem]:  # noqa: ANN401 - whatever TOML holds
    if not isinstance(row, Mapping):
        yield Problem(where, "is no table", "write a table [[room]] for each room")
        return
    for key in sorted(row.keys() - set(_KEYS)):
        yield Problem(where, f"has an unknown key {key!r}", f"use {', '.join(_KEYS)}")
    for key in _MUST:
        if not row.get(key):
            yield Problem(where, f"has no {key}", f"give {', '.join(_MUST)}")
    texts = {key: each for key, each in row.items() if isinstance(each, str)}
    for key in row.keys() - texts.keys():
        yield Problem(where, f"has a {key} that is no text", "put it into quotes")
    yield from _wrong_texts(texts, where)


def _wrong_texts(texts: Mapping[str, str], where: str) -> Iterator[Problem]:
    name, given = texts.get("name", ""), texts.get("address", "")
    if name and not _NAME.fullmatch(name):
        yield Problem(where, f"has the name {name[:40]!r}", "use small letters, digits and hyphens")
    address = _ADDRESS.fullmatch(given)
    if given and (address is None or address[1] != texts.get("schema")):
        yield Problem(where, "has an address of another schema than it names", "let both be the same")
