"""What an office is late with, by the date of the review before which it was to be done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from uprcycle.checklist.build import Checklist
from uprcycle.checklist.task import Standing, Task
from uprcycle.days.span import Unknown
from uprcycle.people import Office
from uprcycle.timetable.milestone import Milestone


@dataclass(frozen=True, slots=True)
class Lateness:
    """The tasks, one at least and the oldest first, with which an office is late under one milestone."""

    office: Office
    milestone: str
    tasks: tuple[Task, ...]

    @property
    def since(self) -> date:
        """The last day on which the oldest could be done in time."""
        return _ends(self.tasks[0])


def find_lateness(checklist: Checklist, milestones: Iterable[Milestone], today: date) -> tuple[Lateness, ...]:
    """Return what an office is late with on ``today``, by milestone in order of time.

    A task stands with the milestone that it is itself, else with the first of ``milestones`` that ends
    on its day or later; what came after all that are known stands with the last of them.
    """
    ordered = sorted(milestones, key=lambda each: (_last(each), each.id))
    dated = [each for each in ordered if each.is_known] or ordered[:1]
    late = sorted(
        (each for each in checklist.tasks if each.standing(today) is Standing.LATE),
        key=lambda each: (_ends(each), each.id),
    )
    found: dict[str, list[Task]] = {each.id: [] for each in dated}
    for task in late if dated else ():
        found[_under(task, dated)].append(task)
    return tuple(Lateness(checklist.office, each, tuple(tasks)) for each, tasks in found.items() if tasks)


def _under(task: Task, dated: Sequence[Milestone]) -> str:
    if any(each.id == task.id for each in dated):
        return task.id
    return next((each.id for each in dated if _last(each) >= _ends(task)), dated[-1].id)


def _last(milestone: Milestone) -> date:
    return date.max if isinstance(milestone.span, Unknown) else milestone.span.last


def _ends(task: Task) -> date:
    return _last(task.dated)
