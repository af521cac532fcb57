"""Escalation: to whom an overdue task is passed on, one step after the other (decision 0035).

Pure: what was said before comes from the ledger with its days. Whoever has seen the task stops
it, and so does whatever ends it. Nothing is passed on that nobody was told of first.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from notifications.cadence import Stage
from notifications.duties import Duties, Duty, may_be_told
from notifications.ladder import Ladder, Party, Step, height
from notifications.plan import Nudge, nudge_order
from notifications.told import Said, stage_name
from uprcycle.checklist.local import is_local
from uprcycle.checklist.pause import Pause, PauseKind, handed_back
from uprcycle.checklist.task import Task
from uprcycle.checklist.tick import TaskState
from uprcycle.days.span import Status
from uprcycle.days.workdays import WorkingDays
from uprcycle.people import Assignment, Office
from uprcycle.presence import Staffing, choose_told, find_behind
from uprcycle.rules.rule import Basis
from uprcycle.timetable.milestone import Milestone

_SURE = frozenset({Status.CONFIRMED, Status.HELD})


@dataclass(frozen=True, slots=True)
class Chain:
    """Who is above whom: the ladder, and who sits at the desk of each State, office by office.

    ``is_told`` tells of a nudge whether it is said in a message: whoever follows a calendar, or cannot be
    reached, is not waited for.
    """

    ladder: Ladder
    desks: Mapping[str, tuple[Staffing, ...]] = field(default_factory=dict)
    is_told: Callable[[Nudge], bool] = lambda _: True


@dataclass(frozen=True, slots=True)
class Climb:
    """How far an overdue duty has been passed on, and who is told next.

    ``told`` are those who were, with the first day. ``day`` is when it is the turn of ``to``; both are
    None where nobody is left. ``unknown`` are the steps that are passed over, because nobody is known.
    It ``is_held`` where the office said that it has seen the task, or that it wants to be told later.
    """

    duty: Duty
    told: Mapping[Party, date]
    to: Party | None = None
    day: date | None = None
    people: tuple[Assignment, ...] = ()
    unknown: tuple[Party, ...] = ()
    is_held: bool = False


class Overdue:
    """The duties that may be passed on, found by the day on which they are over; ``all`` are in its order."""

    def __init__(self, duties: Duties, ladder: Ladder) -> None:
        """Index those of ``duties`` that may climb ``ladder``."""
        self._patience = ladder.patience
        self.all = sorted((each for each in duties.all if may_climb(each, ladder)), key=_over)

    def on(self, today: date) -> Sequence[Duty]:
        """Return what is over on ``today`` and may be passed on still, the longest over first."""
        first = bisect_left(self.all, today - self._patience, key=_over)
        return self.all[first : bisect_left(self.all, today, key=_over)]


def build_chain(ladder: Ladder, staffing: Staffing, is_told: Callable[[Nudge], bool]) -> Chain:
    """Find the desks among all who hold an office; nobody sits there who is not of the UN."""
    desks: defaultdict[str, list[Staffing]] = defaultdict(list)
    for held in staffing.by_office().values():
        if sits_at(held.assignments[0], ladder):
            desks[held.assignments[0].office.country].append(held)
    return Chain(ladder, {country: tuple(held) for country, held in desks.items()}, is_told)


def sits_at(held: Assignment, ladder: Ladder) -> bool:
    """Tell whether an office is a desk of its State."""
    return held.office.is_un and not held.office.roles.isdisjoint(ladder.desk)


def may_reach_desk(dated: Milestone, ladder: Ladder) -> bool:
    """Tell whether what is dated may be passed on to a desk once it is overdue, if an office acts on it."""
    return dated.status in _SURE and dated.rule.kind in ladder.kinds and dated.rule.is_pressing


def may_climb(duty: Duty, ladder: Ladder) -> bool:
    """Tell whether a duty is passed on once it is overdue.

    Its day must be sure, or counted by a source's rule from one that is, and somebody's to keep. What an
    office wrote on its own list stays there.
    """
    task, term = duty.task, duty.term
    kinds = ladder.kinds if _is_sure(duty) else ladder.counted if _is_counted(task) else frozenset()
    return term.is_pressing and term.due == term.over and task.rule.kind in kinds and not is_local(task.id)


def _is_sure(duty: Duty) -> bool:
    return duty.task.status in _SURE


def _is_counted(task: Task) -> bool:
    """Tell whether a rule that a source states gave the day, counted from one that is confirmed or held."""
    is_stated = task.rule.basis is Basis.STATED
    return task.status is Status.ESTIMATED and is_stated and task.dated.is_counted_from_sure


def _is_held(duty: Duty, today: date) -> bool:
    """Tell whether the office said that it has seen a task, or somebody of it asked to be told later."""
    if duty.task.state is TaskState.ACKNOWLEDGED:
        return True
    return any(each.kind is PauseKind.SNOOZED and each.day > today for each in _pauses(duty, today))


def _pauses(duty: Duty, today: date) -> tuple[Pause, ...]:
    """Return what those who hold the office on ``today`` asked for; whoever left it asks for nothing.

    What was overdue when somebody put it off holds nobody up but them.
    """
    here = {each.person.id for each in duty.holders if each.holds_on(today)} if duty.pauses else ()
    holding = (each for each in duty.pauses if each.kind is not PauseKind.PUT_OFF)
    return tuple(each for each in holding if each.person in here)


def _may_learn(party: Party, duty: Duty) -> bool:
    """Tell whether a step may learn of a duty at all: the desk does not of what nobody has published."""
    return party is not Party.DESK or _is_sure(duty)


def plan_escalations(
    duties: Iterable[Duty], chain: Chain, said: Said, claimed: AbstractSet[str], today: date
) -> tuple[Nudge, ...]:
    """Choose to whom overdue duties are passed on today.

    A run that comes late takes the highest step whose time has come, and no step below it any more.
    Where nobody is known on a step, the next one on which somebody is takes its turn.

    Args:
        duties: What is overdue and may be passed on, in any order.
        chain: Who is above whom.
        said: What was said of them before.
        claimed: Keys claimed before; none of them is planned again.
        today: The civil day in Geneva.

    Returns:
        At most one nudge for each person and duty, by person, due day, country and task.
    """
    passed = (each for duty in duties for each in _passed(duty, chain, said, today))
    owed = {each.key: each for each in passed if each.key not in claimed}
    return tuple(sorted(owed.values(), key=nudge_order))


def find_climb(duty: Duty, chain: Chain, said: Said, today: date) -> Climb | None:
    """Tell how far an overdue duty has been passed on and who is next; None where its office was never told.

    Next is the highest step whose time has come, or else the first that is to come.
    """
    told = _told(duty, chain, said, today)
    if Party.HOLDER not in told:
        return None
    return _climb(Climb(duty, told, is_held=_is_held(duty, today)), chain, today)


def _passed(duty: Duty, chain: Chain, said: Said, today: date) -> Iterator[Nudge]:
    """Yield the nudges of the step whose time has come, or else of the last that was taken.

    That one may have been said to one of several people so far.
    """
    climb = find_climb(duty, chain, said, today)
    if climb is None or climb.is_held:
        return
    to, day, people = climb.to, climb.day, climb.people
    if to is None or day is None or day > today:
        to = max(climb.told, key=height)
        if to is Party.HOLDER:
            return
        day, people = climb.told[to], _people(to, duty, chain, today)
    stage = Stage(
        stage_name(to, duty.task.office), day, duty.term.over + chain.ladder.patience, is_overdue=True
    )
    before = tuple(each for each in climb.told if height(each) < height(to))
    for each in people:
        yield Nudge(each.person, each.office, duty.task, duty.term, stage, today, before)


def _climb(climb: Climb, chain: Chain, today: date) -> Climb:
    """Find who is next, on the highest step whose day has come, or else on the first to come.

    A step on which nobody is known takes its days all the same before it is passed over.
    """
    found, unknown = climb, list[Party]()
    for step, day in _days(climb, chain.ladder, today):
        if found.people and day > today:
            break
        people = _people(step.to, climb.duty, chain, max(day, today))
        if people:
            found = replace(climb, to=step.to, day=day, people=people, unknown=tuple(unknown))
        else:
            unknown.append(step.to)
    return found if found.people else replace(climb, unknown=tuple(unknown))


def _told(duty: Duty, chain: Chain, said: Said, today: date) -> Mapping[Party, date]:
    """Return who was told and when first; whose calendar speaks of a duty knows it on its day."""
    told = said.told(duty)
    if Party.HOLDER in told or all(map(chain.is_told, _own(duty, today))):
        return told
    return {Party.HOLDER: duty.term.over, **told}


def _own(duty: Duty, today: date) -> Iterator[Nudge]:
    stage = Stage(Party.HOLDER, duty.term.over, duty.term.over, is_overdue=True)
    return (
        Nudge(each.person, each.office, duty.task, duty.term, stage, today) for each in duty.told_on(today)
    )


def _days(climb: Climb, ladder: Ladder, today: date) -> Iterator[tuple[Step, date]]:
    """Yield the steps above those taken with their days, from the lowest up.

    Days are counted from the term, or from when its office heard of the duty or somebody of it paused, if
    that was later; steps keep their distance from the last that was taken.
    """
    duty, told, week = climb.duty, climb.told, climb.duty.week
    start = max(duty.term.over, told[Party.HOLDER], *(each.day for each in _pauses(duty, today)))
    steps = [each for each in ladder.steps if _may_learn(each.to, duty)]
    reached = max((place for place, step in enumerate(steps) if step.to in told), default=-1)
    last = steps[reached] if reached >= 0 else None
    for step in steps[reached + 1 :]:
        day = _shifted(week, start, step.after)
        if last:
            day = max(day, _shifted(week, told[last.to], step.after - last.after))
        yield step, day


@lru_cache(maxsize=100_000)
def _shifted(week: WorkingDays, day: date, count: int) -> date:
    return week.shift(day, count)


def unknown_above(held: Staffing, chain: Chain, day: date) -> tuple[Party, ...]:
    """Return the steps on which nobody is known above one office on ``day``, from the lowest up.

    Nobody at the desk is missed above an office outside the UN.
    """
    office = held.assignments[0].office
    steps = [each.to for each in chain.ladder.steps if each.to is not Party.DESK or office.is_un]
    return tuple(each for each in steps if not _above(each, held, chain, day))


def _people(party: Party, duty: Duty, chain: Chain, day: date) -> tuple[Assignment, ...]:
    """Return who is told on a step, but for those who are told as holders or gave the task back."""
    found = _above(party, Staffing(duty.holders, duty.absences), chain, day)
    if not found or not _may_learn(party, duty):
        return ()
    not_told = {each.person.id for each in duty.told_on(day)} | handed_back(duty.pauses)
    return tuple(
        each for each in found if each.person.id not in not_told and may_be_told(each.office, duty.task)
    )


def _above(party: Party, held: Staffing, chain: Chain, day: date) -> tuple[Assignment, ...]:
    match party:
        case Party.HOLDER:
            return ()
        case Party.DEPUTY:
            return find_behind(held.assignments, held.absences, day).deputies
        case Party.HEAD:
            return find_behind(held.assignments, held.absences, day).heads
        case Party.DESK:
            return _desk(held.assignments[0].office, chain, day)


def _desk(office: Office, chain: Chain, day: date) -> tuple[Assignment, ...]:
    """Return who sits at the desk: for offices of the UN only, what others leave undone is theirs alone."""
    here = [
        each
        for held in (chain.desks.get(office.country, ()) if office.is_un else ())
        for each in choose_told(held.assignments, held.absences, day)
        if each.office.name != office.name
    ]
    sitting = (tuple(each for each in here if role in each.office.roles) for role in chain.ladder.desk)
    return next(filter(None, sitting), ())


def _over(duty: Duty) -> date:
    return duty.term.over
