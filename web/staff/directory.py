"""Offices as they stand on a day: who holds each, and what it lacks; made of who holds what, and pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from uprcycle.checklist.routing import office_of
from uprcycle.countries import Country, fold
from uprcycle.people import Assignment, Office
from uprcycle.presence import Staffing, absent_on


class Lack(StrEnum):
    """What an office lacks, the worst first."""

    NOBODY = "nobody"
    AWAY = "away"
    HEAD = "head"
    NOTHING = "nothing"


_RANK = {lack: place for place, lack in enumerate(Lack)}


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody who holds an office today."""

    assignment: Assignment
    is_away: bool
    is_unreached: bool


@dataclass(frozen=True, slots=True)
class OfficeToday:
    """An office and those who hold it, heads first and deputies last, each by name."""

    office: Office
    held: tuple[Held, ...]
    lack: Lack


def list_offices(
    staffing: Staffing, countries: Iterable[Country], unreached: Collection[str], today: date
) -> tuple[OfficeToday, ...]:
    """Return every office that leads, and then every other that is known.

    Args:
        staffing: Who holds which office and who is away when.
        countries: The States there are; each has an office that leads, whether anybody holds it or not.
        unreached: The ids of those whose mail comes back.
        today: The civil day in Geneva.
    """
    leads = {(lead.country, lead.name): lead for lead in map(office_of, countries)}
    known: dict[tuple[str, str], Office] = dict(leads)
    here: defaultdict[tuple[str, str], list[Assignment]] = defaultdict(list)
    for each in staffing.assignments:
        place = (each.office.country, each.office.name)
        known[place] = each.office
        if each.holds_on(today):
            here[place].append(each)
    away = absent_on(staffing.absences, today)
    return tuple(_office(known[place], here[place], away, unreached) for place in known)


def in_order(offices: Iterable[OfficeToday], names: Mapping[str, str]) -> list[OfficeToday]:
    """Return offices, what lacks most first, then by the names of their States, by code, and their own."""
    folded = {code: fold(name) for code, name in names.items()}

    def place(each: OfficeToday) -> tuple[int, str, str]:
        country = each.office.country
        return _RANK[each.lack], folded.get(country, country), each.office.name.casefold()

    return sorted(offices, key=place)


def matching(offices: Iterable[OfficeToday], text: str, lack: str) -> Iterator[OfficeToday]:
    """Yield the offices whose name holds ``text`` and that lack ``lack``; an empty one of both is any."""
    wanted = fold(text)
    for each in offices:
        if lack in {"", each.lack.value} and wanted in fold(each.office.name):
            yield each


def named(staffing: Staffing, text: str) -> tuple[Assignment, ...]:
    """Return what everybody holds whose name or address holds ``text``, by name."""
    name, address = fold(text), text.strip().casefold()
    found = [
        each
        for each in staffing.assignments
        if (name and name in fold(each.person.name)) or address in each.person.email.casefold()
    ]
    return tuple(sorted(found, key=lambda each: (fold(each.person.name), each.person.id)))


def _office(
    office: Office, here: Iterable[Assignment], away: Collection[str], unreached: Collection[str]
) -> OfficeToday:
    ordered = sorted(
        here, key=lambda each: (not each.is_head, bool(each.deputy_of), each.person.name.casefold())
    )
    held = tuple(Held(each, each.person.id in away, each.person.id in unreached) for each in ordered)
    return OfficeToday(office, held, _lack(held))


def _lack(held: Collection[Held]) -> Lack:
    if not held:
        return Lack.NOBODY
    if all(each.is_away or each.is_unreached for each in held):
        return Lack.AWAY
    return Lack.NOTHING if any(each.assignment.is_head for each in held) else Lack.HEAD
