"""Merging: what other rules would do to the checklists that offices work through, before anybody accepts."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from flows.installation.wiring import Wiring
from flows.offices.checklists import build_for, offices_of
from flows.releases.ruling import coming_world
from uprcycle.checklist.merge import TaskChange, compare_checklists
from uprcycle.people import Office
from uprcycle.rules.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Merge:
    """The open tasks of one office that would not stay as they are; never empty."""

    office: Office
    cycle: int
    changes: tuple[TaskChange, ...]


def merges_of(wiring: Wiring, ruleset: Ruleset, countries: Collection[str] = ()) -> tuple[Merge, ...]:
    """Return what adopting ``ruleset`` would do to running checklists, by State, the lead first.

    A checklist runs in the running cycle of its State where somebody holds the office, or the lead has
    ticked. Nothing is written.

    Raises:
        BadInputError: A State is not reviewed in any cycle, or what is said of one cannot be.
    """
    return tuple(_merges(wiring, ruleset, countries))


def _merges(wiring: Wiring, ruleset: Ruleset, countries: Collection[str]) -> Iterator[Merge]:
    now, coming = wiring.world(), coming_world(wiring, ruleset, countries)
    cycles = now.running
    ticks = (each for each in wiring.store.ticks.all() if each.cycle == cycles.get(each.country))
    running = {(each.country, each.office) for each in ticks}
    running |= {(each.office.country, each.office.name) for each in wiring.store.people.assignments()}
    for state in now.countries:
        cycle = cycles.get(state.iso3, 0)
        if now.inputs(state.iso3, cycle) == coming.inputs(state.iso3, cycle):
            continue
        for office in offices_of(wiring, state):
            if (state.iso3, office.name) not in running:
                continue
            pair = (build_for(wiring, each.timetable(state.iso3, cycle), office) for each in (now, coming))
            changes = compare_checklists(*pair)
            if changes:
                yield Merge(office, cycle, changes)
