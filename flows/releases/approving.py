"""A second person agrees to a plan: written down in our store, and found there by whoever releases.

The digest of a plan stands for all of it, so what was agreed to is what is released, or nothing is.
"""

from flows.installation.wiring import Wiring
from uprcycle.access.signer import Signer
from uprcycle.errors import BadInputError, Problem, RefusedError
from uprcycle.people import UN_ROLES, Person
from uprcycle.phrase import phrase
from uprcycle.timetable.plan import Plan


def approve_plan(wiring: Wiring, plan: str, base: int, by: Signer) -> None:
    """Write down that ``by`` agrees to the plan with this digest upon release ``base``.

    Raises:
        BadInputError: Nobody is named.
        RefusedError: Another release is in force by now, so the plan is another one too.
    """
    if not by.mark:
        raise BadInputError(
            "an approval needs a name",
            [Problem("--by", phrase("is empty"), "name who agrees")],
        )
    if (now := wiring.world().release.number) != base:
        problem = Problem(
            "",
            phrase("the plan was made upon release {base}, and {now} is in force", base=base, now=now),
            phrase("plan again and look"),
        )
        raise RefusedError("the plan has gone stale; nothing was approved", [problem])
    wiring.store.audit.approve(plan, base, by=by.mark, at=wiring.now())


def approve_as(wiring: Wiring, plan: str, base: int, person: str) -> None:
    """Do so in the name of the person with this id, who has to hold an office of the UN today.

    Raises:
        RefusedError: Nobody with this id does, or the plan has gone stale.
    """
    found = _in_office(wiring, person)
    approve_plan(wiring, plan, base, Signer(found.name, found.id))


def approvers_of(wiring: Wiring, digest: str, base: int) -> tuple[Signer, ...]:
    """Return who agreed to what has this digest upon release ``base``, the last one first."""
    return tuple(_signer(wiring, each) for each in wiring.store.audit.approvers(digest, base))


def approver_of(wiring: Wiring, plan: Plan, by: Signer, named: str = "") -> Signer | None:
    """Return whoever is ``named`` as a second person, else the last other than ``by`` who agreed."""
    return second_person(wiring, plan.digest, plan.base, by, named)


def second_person(wiring: Wiring, digest: str, base: int, by: Signer, named: str = "") -> Signer | None:
    """Return the same of what has this digest upon release ``base``."""
    if named.strip():
        return Signer(named.strip())
    agreed = approvers_of(wiring, digest, base)
    return next((each for each in agreed if not each.is_same(by)), None)


def _signer(wiring: Wiring, mark: str) -> Signer:
    """Return whom the trail means: whoever has this id, or else a name that was typed."""
    found = wiring.store.accounts.of(mark) or wiring.store.people.person(mark)
    return Signer(mark) if found is None else Signer(found.name, mark)


def _in_office(wiring: Wiring, person: str) -> Person:
    today = wiring.today()
    for each in wiring.store.people.assignments():
        if each.person.id == person and each.office.roles & UN_ROLES and each.holds_on(today):
            return each.person
    problem = Problem(
        person,
        "holds no office of the UN today",
        "take an id of the people file, and no name",
    )
    raise RefusedError("nobody with this id may agree; nothing was approved", [problem])
