"""Which cadence a task has: rows by kind, role and phase, read from a file; the first that fits counts.

A row only chooses days. What may be spoken of at all, and to whom, is decided elsewhere.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from notifications.cadence import DEFAULT, Cadence
from uprcycle.checklist.task import Task
from uprcycle.errors import BadInputError, Problem
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Kind
from uprcycle.schedule.rows import Row, read_rows
from uprcycle.store.packaged import CADENCE, load_cadence_rows

_KEYS = ("kinds", "roles", "phases", "before", "after", "patience_days")
_LONGEST = 366
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class CadenceRow:
    """A cadence and the tasks that have it; an empty set stands for all."""

    cadence: Cadence
    kinds: frozenset[Kind] = frozenset()
    roles: frozenset[Role] = frozenset()
    phases: frozenset[Phase] = frozenset()

    def fits(self, task: Task) -> bool:
        """Tell whether the row speaks of ``task``."""
        pairs = (
            (self.kinds, {task.rule.kind}),
            (self.roles, task.office.roles),
            (self.phases, {task.rule.phase}),
        )
        return all(not wanted or not wanted.isdisjoint(found) for wanted, found in pairs)

    def covers(self, later: "CadenceRow") -> bool:
        """Tell whether all that ``later`` fits is fitted by this row before."""
        pairs: tuple[tuple[AbstractSet[str], AbstractSet[str]], ...] = (
            (self.kinds, later.kinds),
            (self.roles, later.roles),
            (self.phases, later.phases),
        )
        return all(not mine or (theirs and theirs <= mine) for mine, theirs in pairs)


@dataclass(frozen=True, slots=True)
class Cadences:
    """The rows in order; a task that none of them fits has the default cadence."""

    rows: tuple[CadenceRow, ...] = ()

    def of(self, task: Task) -> Cadence:
        """Return the cadence of ``task``."""
        return next((each.cadence for each in self.rows if each.fits(task)), DEFAULT)


@cache
def load_cadences() -> Cadences:
    """Return the packaged rows."""
    return read_cadences(load_cadence_rows(), CADENCE)


def read_cadences(document: Mapping[str, Any], name: str) -> Cadences:
    """Read the rows of a parsed file called ``name``.

    Raises:
        BadInputError: With the first problem of each row, and what no row may have.
    """
    problems = [
        Problem(name, f"has an unknown key {key!r}", "write rows as [[cadence]]")
        for key in sorted(document.keys() - {"cadence"})
    ]
    rows = read_rows(
        document.get("cadence", ()), _read_row, lambda number, _: f"{name}: cadence {number}", problems
    )
    if not problems:
        problems += _never_reached(rows, name)
    if problems:
        raise BadInputError(f"{name} has {len(problems)} problem{'s' * (len(problems) != 1)}", problems)
    return Cadences(tuple(rows))


def _read_row(row: Row) -> CadenceRow:
    for key in row:
        if key not in _KEYS:
            raise ValueError(f"has an unknown key {key!r}; use one of {', '.join(_KEYS)}")
    before = _read_days(row, "before", 0, DEFAULT.before)
    after = _read_days(row, "after", 1, DEFAULT.after)
    if not before and not after:
        raise ValueError("speaks on no day; give at least one in before or after")
    patience = row.get("patience_days", DEFAULT.patience.days)
    return CadenceRow(
        Cadence(before, after, timedelta(days=_read_day("patience_days", patience, 1))),
        _read_words(row, "kinds", Kind),
        _read_words(row, "roles", Role),
        _read_words(row, "phases", Phase),
    )


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


def _read_words(row: Row, key: str, words: type[_Word]) -> frozenset[_Word]:
    known = {each.value: each for each in words}
    given = _read_list(row, key) if key in row else ()
    if key in row and not given:
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


def _never_reached(rows: list[CadenceRow], name: str) -> Iterator[Problem]:
    for number, row in enumerate(rows):
        earlier = next((count for count, each in enumerate(rows[:number], 1) if each.covers(row)), None)
        if earlier:
            what = f"is never reached: row {earlier} fits all that it fits"
            yield Problem(f"{name}: cadence {number + 1}", what, "put the narrower row first")
