"""Enrolling: a file of people read beside what is stored, and what loading it would do.

The command line and the pages call the same functions; neither writes anything here.
"""

from collections.abc import Iterable

from uprcycle.checklist.routing import office_of
from uprcycle.countries import Countries
from uprcycle.errors import Problem
from uprcycle.people import Assignment, Role
from uprcycle.presence import Staffing
from uprcycle.roster.plan import PeoplePlan, plan_people
from uprcycle.roster.reader import ReadPeople, read_people


def read_roster(
    name: str, content: bytes, countries: Countries, held: Iterable[Assignment] = ()
) -> ReadPeople:
    """Read a file beside the offices that lead and the national institutions that are held already.

    An office that leads keeps all duties of the lead, whichever of its roles a row names.

    Raises:
        BadInputError: With every problem of the file.
    """
    leads = {office_of(each) for each in countries}
    institutions = {each.office for each in held if Role.NHRI in each.office.roles}
    return read_people(name, content, countries, leads | institutions)


def plan_roster(before: Staffing, read: ReadPeople) -> PeoplePlan:
    """Compare what a file says with what is stored."""
    return plan_people(before, Staffing(read.assignments, read.absences))


def problems_of(read: ReadPeople) -> tuple[Problem, ...]:
    """Return what is to be confirmed in a file, and its warnings."""
    return (*(each.problem for each in read.corrections), *read.problems)
