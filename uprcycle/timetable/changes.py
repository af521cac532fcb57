"""What differs between two timetables of one review, milestone by milestone."""

from dataclasses import dataclass
from enum import StrEnum

from uprcycle.days.span import Status, Unknown
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.timetable import Timetable


class ChangeKind(StrEnum):
    """What happened to a milestone."""

    ADDED = "added"
    MOVED = "moved"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Change:
    """One milestone before and after; one side is None for what is new or gone."""

    kind: ChangeKind
    milestone_id: str
    old: Milestone | None
    new: Milestone | None


def days_moved(change: Change) -> int | None:
    """Return by how many days a date moves; None where one side is missing or known less well."""
    if change.kind is not ChangeKind.MOVED or change.old is None or change.new is None:
        return None
    old, new = change.old.span, change.new.span
    if isinstance(old, Unknown) or isinstance(new, Unknown) or old.precision is not new.precision:
        return None
    return (new.last - old.last).days


def compare_timetables(old: Timetable, new: Timetable) -> tuple[Change, ...]:
    """Return the changes from ``old`` to ``new`` in the order of the new timetable, gone ones last.

    A date that moved is ``moved`` whatever its status did; the others name the change of status.
    """
    before = {each.id: each for each in old.milestones}
    after = {each.id: each for each in new.milestones}
    gone = [before[each] for each in before if each not in after]
    changes = [_change(before.get(each.id), each) for each in new.milestones]
    return (
        *(each for each in changes if each),
        *(Change(ChangeKind.WITHDRAWN, each.id, each, None) for each in gone),
    )


def _change(old: Milestone | None, new: Milestone) -> Change | None:
    if old is None:
        return Change(ChangeKind.ADDED, new.id, None, new)
    if new.status is Status.WITHDRAWN and old.status is not Status.WITHDRAWN:
        return Change(ChangeKind.WITHDRAWN, new.id, old, new)
    if new.span != old.span:
        return Change(ChangeKind.MOVED, new.id, old, new)
    if new.status is not old.status:
        kind = ChangeKind.CONFIRMED if new.status is Status.CONFIRMED else ChangeKind.STATUS
        return Change(kind, new.id, old, new)
    return None
