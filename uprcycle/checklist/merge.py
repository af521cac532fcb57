"""What other rules would do to a checklist that people already work through."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from uprcycle.checklist.build import Checklist
from uprcycle.checklist.task import Task


class Effect(StrEnum):
    """What happens to an open task: it comes, its day moves, it reads otherwise, or it goes."""

    ADDED = "added"
    MOVED = "moved"
    REWORDED = "reworded"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class TaskChange:
    """A task as it will be, or as it is where it goes, with its due days before and after; None for none."""

    effect: Effect
    task: Task
    was: date | None
    will_be: date | None


def compare_checklists(old: Checklist, new: Checklist) -> tuple[TaskChange, ...]:
    """Return what happens to the open tasks of one office: those of ``new`` in order, those that go last.

    What was settled stays settled and is no news, whatever became of its rule.
    """
    before = {each.id: each for each in old.tasks}
    after = {each.id for each in new.tasks}
    pairs = [(before.get(each.id), each) for each in new.open_tasks]
    changes = [
        TaskChange(effect, other, one.due if one else None, other.due)
        for one, other in pairs
        if (effect := _effect(one, other))
    ]
    gone = (each for each in old.open_tasks if each.id not in after)
    return (*changes, *(TaskChange(Effect.DROPPED, each, each.due, None) for each in gone))


def _effect(old: Task | None, new: Task) -> Effect | None:
    if old is None:
        return Effect.ADDED
    if (old.span, old.status) != (new.span, new.status):
        return Effect.MOVED
    is_same = (old.rule, old.dated.applies) == (new.rule, new.dated.applies)
    return None if is_same else Effect.REWORDED
