"""What somebody has before them in all their offices: tasks of several States, sorted by when they are due.

Nothing is dropped: what has no date waits for one, and what is over without anybody being late
stands apart from what is overdue.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from operator import itemgetter

from uprcycle.checklist.answer import UNDO, Matter
from uprcycle.checklist.pause import Pause
from uprcycle.checklist.task import Standing
from uprcycle.checklist.tick import Tick
from uprcycle.days.span import is_over

WEEK, MONTH = timedelta(days=7), timedelta(days=28)


class Group(StrEnum):
    """How near a task is, in the order in which one looks at them."""

    OVERDUE = "overdue"
    WEEK = "week"
    MONTH = "month"
    LATER = "later"
    UNDATED = "undated"
    PAST = "past"
    SETTLED = "settled"


_BEHIND = frozenset({Group.OVERDUE, Group.PAST})
"""The groups in which the nearest is the last: of what is years over hardly anything can be done."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A task of an office before one who holds it, and what they may take back of it; None for nothing."""

    matter: Matter
    undoable: Tick | Pause | None = None

    @property
    def key(self) -> str:
        """What stands for it in the address of a page and in forms."""
        task = self.matter.task
        return f"{task.office.key}/{task.cycle}/{task.id}"


def build_agenda(matters: Iterable[Matter], now: datetime) -> Mapping[Group, tuple[Duty, ...]]:
    """Sort what is before somebody.

    Returns:
        Every group in its order, some of them empty: by due day, State and task, what lies behind
        the last first, what was settled by who said so last. What was settled longer ago than an answer
        can be taken back is left out.
    """
    found: dict[Group, list[tuple[float, str, Duty]]] = {each: [] for each in Group}
    for each in matters:
        due = each.task.due
        group = _group_of(each, due)
        if group is not Group.SETTLED or _is_recent(each, now):
            duty = Duty(each, each.undoable(now))
            place = _last_said(each) if group is Group.SETTLED else (due or date.max).toordinal()
            found[group].append((place, duty.key, duty))
    for group, duties in found.items():
        duties.sort(key=itemgetter(0, 1), reverse=group in _BEHIND)
    return {group: tuple(duty for *_, duty in duties) for group, duties in found.items()}


def group_of(matter: Matter) -> Group:
    """Return where a task stands on the day of ``matter``; what somebody gave back is settled for them."""
    return _group_of(matter, matter.task.due)


def _group_of(matter: Matter, due: date | None) -> Group:
    task, today = matter.task, matter.today
    if task.is_settled or matter.is_handed_back:
        return Group.SETTLED
    if task.standing(today) is Standing.LATE:
        return Group.OVERDUE
    if is_over(task.span, today):
        return Group.PAST
    return _ahead(due, today)


def _ahead(due: date | None, today: date) -> Group:
    if due is None:
        return Group.UNDATED
    if due <= today + WEEK:
        return Group.WEEK
    return Group.MONTH if due <= today + MONTH else Group.LATER


def _said_at(matter: Matter) -> datetime | None:
    if matter.is_handed_back and matter.pause:
        return matter.pause.at
    return matter.task.tick.at if matter.task.tick else None


def _is_recent(matter: Matter, now: datetime) -> bool:
    at = _said_at(matter)
    return at is not None and now - at <= UNDO


def _last_said(matter: Matter) -> float:
    at = _said_at(matter)
    return -at.timestamp() if at else 0.0
