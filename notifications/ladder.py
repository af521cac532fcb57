"""The ladder of escalation: after how long an overdue task is passed on to whom, read from a file.

It knows of no person and no task. Its words belong to the keys of the ledger and never change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Any, TypeVar

from uprcycle.errors import BadInputError, Problem
from uprcycle.people import UN_ROLES, Role
from uprcycle.rules.rule import Kind
from uprcycle.schedule.rows import Row, read_number, read_rows, read_text, read_texts
from uprcycle.store.packaged import ESCALATION, load_escalation_rows

_KEYS = ("kinds", "counted", "desk", "patience_days", "step")
_Word = TypeVar("_Word", bound=StrEnum)


class Party(StrEnum):
    """Who is told of a task, from those who hold the office upwards."""

    HOLDER = "holder"
    DEPUTY = "deputy"
    HEAD = "head"
    DESK = "desk"


_HEIGHTS = {party: height for height, party in enumerate(Party)}


@dataclass(frozen=True, slots=True)
class Step:
    """Whose turn it is ``after`` so many working days."""

    to: Party
    after: int


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps from the lowest up, and what is passed on: rules of ``kinds``, within ``patience``.

    Rules of ``counted`` are passed on when they were counted from a sure day, too. ``desk`` are the roles
    that sit at the desk, the first that somebody holds counts.
    """

    steps: tuple[Step, ...] = ()
    kinds: frozenset[Kind] = frozenset()
    counted: frozenset[Kind] = frozenset()
    desk: tuple[Role, ...] = ()
    patience: timedelta = timedelta(days=60)


def height(party: Party) -> int:
    """Return how high a party stands, those who hold the office being lowest."""
    return _HEIGHTS[party]


@cache
def load_ladder() -> Ladder:
    """Return the packaged ladder."""
    return read_ladder(load_escalation_rows(), ESCALATION)


def read_ladder(document: Mapping[str, Any], name: str) -> Ladder:
    """Read the ladder of a parsed file called ``name``.

    Raises:
        BadInputError: With every problem of the file.
    """
    problems = [
        Problem(name, f"has an unknown key {key!r}", f"use {', '.join(_KEYS)}")
        for key in sorted(document.keys() - set(_KEYS))
    ]
    steps = read_rows(
        document.get("step", ()), _read_step, lambda number, _: f"{name}: step {number}", problems
    )
    found = read_rows([document], lambda row: _read_ladder(row, steps), lambda *_: name, problems)
    if problems:
        raise BadInputError(f"{name} has {len(problems)} problem{'s' * (len(problems) != 1)}", problems)
    return found[0]


def _read_step(row: Row) -> Step:
    after, to = read_number(row, "after"), read_text(row, "to")
    known = [each.value for each in Party if each is not Party.HOLDER]
    if to not in known:
        raise ValueError(f"to is {to!r}; use one of {', '.join(known)}")
    if after < 1:
        raise ValueError(f"after is {after}; use a whole number from 1")
    return Step(Party(to), after)


def _read_ladder(row: Row, steps: list[Step]) -> Ladder:
    if not all(low.after < high.after and height(low.to) < height(high.to) for low, high in pairwise(steps)):
        raise ValueError("has steps that do not rise; let each be later and higher than the one before")
    kinds, counted = (frozenset(_read_words(row, each, Kind)) for each in ("kinds", "counted"))
    if not counted <= kinds:
        raise ValueError("counted has a kind that is not among kinds; add it there, or leave it out")
    desk = _read_words(row, "desk", Role)
    if not UN_ROLES.issuperset(desk):
        raise ValueError(f"desk has a role outside the UN; use some of {', '.join(sorted(UN_ROLES))}")
    patience = timedelta(days=read_number(row, "patience_days"))
    return Ladder(tuple(steps), kinds, counted, desk, patience)


def _read_words(row: Row, key: str, words: type[_Word]) -> tuple[_Word, ...]:
    known = {each.value: each for each in words}
    for each in read_texts(row, key):
        if each not in known:
            raise ValueError(f"{key} has {each!r}; use some of {', '.join(known)}")
    return tuple(known[each] for each in read_texts(row, key))
