"""Duties that nobody holds: what falls due while nobody is there in an office that acts on it."""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from uprcycle.checklist.task import safe_day
from uprcycle.people import COORDINATING_ROLES, Assignment, Office, Role
from uprcycle.presence import Staffing, absent_on
from uprcycle.timetable.milestone import Milestone
from uprcycle.visibility import Audience, View, may_see


@dataclass(frozen=True, slots=True)
class Gap:
    """What falls to one role of a State and to nobody.

    ``office`` is the office that leads where the role is one of its own, else None. ``tasks`` are in
    order of the day by which each is safely done, ``first`` that of the first. ``unattended`` are the
    ids of those among them that somebody holds, but all who do are away on that day.
    """

    country: str
    role: Role
    office: Office | None
    first: date
    tasks: tuple[Milestone, ...]
    unattended: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Lack:
    """A duty for which nobody is there on the day it is due; it may be held all the same."""

    due: date
    dated: Milestone
    is_held: bool


def find_gaps(
    dated: Iterable[Milestone], lead: Office, staffing: Staffing, first: date, last: date
) -> tuple[Gap, ...]:
    """Return the gaps among duties that are due from ``first`` to ``last``, the most pressing first.

    A duty is held when somebody holds an office that acts on it in the State on the day it is due, and
    is not away on that day. What the office that leads lacks is one gap, whatever its roles. Private
    guidance is nobody's duty, and a State without a country team has no duties of a resident coordinator.

    Args:
        dated: Of one review all milestones and actions that may be due then, in any order.
        lead: The office that leads for the UN in its State.
        staffing: Who holds which office and is away when; those of other States are passed over.
        first: The first day looked at.
        last: The last day looked at.
    """
    held = [each for each in staffing.assignments if each.office.country == lead.country]
    missing: defaultdict[Role, list[_Lack]] = defaultdict(list)
    for each in dated:
        due = safe_day(each)
        is_duty = may_see(Audience.UN, each.rule.visibility, View.TASKS, is_addressed=True)
        if not is_duty or due is None or not first <= due <= last:
            continue
        for role in _owners(each, lead):
            acting = lead.roles.intersection(each.rule.actors) if role in lead.roles else {role}
            holders = {one.person.id for one in held if _covers(one, acting, due)}
            if holders <= absent_on(staffing.absences, due):
                missing[role].append(_Lack(due, each, is_held=bool(holders)))
    gaps = (_gap(role, lead, found) for role, found in missing.items())
    return tuple(sorted(gaps, key=lambda each: (each.first, each.role)))


def _owners(dated: Milestone, lead: Office) -> set[Role]:
    """Return the roles that act, those of the office that leads as one."""
    own = min(lead.roles)
    roles = {own if role in lead.roles else role for role in dated.rule.actors}
    return {role for role in roles if role in lead.roles or role not in COORDINATING_ROLES}


def _covers(assignment: Assignment, roles: AbstractSet[Role], due: date) -> bool:
    return assignment.holds_on(due) and not assignment.office.roles.isdisjoint(roles)


def _gap(role: Role, lead: Office, found: list[_Lack]) -> Gap:
    found.sort(key=lambda each: (each.due, each.dated.id))
    office = lead if role in lead.roles else None
    unattended = frozenset(each.dated.id for each in found if each.is_held)
    return Gap(lead.country, role, office, found[0].due, tuple(each.dated for each in found), unattended)
