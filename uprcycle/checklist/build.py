"""A timetable, an office and its ticks give a checklist."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from uprcycle.checklist.task import Task, TaskState, Tick
from uprcycle.people import Office
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.timetable import Timetable
from uprcycle.visibility import Visibility


@dataclass(frozen=True, slots=True)
class Checklist:
    """The tasks of one office in one review, by due day and id; those without a day last."""

    country: str
    cycle: int
    office: Office
    tasks: tuple[Task, ...]

    @property
    def open_tasks(self) -> tuple[Task, ...]:
        """The tasks nobody has ticked, in the same order."""
        return tuple(each for each in self.tasks if each.state is TaskState.OPEN)

    def task(self, task_id: str) -> Task | None:
        """Return the task of this id, or None where the office has no such duty."""
        return next((each for each in self.tasks if each.id == task_id), None)


def build_checklist(timetable: Timetable, office: Office, ticks: Iterable[Tick]) -> Checklist:
    """Choose the dated rules that ``office`` acts on, with what has been ticked.

    Private items are left out, because nobody but their owner may see them; so is what only
    the UN may see, unless the office is of the UN. A rule that comes first but is nobody's
    task here counts as fulfilled. Ticks of other reviews are passed over; of two ticks of one
    task the later in ``ticks`` counts.
    """
    review = (timetable.country, timetable.cycle)
    ticked = {each.task: each for each in ticks if (each.country, each.cycle) == review}
    mine = [each for each in (*timetable.milestones, *timetable.actions) if _is_duty(each, office)]
    open_ids = {each.id for each in mine if _state(each.id, ticked) is TaskState.OPEN}
    tasks = [
        Task(
            dated=each,
            office=office,
            state=_state(each.id, ticked),
            tick=ticked.get(each.id),
            waits_for=tuple(before for before in each.rule.depends_on if before in open_ids),
        )
        for each in mine
    ]
    return Checklist(timetable.country, timetable.cycle, office, tuple(sorted(tasks, key=_order)))


def _is_duty(dated: Milestone, office: Office) -> bool:
    visibility = dated.rule.visibility
    if visibility is Visibility.PRIVATE or (visibility is Visibility.UN_INTERNAL and not office.is_un):
        return False
    return not office.roles.isdisjoint(dated.rule.actors)


def _state(task_id: str, ticked: Mapping[str, Tick]) -> TaskState:
    tick = ticked.get(task_id)
    return tick.state if tick else TaskState.OPEN


def _order(task: Task) -> tuple[date, str]:
    return task.due or date.max, task.id
