"""Who is there on a day, and who acts for those who are away (decision 0022).

An absence is two days and a person. Why somebody is away is asked nowhere and kept nowhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self, TypeAlias

from uprcycle.people import Assignment, Person

_Principals: TypeAlias = Mapping[str, AbstractSet[str]]
"""The ids of those for whom somebody stands in, by the id of each who holds the office."""


@dataclass(frozen=True, slots=True)
class Absence:
    """The person of this id is away from ``first`` to ``last``, both days included."""

    person: str
    first: date
    last: date

    def covers(self, day: date) -> bool:
        """Tell whether the person is away on ``day``."""
        return self.first <= day <= self.last

    def ended(self, day: date) -> Self | None:
        """Return what is left where the person is back on ``day``, one of its days; None for nothing."""
        return replace(self, last=day - timedelta(days=1)) if self.first < day else None


@dataclass(frozen=True, slots=True)
class Staffing:
    """Who holds offices, and who is away when."""

    assignments: tuple[Assignment, ...] = ()
    absences: tuple[Absence, ...] = ()

    def by_office(self) -> dict[tuple[str, str], Self]:
        """Return what is about each office, by country and name, in the order given."""
        held: defaultdict[tuple[str, str], list[Assignment]] = defaultdict(list)
        for each in self.assignments:
            held[each.office.country, each.office.name].append(each)
        return {office: self._about(found) for office, found in held.items()}

    def _about(self, held: Sequence[Assignment]) -> Self:
        people = {each.person.id for each in held}
        away = tuple(each for each in self.absences if each.person in people)
        return replace(self, assignments=tuple(held), absences=away)


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who is away from their office, up to and including ``until``.

    ``instead`` are told in their place, by id: their deputies, or else whoever is told beside them.
    It is empty where nobody is there; then they are told all the same.
    """

    person: Person
    until: date
    instead: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """Who stands behind those who are told of the duties of an office: nobody who is told or away.

    ``deputies`` are theirs; ``heads`` are those of the office, or who stands in for them.
    """

    deputies: tuple[Assignment, ...]
    heads: tuple[Assignment, ...]


_NOBODY = Behind((), ())


def absent_on(absences: Iterable[Absence], day: date) -> frozenset[str]:
    """Return the ids of those who are away on ``day``."""
    return frozenset(each.person for each in absences if each.covers(day))


def choose_told(held: Iterable[Assignment], absences: Iterable[Absence], day: date) -> tuple[Assignment, ...]:
    """Return those who are told of the duties of an office on ``day``, in the order given.

    A deputy is told while everybody between them and whoever holds the office in their own right
    is away. A head of office is told where nobody else of these is there. Where all are away,
    those who hold it in their own right are told: nothing is lost.

    Args:
        held: Who holds the office, whatever their period; one office only.
        absences: Those of anybody.
        day: A civil day.

    Returns:
        Empty only when nobody holds the office that day.
    """
    here = tuple(each for each in held if each.holds_on(day))
    away = absent_on(absences, day)
    if not away and not any(each.deputy_of or each.is_head for each in here):
        return here  # as it is in most offices on most days, and asked of every duty
    principals = _principals(here)
    own = _holding_themselves(principals)
    workers = own - {each.person.id for each in here if each.is_head}
    told = _called(workers, principals, away) - away or _called(own, principals, away) - away or own
    return tuple(each for each in here if each.person.id in told)


def find_behind(held: Iterable[Assignment], absences: Iterable[Absence], day: date) -> Behind:
    """Return who may be turned to when those who are told on ``day`` do not act.

    The arguments are those of :func:`choose_told`.
    """
    held, absences = tuple(held), tuple(absences)
    here = tuple(each for each in held if each.holds_on(day))
    if not any(each.deputy_of or each.is_head for each in here):
        return _NOBODY
    told = {each.person.id for each in choose_told(here, absences, day)}
    away, principals = absent_on(absences, day), _principals(here)
    deputies = {who for who, whom in principals.items() if not whom.isdisjoint(told)}
    heads = _called({each.person.id for each in here if each.is_head}, principals, away)
    free = [each for each in here if each.person.id not in told | away]
    return Behind(
        tuple(each for each in free if each.person.id in deputies),
        tuple(each for each in free if each.person.id in heads),
    )


def find_away(staffing: Staffing, day: date) -> tuple[Away, ...]:
    """Return who is away on ``day`` from the one office that ``staffing`` is about, by id."""
    here = [each for each in staffing.assignments if each.holds_on(day)]
    people = {each.person.id: each.person for each in here}
    away, principals = absent_on(staffing.absences, day), _principals(here)
    told = {each.person.id for each in choose_told(here, staffing.absences, day)} - away
    return tuple(
        Away(
            people[who],
            _until(who, staffing.absences, day),
            tuple(people[each] for each in sorted(_called({who}, principals, away) - away or told)),
        )
        for who in sorted(people.keys() & away)
    )


def _principals(here: Iterable[Assignment]) -> _Principals:
    """Return for whom each stands in; for nobody, where one of their assignments says so.

    One who is named and does not hold the office does not count: their deputy acts alone.
    """
    named: dict[str, set[str]] = {}
    for each in here:
        named.setdefault(each.person.id, set()).add(each.deputy_of)
    return {who: whom if whom <= named.keys() else set() for who, whom in named.items()}


def _holding_themselves(principals: _Principals) -> frozenset[str]:
    """Return who holds the office in their own right: all for whom they stand in stand in for them."""
    above = {each: _above(each, principals) for each in principals}
    return frozenset(who for who, whom in above.items() if all(who in above[each] for each in whom))


def _above(person: str, principals: _Principals) -> set[str]:
    found: set[str] = set()
    coming = set(principals[person])
    while coming:
        found |= coming
        coming = {whom for each in coming for whom in principals[each]} - found
    return found


def _called(first: AbstractSet[str], principals: _Principals, away: AbstractSet[str]) -> AbstractSet[str]:
    """Return ``first``, the deputies of those among them who are away, their deputies in turn, and so on."""
    called = set(first)
    while coming := {who for who, whom in principals.items() if not whom.isdisjoint(called & away)} - called:
        called |= coming
    return called


def _until(person: str, absences: Iterable[Absence], day: date) -> date:
    """Return the last day of an absence that may be written in several pieces."""
    until = day
    for each in sorted(absences, key=lambda each: each.first):
        if each.person == person and (each.first - until).days <= 1:
            until = max(until, each.last)
    return until
