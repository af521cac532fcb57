"""What loading a file of people would do: who comes, who changes, whose time ends, who is away.

Somebody whom the file does not name stays; an assignment ends by its last day, never by being
left out. The digest stands for all of it, so that what was looked at is what is loaded.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from uprcycle.people import Assignment
from uprcycle.presence import Absence, Staffing

_Key: TypeAlias = tuple[str, str, str, date]


class Effect(StrEnum):
    """What happens to an assignment."""

    ADDED = "added"
    CHANGED = "changed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Step:
    """One assignment that would be written otherwise than it stands; ``old`` is None for a new one."""

    effect: Effect
    old: Assignment | None
    new: Assignment


@dataclass(frozen=True, slots=True)
class Leave:
    """An absence that would be written; ``old`` is what stands with the same first day, None for nothing."""

    old: Absence | None
    new: Absence


@dataclass(frozen=True, slots=True)
class PeoplePlan:
    """The steps and the leaves in the order of the file, and how many assignments stay as they are."""

    steps: tuple[Step, ...]
    unchanged: int
    leaves: tuple[Leave, ...] = ()

    @property
    def size(self) -> int:
        """How much would be written."""
        return len(self.steps) + len(self.leaves)

    def count(self, effect: Effect) -> int:
        """Return how many assignments it happens to."""
        return sum(each.effect is effect for each in self.steps)

    @property
    def digest(self) -> str:
        """The hash of what stands now and what would stand instead."""
        lines = [f"{each.effect}|{_line(each.old)}|{_line(each.new)}\n" for each in self.steps]
        lines += [f"away|{_days(each.old)}|{_days(each.new)}\n" for each in self.leaves]
        return hashlib.sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def plan_people(before: Staffing, said: Staffing) -> PeoplePlan:
    """Compare what a file says with what is stored.

    Args:
        before: Everything that is stored.
        said: What the file says; an assignment with the same person, office and first day
            replaces the stored one, an absence one with the same person and first day.
    """
    known = {_key(each): each for each in before.assignments}
    steps, unchanged = [], 0
    for new in said.assignments:
        old = known.get(_key(new))
        if old == new:
            unchanged += 1
        else:
            steps.append(Step(_effect(old, new), old, new))
    away = {(each.person, each.first): each for each in before.absences}
    leaves = (Leave(away.get((each.person, each.first)), each) for each in said.absences)
    return PeoplePlan(tuple(steps), unchanged, tuple(each for each in leaves if each.old != each.new))


def _effect(old: Assignment | None, new: Assignment) -> Effect:
    if old is None:
        return Effect.ADDED
    is_ended = new.valid_to < old.valid_to and replace(old, valid_to=new.valid_to) == new
    return Effect.ENDED if is_ended else Effect.CHANGED


def _key(assignment: Assignment) -> _Key:
    office = assignment.office
    return assignment.person.id, office.country, office.name, assignment.valid_from


def _line(assignment: Assignment | None) -> str:
    if assignment is None:
        return ""
    person, office = assignment.person, assignment.office
    texts = (person.id, person.name, person.email, person.language, person.zone.key, person.channel)
    rhythm = (person.digest_day, person.digest_hour)
    roles = " ".join(sorted(office.roles))
    period = (assignment.valid_from, assignment.valid_to)
    held = (assignment.organisation, assignment.deputy_of, assignment.is_head)
    return repr((*texts, *rhythm, office.country, office.name, roles, *period, *held))


def _days(absence: Absence | None) -> str:
    return f"{absence.person} {absence.first} {absence.last}" if absence else ""
