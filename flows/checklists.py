"""The checklists of the offices, joined from timetables, people and ticks."""

from collections.abc import Iterable, Iterator

from flows.nearest import suggest
from flows.wiring import Wiring
from uprcycle.checklist.build import Checklist, build_checklist
from uprcycle.checklist.routing import is_office_of, office_of
from uprcycle.countries import Country
from uprcycle.errors import BadInputError, Problem
from uprcycle.people import Office


def offices_of(wiring: Wiring, country: Country) -> tuple[Office, ...]:
    """Return the offices of a country: the one that leads, then those people hold, by name."""
    lead = office_of(country)
    held = {each.office.name: each.office for each in wiring.store.people.assignments(country.iso3)}
    others = [held[name] for name in sorted(held) if name != lead.name]
    return (held.get(lead.name, lead), *others)


def checklist_of(wiring: Wiring, country: str, office: str = "", cycle: int | None = None) -> Checklist:
    """Return the checklist of one office of a State.

    Args:
        wiring: The installation.
        country: A code or name of the State.
        office: The office by name; empty for the one that leads.
        cycle: The cycle; None for the current one.

    Raises:
        BadInputError: The State or the office is not known.
        RefusedError: There is no such review.
    """
    world = wiring.world()
    state = world.countries.find(country)
    chosen = _named(office, offices_of(wiring, state), state)
    timetable = world.timetable(state.iso3, cycle)
    return build_checklist(timetable, chosen, wiring.store.ticks.of(state.iso3, timetable.cycle))


def checklists(wiring: Wiring, offices: Iterable[Office]) -> Iterator[Checklist]:
    """Yield the checklist of each office in the current cycle, in the order given."""
    world = wiring.world()
    reviewed = {each.country for each in world.reviews()}
    for office in offices:
        if office.country in reviewed:
            timetable = world.timetable(office.country)
            yield build_checklist(timetable, office, wiring.store.ticks.of(office.country, timetable.cycle))


def _named(name: str, offices: tuple[Office, ...], country: Country) -> Office:
    if not name:
        return offices[0]
    for office in offices:
        if office.name.casefold() == name.casefold():
            return office
    if is_office_of(name, country):
        return offices[0]
    names = [each.name for each in offices]
    remedy = suggest(name, names, f"use one of {', '.join(map(repr, names))}")
    problem = Problem("--office", f"{country.name('en')} has no office {name!r}", remedy)
    raise BadInputError("the office is not known", [problem])
