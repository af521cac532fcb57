"""The checklists of the offices, joined from timetables, people, ticks and what offices add."""

from collections.abc import Iterable, Iterator
from datetime import date

from flows.installation.nearest import suggest
from flows.installation.wiring import Wiring
from uprcycle.checklist.build import Checklist, build_checklist
from uprcycle.checklist.local import LocalTask, check_local, read_local_id
from uprcycle.checklist.routing import is_office_of, office_of
from uprcycle.checklist.tick import check_words
from uprcycle.countries import Country
from uprcycle.errors import BadInputError, Problem, RefusedError
from uprcycle.people import Office
from uprcycle.timetable.timetable import Timetable
from uprcycle.timetable.world import World


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
    return build_for(wiring, timetable, chosen)


def checklists(wiring: Wiring, offices: Iterable[Office], world: World | None = None) -> Iterator[Checklist]:
    """Yield the checklist of each office in the running review of its State, in the order given.

    ``world`` is that of the release in force unless another is given.
    """
    world = world or wiring.world()
    for office in offices:
        if office.country in world.running:
            yield build_for(wiring, world.timetable(office.country), office)


def build_for(wiring: Wiring, timetable: Timetable, office: Office) -> Checklist:
    """Return the checklist of an office in one review, by this timetable of it."""
    review = (timetable.country, timetable.cycle)
    ticks, local = wiring.store.ticks.of(*review), wiring.store.local_tasks.of(*review)
    return build_checklist(timetable, office, ticks, local)


def add_task(wiring: Wiring, checklist: Checklist, title: str, due: date, by: str) -> LocalTask:
    """Put a task of its own on the list of an office.

    Raises:
        BadInputError: The title or the author cannot be kept.
    """
    here = (checklist.country, checklist.cycle, checklist.office.name)
    task = LocalTask(*here, " ".join(title.split()) if title.isprintable() else title, due, by, wiring.now())
    check_local(task)
    return wiring.store.local_tasks.add(task)


def drop_task(wiring: Wiring, checklist: Checklist, task_id: str, by: str) -> LocalTask:
    """Take a task that the office added itself off its list.

    Raises:
        BadInputError: The id is of no such task, or nobody is named.
        RefusedError: It is not on this list.
    """
    number = read_local_id(task_id)
    problems = check_words(("--by", by))
    if problems:
        raise BadInputError("the task cannot be dropped", problems)
    if checklist.task(task_id) is None:
        raise RefusedError(f"{checklist.office.name} has no task {task_id} on its list")
    return wiring.store.local_tasks.drop(number, by=by, at=wiring.now())


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
