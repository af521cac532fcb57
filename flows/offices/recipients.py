"""Those who are written to, as they want to be: here their own choices are laid over the people file.

Whoever plans or writes mail reads people from here; whoever edits people reads them from the store.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from flows.installation.wiring import Wiring
from notifications.plan import Nudge
from notifications.wanted import is_wanted
from uprcycle.checklist.routing import office_of
from uprcycle.people import Assignment
from uprcycle.preferences import Preferences
from uprcycle.presence import Absence, absent_on
from uprcycle.reach import MEMORY, PAUSED_AFTER, Unreached, find_unreached
from uprcycle.store.packaged import load_countries


def recipients(wiring: Wiring) -> tuple[Assignment, ...]:
    """Return everybody who holds an office, as they want to be written to, in the order of the store."""
    chosen = wiring.store.preferences.all()
    held = wiring.assignments()
    return tuple(_as_chosen(each, chosen) for each in held) if chosen else held


def unreached(wiring: Wiring) -> Mapping[str, Unreached]:
    """Return those whose mail comes back, by id."""
    now = wiring.now()
    return find_unreached(wiring.store.bounces.traces(now - MEMORY), now)


def lead_of(code: str) -> str:
    """Return the name of the office that leads in a State."""
    return office_of(load_countries()[code]).name


def absences(wiring: Wiring) -> tuple[Absence, ...]:
    """Return who is away, and, since deputies act for them as well, who is not written to for a while."""
    return (*wiring.store.people.absences(), *pauses(wiring))


def pauses(wiring: Wiring) -> tuple[Absence, ...]:
    """Return who is not written to from when to when, because their mail came back again and again."""
    return tuple(
        Absence(each.person, each.last.date(), each.resumes.date() - timedelta(days=1))
        for each in unreached(wiring).values()
        if each.failures >= PAUSED_AFTER
    )


def written_to(wiring: Wiring) -> Callable[[Nudge], bool]:
    """Return what tells of a nudge whether the person wants it, where they may choose, and can get it."""
    paused = pauses(wiring)
    return lambda nudge: is_wanted(nudge) and nudge.person.id not in absent_on(paused, nudge.day)


def _as_chosen(assignment: Assignment, chosen: Mapping[str, Preferences]) -> Assignment:
    preferences = chosen.get(assignment.person.id)
    if preferences is None:
        return assignment
    return replace(assignment, person=preferences.applied_to(assignment.person))
