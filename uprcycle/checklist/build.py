"""A timetable, an office and its ticks give a checklist.

What is private is guidance and no task: nothing is ticked, counted or reminded of, so that no
list, mail or copy of the store can tell who took it up (decision 0020).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from uprcycle.checklist.local import LocalTask, date_local
from uprcycle.checklist.occurrence import occurrences_of
from uprcycle.checklist.organisation import applies_to
from uprcycle.checklist.task import Task
from uprcycle.checklist.tick import SETTLED, TaskState, Tick
from uprcycle.days.span import Unknown
from uprcycle.people import Office
from uprcycle.reviews.phases import Phase
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.timetable import Timetable, order_of
from uprcycle.visibility import View, audience_of, may_see


@dataclass(frozen=True, slots=True)
class Checklist:
    """The tasks of one office in one review, by due day and id; those without a day last.

    ``guidance`` is the same for every office of these roles, by day, and has no state.
    """

    country: str
    cycle: int
    office: Office
    tasks: tuple[Task, ...]
    guidance: tuple[Milestone, ...] = ()

    @property
    def open_tasks(self) -> tuple[Task, ...]:
        """The tasks that are not settled, in the same order."""
        return tuple(each for each in self.tasks if not each.is_settled)

    def task(self, task_id: str) -> Task | None:
        """Return the task of this id, or None where the office has no such duty."""
        return next((each for each in self.tasks if each.id == task_id), None)


def build_checklist(
    timetable: Timetable, office: Office, ticks: Iterable[Tick], local: Iterable[LocalTask] = ()
) -> Checklist:
    """Choose the dated rules that ``office`` acts on, with what it added and what it has ticked.

    What only the UN may see is left out unless the office is of the UN. A rule that comes first
    but is nobody's task here counts as fulfilled. Where a condition is about whoever acts, the
    office answers it by its roles. What recurs is a task each time.

    Ticks of other reviews and offices are passed over, and so is what they added; of two ticks of
    one task the later in ``ticks`` counts.
    """
    here = (timetable.country, timetable.cycle, office.name)
    ticked = {each.task: each for each in ticks if (each.country, each.cycle, each.office) == here}
    dated = tuple(_meant_for(office, timetable))
    end = timetable.openings.get(Phase.NEXT_CYCLE)
    duties = [
        time for each in dated if _stands_in(View.TASKS, each, office) for time in occurrences_of(each, end)
    ]
    duties += [
        date_local(each, office, timetable)
        for each in local
        if each.stands and (each.country, each.cycle, each.office) == here
    ]
    open_ids = {each.id for each in duties if _state(each.id, ticked) not in SETTLED}
    tasks = [
        Task(
            dated=each,
            office=office,
            state=_state(each.id, ticked),
            tick=ticked.get(each.id),
            waits_for=tuple(before for before in each.rule.depends_on if before in open_ids),
            opens=opening_of(each, timetable),
        )
        for each in duties
    ]
    guidance = sorted((each for each in dated if _stands_in(View.GUIDANCE, each, office)), key=order_of)
    ordered = tuple(sorted(tasks, key=_order))
    return Checklist(timetable.country, timetable.cycle, office, ordered, tuple(guidance))


def opening_of(dated: Milestone, timetable: Timetable) -> date | None:
    """Return the first day of a window; what has one day only is looked at from its phase on."""
    if isinstance(dated.span, Unknown):
        return None
    first = dated.span.first
    if dated.span.last > first:
        return first
    return min(first, timetable.openings.get(dated.rule.phase, first))


def _meant_for(office: Office, timetable: Timetable) -> Iterator[Milestone]:
    for each in (*timetable.milestones, *timetable.actions):
        if office.roles.isdisjoint(each.rule.actors):
            continue
        applies = applies_to(office, each.rule.condition, timetable.facts)
        if applies is not False:
            yield each if applies is each.applies else replace(each, applies=applies)


def _stands_in(view: View, dated: Milestone, office: Office) -> bool:
    is_addressed = not office.roles.isdisjoint(dated.rule.actors)
    audience = audience_of(is_un=office.is_un)
    return may_see(audience, dated.rule.visibility, view, is_addressed=is_addressed)


def _state(task_id: str, ticked: Mapping[str, Tick]) -> TaskState:
    tick = ticked.get(task_id)
    return tick.state if tick else TaskState.OPEN


def _order(task: Task) -> tuple[date, str]:
    return task.due or date.max, task.id
