"""What loading a file of people would do: who comes, who changes, whose time ends.

Somebody whom the file does not name stays; an assignment ends by its last day, never by being
left out. The digest stands for all of it, so that what was looked at is what is loaded.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from uprcycle.people import Assignment

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
class PeoplePlan:
    """The steps in the order of the file's assignments, and how many stay as they are."""

    steps: tuple[Step, ...]
    unchanged: int

    def count(self, effect: Effect) -> int:
        """Return how many assignments it happens to."""
        return sum(each.effect is effect for each in self.steps)

    @property
    def digest(self) -> str:
        """The hash of what stands now and what would stand instead."""
        lines = (f"{each.effect}|{_line(each.old)}|{_line(each.new)}\n" for each in self.steps)
        return hashlib.sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def plan_people(before: Iterable[Assignment], said: Iterable[Assignment]) -> PeoplePlan:
    """Compare what a file says with what is stored.

    Args:
        before: Every assignment that is stored.
        said: The assignments of the file; one with the same person, office and first day
            replaces the stored one.
    """
    known = {_key(each): each for each in before}
    steps, unchanged = [], 0
    for new in said:
        old = known.get(_key(new))
        if old == new:
            unchanged += 1
        else:
            steps.append(Step(_effect(old, new), old, new))
    return PeoplePlan(tuple(steps), unchanged)


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
    roles = " ".join(sorted(office.roles))
    held = (assignment.valid_from, assignment.valid_to, assignment.organisation, assignment.deputy_of)
    return repr((*texts, office.country, office.name, roles, *held))
