"""Filters of feeds as people type them: all problems at once, each with what may have been meant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from flows.installation.nearest import suggest
from uprcycle.countries import Countries, UnknownCountryError
from uprcycle.errors import BadInputError, Problem
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Kind
from uprcycle.store.packaged import language_codes
from uprcycle.subscriptions import Filter, TaskForm, WindowForm

MOST_LANGUAGES = 2

_Words = Sequence[str] | None
_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody typed: each word may hold several parts with commas between them.

    None is what they did not mention; a lone empty word empties a list.
    """

    countries: _Words = None
    roles: _Words = None
    phases: _Words = None
    kinds: _Words = None
    languages: _Words = None
    tasks: str | None = None
    windows: str | None = None
    hides_cancelled: bool | None = None
    has_alarms: bool | None = None


def read_words(kept: Filter, words: Words, countries: Countries) -> Filter:
    """Return ``kept`` with what ``words`` say.

    Raises:
        BadInputError: With everything that cannot be read.
    """
    problems: list[Problem] = []

    def choose(
        name: str, typed: _Words, kind: type[_Choice], held: tuple[_Choice, ...]
    ) -> tuple[_Choice, ...]:
        return held if typed is None else _chosen(name, _parts(typed), kind, problems)

    def choose_one(name: str, typed: str | None, kind: type[_Choice], held: _Choice) -> _Choice:
        return held if typed is None else next(iter(_chosen(name, [typed], kind, problems)), held)

    read = Filter(
        countries=kept.countries
        if words.countries is None
        else _states(words.countries, countries, problems),
        roles=choose("--role", words.roles, Role, kept.roles),
        phases=choose("--phase", words.phases, Phase, kept.phases),
        kinds=choose("--kind", words.kinds, Kind, kept.kinds),
        languages=kept.languages if words.languages is None else _languages(words.languages, problems),
        tasks=choose_one("--tasks", words.tasks, TaskForm, kept.tasks),
        windows=choose_one("--windows", words.windows, WindowForm, kept.windows),
        shows_cancelled=kept.shows_cancelled,
        has_alarms=kept.has_alarms if words.has_alarms is None else words.has_alarms,
    )
    if problems:
        raise BadInputError("the choice of entries cannot be read", problems)
    return read if words.hides_cancelled is None else replace(read, shows_cancelled=not words.hides_cancelled)


def _parts(typed: Iterable[str]) -> list[str]:
    parts = (part.strip() for word in typed for part in word.split(","))
    return list(dict.fromkeys(part for part in parts if part))


def _chosen(
    name: str, typed: Iterable[str], kind: type[_Choice], problems: list[Problem]
) -> tuple[_Choice, ...]:
    known = {each.value.casefold(): each for each in kind}
    found = []
    for part in typed:
        if part.casefold() in known:
            found.append(known[part.casefold()])
        else:
            remedy = suggest(part, [each.value for each in kind], f"use one of {', '.join(kind)}")
            problems.append(Problem(name, f"{part[:80]!r} is not known", remedy))
    return tuple(found)


def _states(typed: Iterable[str], countries: Countries, problems: list[Problem]) -> tuple[str, ...]:
    found = []
    for part in _parts(typed):
        try:
            found.append(countries.find(part).iso3)
        except UnknownCountryError as error:
            remedy = f"did you mean {' or '.join(map(repr, error.suggestions))}?" if error.suggestions else ""
            problems.append(Problem("--country", f"{part[:80]!r} is no State", remedy or "give an ISO code"))
    return tuple(dict.fromkeys(found))


def _languages(typed: Iterable[str], problems: list[Problem]) -> tuple[str, ...]:
    parts = list(dict.fromkeys(each.casefold() for each in _parts(typed)))
    for part in parts:
        if part not in language_codes():
            remedy = f"use one of {', '.join(language_codes())}"
            problems.append(Problem("--language", f"there is no catalogue for {part[:80]!r}", remedy))
    if not 1 <= len(parts) <= MOST_LANGUAGES:
        problems.append(
            Problem("--language", f"{len(parts)} are given", "give one, or two for both in each entry")
        )
    return tuple(parts)
