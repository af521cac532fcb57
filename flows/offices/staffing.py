"""The people of an installation: who holds what, who is away, and whom a text names."""

from flows.installation.wiring import Wiring
from uprcycle.people import Person
from uprcycle.presence import Staffing


def staffing_of(wiring: Wiring) -> Staffing:
    """Return who holds which office and who is away when."""
    return Staffing(wiring.assignments(), wiring.store.people.absences())


def find_person(wiring: Wiring, who: str) -> Person | None:
    """Return the person of this id or mail address, in any letter case."""
    wanted = who.strip().casefold()
    for each in wiring.assignments():
        if wanted in {each.person.id.casefold(), each.person.email.casefold()}:
            return each.person
    return None
