"""What a feed of one's own holds: never more than the right it stands on, narrowed by its filter."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from uprcycle.checklist.build import Checklist
from uprcycle.checklist.local import is_local
from uprcycle.checklist.task import Task
from uprcycle.checklist.tick import TaskState
from uprcycle.people import Office
from uprcycle.rules.rule import Rule
from uprcycle.subscriptions import Filter, Right, Subscription, TaskForm
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.world import World
from uprcycle.visibility import View, audience_of, may_see


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier release, the checklists of the offices under it, and when the next one followed."""

    world: World
    checklists: tuple[Checklist, ...]
    until: datetime


@dataclass(frozen=True, slots=True)
class PersonalView:
    """What somebody subscribed to, by which right, and the checklists of the offices in it.

    ``ends_soon`` says that the feed is in its last weeks, and has to say so. ``before`` are the releases of
    late after which something in it changed, oldest first.
    """

    subscription: Subscription
    right: Right
    checklists: tuple[Checklist, ...] = ()
    ends_soon: bool = False
    before: tuple[Before, ...] = ()

    @property
    def filter(self) -> Filter:
        """What the feed is narrowed to."""
        return self.subscription.filter

    @property
    def offices(self) -> Mapping[tuple[str, str], Office]:
        """The offices that the feed may speak of, by country and name."""
        return {(each.country, each.name): each for each in self.right.offices}


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a feed holds: States, dates that are nobody's task here, and tasks; with and without a day."""

    countries: tuple[str, ...]
    dates: tuple[Milestone, ...]
    tasks: tuple[Task, ...]


def hold(view: PersonalView, world: World) -> Holdings:
    """Return what the feed of ``view`` holds.

    Where a date is the task of an office in the feed, the task alone stands for it.
    """
    countries = tuple(_countries(view, world))
    tasks = tuple(_tasks(view, countries))
    taken = {(each.country, each.cycle, each.id) for each in tasks}
    return Holdings(
        countries=countries,
        dates=tuple(
            each
            for each in _dates(view, countries, world)
            if (each.country, each.cycle, each.id) not in taken
        ),
        tasks=tuple(
            each
            for each in tasks
            if view.filter.shows_cancelled or each.state is not TaskState.NOT_APPLICABLE
        ),
    )


def suits(rule: Rule, chosen: Filter) -> bool:
    """Tell whether a filter lets through what ``rule`` dates."""
    return suits_any((*rule.actors, *rule.informed), rule.phase, rule.kind, chosen)


def suits_any(roles: Iterable[str], phase: str, kind: str, chosen: Filter) -> bool:
    """Tell whether a filter lets through what these roles do or are told of."""
    return (
        (not chosen.roles or not set(roles).isdisjoint(chosen.roles))
        and (not chosen.phases or phase in chosen.phases)
        and (not chosen.kinds or kind in chosen.kinds)
    )


def _countries(view: PersonalView, world: World) -> Iterator[str]:
    wanted = view.filter.countries
    reviewed = world.running
    for code in sorted({each.country for each in view.right.offices}):
        if code in reviewed and (not wanted or code in wanted):
            yield code


def _dates(view: PersonalView, countries: tuple[str, ...], world: World) -> Iterator[Milestone]:
    cycles = world.running
    for code in countries:
        for milestone in world.timetable(code, cycles[code]).seen_by(view.right.audience):
            if suits(milestone.rule, view.filter):
                yield milestone


def _tasks(view: PersonalView, countries: tuple[str, ...]) -> Iterator[Task]:
    if view.filter.tasks is TaskForm.NONE:
        return
    for checklist in view.checklists:
        office = view.offices.get((checklist.country, checklist.office.name))
        if office is None or checklist.country not in countries:
            continue
        for task in checklist.tasks:
            if _is_theirs(task, office) and suits(task.rule, view.filter):
                yield task if office in view.right.held else replace(task, state=TaskState.OPEN, tick=None)


def _is_theirs(task: Task, office: Office) -> bool:
    audience = audience_of(is_un=office.is_un)
    return not is_local(task.id) and may_see(
        audience, task.rule.visibility, View.TASKS, is_addressed=not office.roles.isdisjoint(task.rule.actors)
    )
