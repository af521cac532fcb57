"""The file that says on which days to speak of which tasks: the packaged one, or an operator's own.

Whatever it says, hard dates are spoken of at once within their last days: a file that would not is refused.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from notifications.cadence import DEFAULT, NEAR, Cadence
from notifications.cadences import TRAITS, CadenceRow, Cadences, Wanted
from uprcycle.errors import BadInputError, Problem
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Basis, Kind, Prominence
from uprcycle.schedule.rows import Row, read_flag, read_rows, read_text_if_any
from uprcycle.store.packaged import CADENCE, load_cadence_rows

_WORDS: Mapping[str, type[StrEnum]] = {
    "kinds": Kind,
    "roles": Role,
    "phases": Phase,
    "bases": Basis,
    "prominences": Prominence,
}
_DAYS = ("before", "after", "patience_days")
_CHOICES = ("opening", "once", "calm")
_KEYS = ("name", *TRAITS, *_DAYS, *_CHOICES)
_LONGEST = 366
_MOST_BYTES = 1_000_000
_HARD: Mapping[str, Wanted] = {
    name: {**wanted, "bases": frozenset({Basis.STATED, Basis.IMPLIED}), "voluntary": frozenset({False})}
    for name, wanted in (
        ("deadlines", {"kinds": frozenset({Kind.DEADLINE})}),
        ("headline dates", {"prominences": frozenset({Prominence.HEADLINE})}),
    )
}


@cache
def load_cadences(path: Path | None = None) -> Cadences:
    """Return the rows of the file at ``path``, or the packaged ones; read once in the life of a process.

    Raises:
        BadInputError: The file cannot be read, or with all its problems.
    """
    if path is None:
        return read_cadences(load_cadence_rows(), CADENCE)
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise _unreadable(path, f"is larger than {_MOST_BYTES:,} bytes", "write fewer rows")
        return read_cadences(tomllib.loads(content.decode("utf-8-sig")), path.name)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise _unreadable(path, reason, "check the name and the rights") from None
    except UnicodeDecodeError:
        raise _unreadable(path, "is not UTF-8", "save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(path, f"is not TOML: {error}", "write rows as [[cadence]]") from None


def read_cadences(document: Mapping[str, Any], name: str) -> Cadences:
    """Read the rows of a parsed file called ``name``.

    Raises:
        BadInputError: With the first problem of each row, and what no row may have.
    """
    problems = [
        Problem(name, f"has an unknown key {key!r}", "write rows as [[cadence]]")
        for key in sorted(document.keys() - {"cadence"})
    ]
    rows = read_rows(document.get("cadence", ()), _read_row, lambda number, _: _place(name, number), problems)
    if not problems:
        problems += _never_reached(rows, name)
        problems += [each for what in _HARD for each in _silent_on(what, rows, name)]
    if problems:
        raise BadInputError(f"{name} has {len(problems)} problem{'s' * (len(problems) != 1)}", problems)
    return Cadences(tuple(rows))


def _read_row(row: Row) -> CadenceRow:
    for key in row:
        if key not in _KEYS:
            raise ValueError(f"has an unknown key {key!r}; use one of {', '.join(_KEYS)}")
    wanted = {trait: _read_words(row, trait, words) for trait, words in _WORDS.items() if trait in row}
    if "voluntary" in row:
        wanted["voluntary"] = frozenset({read_flag(row, "voluntary")})
    return CadenceRow(_read_cadence(row), wanted, read_text_if_any(row, "name"))


def _read_cadence(row: Row) -> Cadence:
    before = _read_days(row, "before", 0, DEFAULT.before)
    opening, is_once, is_calm = (read_flag(row, each) for each in _CHOICES)
    after = _read_days(row, "after", 1, () if is_once else DEFAULT.after)
    if not before and not after:
        raise ValueError("speaks on no day; give at least one in before or after")
    if is_once and (after or not before):
        raise ValueError("is told once, before its day; give days in before and none in after")
    if is_calm and any(each < NEAR.days for each in before):
        text = f"waits for the digest of the week, which may come too late; use {NEAR.days} or more in before"
        raise ValueError(text)
    patience = row.get("patience_days", DEFAULT.patience.days)
    patience = timedelta(days=_read_day("patience_days", patience, 1))
    return Cadence(before, after, patience, opening=opening, is_once=is_once, is_calm=is_calm)


def _read_days(row: Row, key: str, least: int, default: tuple[int, ...]) -> tuple[int, ...]:
    if key not in row:
        return default
    days = tuple(_read_day(key, each, least) for each in _read_list(row, key))
    if len(set(days)) != len(days):
        raise ValueError(f"{key} names a day twice; name it once")
    return days


def _read_day(key: str, value: object, least: int) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and least <= value <= _LONGEST:
        return value
    raise ValueError(f"{key} has {value!r}; use whole numbers from {least} to {_LONGEST}")


def _read_words(row: Row, key: str, words: type[StrEnum]) -> frozenset[object]:
    known = {each.value: each for each in words}
    given = _read_list(row, key)
    if not given:
        raise ValueError(f"{key} is empty; leave it out to speak of all")
    for each in given:
        if each not in known:
            raise ValueError(f"{key} has {each!r}; use some of {', '.join(known)}")
    return frozenset(known[each] for each in given)


def _read_list(row: Row, key: str) -> list[Any]:
    value = row[key]
    if not isinstance(value, list):
        raise TypeError(f"{key} is {value!r}; write a list in square brackets")
    return value


def _never_reached(rows: Sequence[CadenceRow], name: str) -> Iterator[Problem]:
    for number, row in enumerate(rows):
        earlier = next(
            (count for count, each in enumerate(rows[:number], 1) if each.covers(row.wanted)), None
        )
        if earlier:
            what = f"is never reached: row {earlier} fits all that it fits"
            yield Problem(_place(name, number + 1), what, "put the narrower row first")


def _silent_on(what: str, rows: Sequence[CadenceRow], name: str) -> Iterator[Problem]:
    """Yield the rows that hard dates may have and that do not speak of them at once in their last days."""
    hard = _HARD[what]
    for number, row in enumerate(rows, 1):
        cadence = row.cadence
        speaks = any(each <= NEAR.days for each in cadence.before) and not (
            cadence.is_once or cadence.is_calm
        )
        if not speaks and all(values & hard.get(trait, values) for trait, values in row.wanted.items()):
            remedy = "put a row for them, with a day from 0 to 7 in before, above it, or narrow it"
            yield Problem(_place(name, number), f"keeps silent on {what} in their last seven days", remedy)
        if row.covers(hard):
            return


def _place(name: str, number: int) -> str:
    return f"{name}: cadence {number}"


def _unreadable(path: Path, what: str, remedy: str) -> BadInputError:
    return BadInputError("the cadence cannot be read", [Problem(str(path), what, remedy)])
