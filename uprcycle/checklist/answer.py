"""What somebody who was told of a task may answer, what is kept of it, and what they may take back.

An answer is for the office where it says how far the task is, and for the person alone where it
says when to tell them again, or that it is not theirs (decision 0036).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from uprcycle.checklist.pause import Pause, PauseKind
from uprcycle.checklist.task import Standing, Task
from uprcycle.checklist.tick import BY_LINK, TaskState, Tick, check_tick, is_in_person
from uprcycle.days.span import Unknown
from uprcycle.days.workdays import Roll, WorkingDays
from uprcycle.errors import BadInputError

UNDO = timedelta(days=30)
"""For so long somebody may take back what they answered."""

PUT_OFF = timedelta(days=7)
"""For so long at most somebody is not told of what is overdue."""

PATIENCE = timedelta(days=30)
"""For so long somebody is reminded of what is overdue; later than that nothing can be put off."""

UNDONE = "undo"
"""How a tick says that it brings back what was there before an answer."""

_LATER = (1, 3, 7, 14, 28)
_NEAR = timedelta(days=60)
_USUAL_WEEK = WorkingDays()


class Saying(StrEnum):
    """What can be answered."""

    DONE = "done"
    ACKNOWLEDGED = "acknowledged"
    SNOOZED = "snoozed"
    NOT_APPLICABLE = "na"
    NOT_MINE = "not-mine"


class Fault(StrEnum):
    """What of an answer cannot be taken."""

    NOTE = "note"
    EVIDENCE = "evidence"
    DAY = "day"
    SAYING = "saying"


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered; ``day`` is the one on which to tell them again, for what is snoozed."""

    saying: Saying
    note: str = ""
    evidence: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """A task of an office before somebody who was told of it, on a day.

    ``ticks`` are those of the office on the task, oldest first. ``pauses`` are those of the person on it,
    those that were taken back among them, by number. ``has_others`` tells whether it can be given
    back to anybody; ``week`` are the working days of the State.
    """

    task: Task
    person: str
    today: date
    ticks: tuple[Tick, ...] = ()
    pauses: tuple[Pause, ...] = ()
    has_others: bool = False
    week: WorkingDays = _USUAL_WEEK

    @property
    def serial(self) -> int:
        """How often something was said of it, so that an answer to an older page is known as one."""
        return len(self.ticks) + sum(1 if each.stands else 2 for each in self.pauses)

    @property
    def pause(self) -> Pause | None:
        """What keeps the person from being told of it now, if anything does."""
        return next((each for each in reversed(self.pauses) if each.stands), None)

    @property
    def is_handed_back(self) -> bool:
        """Whether the person said that it is not theirs."""
        return self.pause is not None and self.pause.kind is PauseKind.NOT_MINE

    @property
    def last_day(self) -> date | None:
        """The latest on which one may ask to be told again: the last working day before the task is due.

        Of what is overdue it is one within a week, as long as anybody is reminded of it.
        """
        due = self.task.due
        if self.is_overdue and not isinstance(self.task.span, Unknown):
            latest = min(self.today + PUT_OFF, self.task.span.last + PATIENCE)
            return self.week.roll(latest, Roll.PRECEDING)
        return None if due is None else self.week.roll(due - timedelta(days=1), Roll.PRECEDING)

    @property
    def is_overdue(self) -> bool:
        """Whether the office is late with the task."""
        return self.task.standing(self.today) is Standing.LATE

    @property
    def later_days(self) -> tuple[date, ...]:
        """The working days that are offered to be told again, the last one among them if it is near."""
        last = self.last_day
        if last is None:
            return ()
        days = {self.week.roll(self.today + timedelta(days=each), Roll.FOLLOWING) for each in _LATER}
        if last <= self.today + _NEAR:
            days.add(last)
        return tuple(sorted(each for each in days if self.today < each <= last))

    @property
    def choices(self) -> tuple[Saying, ...]:
        """What the person may answer now; nothing where it is settled or not theirs."""
        if self.task.is_settled or self.is_handed_back:
            return ()
        barred = {
            Saying.ACKNOWLEDGED: self.task.state is TaskState.ACKNOWLEDGED,
            Saying.SNOOZED: not self.later_days,
            Saying.NOT_MINE: not self.has_others,
        }
        return tuple(each for each in Saying if not barred.get(each, False))

    def undoable(self, now: datetime) -> Tick | Pause | None:
        """Return what the person last answered, if they may still take it back."""
        answered: list[Tick | Pause] = [each for each in self.ticks[-1:] if _is_answer(each, self.person)]
        answered += [self.pause] if self.pause else []
        last = max(answered, key=lambda each: each.at, default=None)
        return last if last and now - last.at <= UNDO else None


def find_faults(matter: Matter, answer: Answer) -> tuple[Fault, ...]:
    """Return what of an answer cannot be taken; nothing where it can."""
    if answer.saying not in matter.choices:
        return (Fault.SAYING,)
    if answer.saying is Saying.SNOOZED:
        return () if _is_in_reach(matter, answer.day) else (Fault.DAY,)
    if answer.saying is Saying.NOT_MINE:
        return ()
    try:
        check_tick(TaskState(answer.saying), by=matter.person, note=answer.note, evidence=answer.evidence)
    except BadInputError as error:
        return tuple(dict.fromkeys(_FAULTS[each.where] for each in error.problems))
    return ()


def plan_answer(matter: Matter, answer: Answer, now: datetime, via: str = BY_LINK) -> Tick | Pause:
    """Return what is to be kept of an answer without faults; ``via`` is the way by which it came."""
    task = matter.task
    of_task = (task.country, task.cycle, task.id, task.office.name)
    match answer.saying:
        case Saying.SNOOZED:
            day = answer.day or matter.today
            kind = PauseKind.PUT_OFF if matter.is_overdue else PauseKind.SNOOZED
            return Pause(*of_task, matter.person, kind, day, now)
        case Saying.NOT_MINE:
            return Pause(*of_task, matter.person, PauseKind.NOT_MINE, matter.today, now)
        case said:
            note, evidence = answer.note, answer.evidence
            return Tick(*of_task, TaskState(said), matter.person, now, note, evidence, via)


def plan_undo(matter: Matter, now: datetime) -> Tick | Pause | None:
    """Return the tick that brings back what was said before, or the pause to lift; None for neither."""
    last = matter.undoable(now)
    if not isinstance(last, Tick):
        return last
    before = matter.ticks[-2] if len(matter.ticks) > 1 else None
    task = matter.task
    return Tick(
        country=task.country,
        cycle=task.cycle,
        task=task.id,
        office=task.office.name,
        state=before.state if before else TaskState.OPEN,
        by=matter.person,
        at=now,
        note=before.note if before else "",
        evidence=before.evidence if before else "",
        via=UNDONE,
    )


def _is_answer(tick: Tick, person: str) -> bool:
    return tick.by == person and is_in_person(tick.via)


def _is_in_reach(matter: Matter, day: date | None) -> bool:
    last = matter.last_day
    return day is not None and last is not None and matter.today < day <= last


_FAULTS = {"--note": Fault.NOTE, "--evidence": Fault.EVIDENCE}
