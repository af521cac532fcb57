"""Lacking: duties that nobody holds, or that fall due while all who hold them are away or not reached."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from flows.installation.wiring import Wiring
from flows.offices.recipients import unreached
from uprcycle.checklist.gaps import Gap, find_gaps
from uprcycle.checklist.routing import office_of
from uprcycle.people import Assignment
from uprcycle.presence import Absence, Staffing
from uprcycle.timetable.compute import compute_between


def gaps_of(wiring: Wiring, countries: Iterable[str], first: date, last: date) -> Iterator[Gap]:
    """Yield the gaps of States, by their codes, among duties that are due from ``first`` to ``last``."""
    world = wiring.world()
    silent = (Absence(each, first, last) for each in unreached(wiring))
    absences = (*wiring.store.people.absences(), *silent)
    held = _by_country(wiring.assignments())
    for code in sorted(countries):
        if code in world.running and (inputs := world.running_inputs(code)):
            dated = compute_between(inputs, first, last)
            staffing = Staffing(tuple(held[code]), absences)
            yield from find_gaps(dated, office_of(world.countries[code]), staffing, first, last)


def _by_country(assignments: Iterable[Assignment]) -> Mapping[str, list[Assignment]]:
    held = defaultdict(list)
    for each in assignments:
        held[each.office.country].append(each)
    return held
