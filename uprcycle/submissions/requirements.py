"""What is asked of one kind of text in one cycle: its length and its languages, each with its source.

All of it comes from the facts. A fact that was read for another cycle is carried over and says so.
"""

from dataclasses import dataclass
from datetime import date

from uprcycle.citation import Citation
from uprcycle.errors import BadInputError, Problem
from uprcycle.rules.facts import Facts

_LENGTH, _LANGUAGES, _NOT_COUNTED = "word-limit", "languages", "not-counted"


@dataclass(frozen=True, slots=True)
class Limit:
    """The most words that a text may have; carried over where it was read for another cycle."""

    words: int
    source: Citation
    is_carried_over: bool = False
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Tongues:
    """The codes of the languages that are accepted or preferred."""

    codes: tuple[str, ...]
    source: Citation
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Requirements:
    """What is asked of texts of ``kind``; None where no source says anything.

    ``spared`` names the parts that a source says are not counted.
    """

    kind: str
    cycle: int
    limit: Limit | None = None
    tongues: Tongues | None = None
    spared: frozenset[str] = frozenset()


def kinds_with_length(facts: Facts) -> tuple[str, ...]:
    """Return the kinds of text whose length any fact speaks of, in the order of the facts."""
    return tuple(dict.fromkeys(str(each.document) for each in facts.about(_LENGTH) if each.document))


def find_requirements(facts: Facts, kind: str, cycle: int) -> Requirements:
    """Return what ``facts`` ask of a text of ``kind`` in ``cycle``.

    Raises:
        BadInputError: No fact speaks of the length of such a text.
    """
    kinds = kinds_with_length(facts)
    if kind not in kinds:
        problem = Problem(
            "--kind", f"{kind!r} is no kind of text with rules of its own", f"use one of {', '.join(kinds)}"
        )
        raise BadInputError("the kind of text is not known", [problem])
    spared = facts.limit(_NOT_COUNTED, document=kind, cycle=cycle)
    return Requirements(
        kind,
        cycle,
        _limit(facts, kind, cycle),
        _tongues(facts, kind, cycle),
        frozenset(spared.value if spared and isinstance(spared.value, tuple) else ()),
    )


def _limit(facts: Facts, kind: str, cycle: int) -> Limit | None:
    fact = facts.limit(_LENGTH, document=kind, cycle=cycle)
    if fact is None or not isinstance(fact.value, int):
        return None
    return Limit(fact.value, fact.sources[0], not fact.is_read_for(cycle), fact.checked_on)


def _tongues(facts: Facts, kind: str, cycle: int) -> Tongues | None:
    fact = facts.limit(_LANGUAGES, document=kind, cycle=cycle)
    if fact is None or not isinstance(fact.value, tuple):
        return None
    return Tongues(fact.value, fact.sources[0], fact.checked_on)
