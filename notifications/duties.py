"""Who has to be told of what: open tasks of offices, joined to the people who hold them.

Everything that can never be spoken of is left out here, once, so that a plan only looks at
the calendar. The index finds the duties within reach of a day without touching the others.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeAlias

from notifications.cadence import Stage, Term
from notifications.cadences import Cadences
from notifications.pauses import stages_for
from uprcycle.checklist.pause import Pause, handed_back
from uprcycle.checklist.task import Task
from uprcycle.countries import Country
from uprcycle.days.span import Status, Unknown
from uprcycle.days.workdays import WorkingDays
from uprcycle.people import Assignment, Office, Person
from uprcycle.presence import Absence, Staffing, choose_told
from uprcycle.visibility import View, audience_of, may_see

_USUAL = Cadences()
_USUAL_WEEK = WorkingDays()
_OfTask: TypeAlias = tuple[str, int, str, str]
_DAYS_A_MONTH = 30
_SHARE = 4  # of what recurs one speaks in the last quarter of its period, after the time before is over


@dataclass(frozen=True, slots=True)
class Duty:
    """An open task with a day, when to speak of it, and who may be spoken to.

    ``holders`` are ordered by person and office, whatever their period; ``absences`` are theirs.
    ``week`` are the working days of its State, ``pauses`` those of its holders that stand.
    ``subject`` is what the keys of all its nudges begin with, kept because it is asked for every day.
    """

    task: Task
    term: Term
    stages: tuple[Stage, ...]
    holders: tuple[Assignment, ...]
    absences: tuple[Absence, ...] = ()
    week: WorkingDays = _USUAL_WEEK
    pauses: tuple[Pause, ...] = ()
    subject: str = ""

    def told_on(self, day: date) -> tuple[Assignment, ...]:
        """Return the holders who are told on ``day``: whoever stands in for those who are away.

        Who gave the task back to the office is not, unless nobody else is left.
        """
        if not self.pauses:
            return choose_told(self.holders, self.absences, day)
        gone = handed_back(self.pauses)
        others = tuple(each for each in self.holders if each.person.id not in gone)
        told = choose_told(others, self.absences, day)
        return told if told or not gone else choose_told(self.holders, self.absences, day)

    def stages_for(self, person: str) -> tuple[Stage, ...]:
        """Return on which occasions to speak to one of those who are told, by day."""
        return stages_for(person, self.stages, self.term, self.pauses) if self.pauses else self.stages


class Duties:
    """The duties of any number of countries, found by the month in which one may speak of them.

    ``all`` are in the order given. A month is looked through when it is first asked for: a round asks for
    one, and some duties last for dozens.
    """

    def __init__(self, duties: Iterable[Duty]) -> None:
        """Take ``duties``; those without stages are never within reach."""
        self.all = tuple(duties)
        self._reach = [(*_reach(each.stages), each) for each in self.all if each.stages]
        self._by_month: dict[date, tuple[Duty, ...]] = {}

    def within_reach(self, today: date) -> tuple[Duty, ...]:
        """Return every duty of which one might speak on ``today``, and few others."""
        month = today.replace(day=1)
        if month not in self._by_month:
            end = (month + timedelta(days=31)).replace(day=1)
            self._by_month[month] = tuple(
                duty for first, last, duty in self._reach if first < end and last >= month
            )
        return self._by_month[month]


def build_duties(
    tasks: Iterable[Task],
    staffing: Staffing,
    weeks: Mapping[str, WorkingDays],
    cadences: Cadences = _USUAL,
    pauses: Iterable[Pause] = (),
) -> Duties:
    """Join open tasks to those who hold their office and may see them.

    Left out are tasks that are done, do not apply, are withdrawn, have no date or hang on a
    review that is only projected; private ones; and UN-internal ones for everybody outside an
    office of the UN.

    Args:
        tasks: Tasks of any offices, in any order.
        staffing: Who holds which office and when, and who is away when, in any order.
        weeks: The working days of each country by code; Monday to Friday where one is missing.
        cadences: On which days to speak of each task.
        pauses: Who is not to be told of what; those that stand, of any tasks.
    """
    paused = _by_task(pauses)
    duties = _duties(tasks, _by_office(staffing), weeks, cadences)
    return Duties(
        replace(each, pauses=found) if (found := paused.get(_task_of(each.task))) else each for each in duties
    )


def working_weeks(
    countries: Iterable[Country], holidays: Mapping[str, frozenset[date]]
) -> dict[str, WorkingDays]:
    """Return the working days of each country by its code, from its weekend and what is known of holidays."""
    return {each.iso3: WorkingDays(holidays.get(each.iso3, frozenset()), each.weekend) for each in countries}


def subject_of(task: Task, due: date) -> str:
    """Return what the keys of all nudges of a task that is due on a day begin with."""
    return f"{task.country}/{task.cycle}/{task.id}/{due}"


def key_under(subject: str, stage: Stage, person: Person) -> str:
    """Return the key of a nudge; the person comes last, as the only part that may hold a slash."""
    return f"{subject}/{stage.name}/{person.channel}/{person.id}"


def may_be_told(office: Office, task: Task) -> bool:
    """Tell whether people of ``office`` may read of ``task``; an office without roles is not of the UN."""
    audience = audience_of(is_un=office.is_un)
    return may_see(audience, task.rule.visibility, View.TASKS, is_addressed=True)


def _duties(
    tasks: Iterable[Task],
    offices: Mapping[tuple[str, str], Staffing],
    weeks: Mapping[str, WorkingDays],
    cadences: Cadences,
) -> Iterator[Duty]:
    for task in tasks:
        term = _term(task)
        held = offices.get((task.office.country, task.office.name), Staffing())
        told = tuple(each for each in held.assignments if may_be_told(each.office, task))
        if term is not None and told:
            week = weeks.get(task.office.country, _USUAL_WEEK)
            stages = cadences.of(task).plan_stages(term, week)
            subject = subject_of(task, term.due)
            yield Duty(task, term, stages, told, held.absences, week, subject=subject)


def _term(task: Task) -> Term | None:
    due, span = task.due, task.span
    dead = task.is_settled or task.status is Status.WITHDRAWN or task.dated.is_projected
    if dead or due is None or isinstance(span, Unknown):
        return None
    repeat = task.rule.repeat
    ahead = repeat.months * _DAYS_A_MONTH // _SHARE if repeat else None
    opens = span.first if span.first < due else None
    return Term(due, span.last, is_pressing=task.is_pressing, ahead=ahead, opens=opens)


def _by_task(pauses: Iterable[Pause]) -> Mapping[_OfTask, tuple[Pause, ...]]:
    found: defaultdict[_OfTask, list[Pause]] = defaultdict(list)
    for each in pauses:
        found[each.country, each.cycle, each.task, each.office].append(each)
    return {task: tuple(paused) for task, paused in found.items()}


def _task_of(task: Task) -> _OfTask:
    return task.country, task.cycle, task.id, task.office.name


def _by_office(staffing: Staffing) -> dict[tuple[str, str], Staffing]:
    held = sorted(staffing.assignments, key=lambda each: (each.person.id, each.office.name, each.valid_from))
    return replace(staffing, assignments=tuple(held)).by_office()


def _reach(stages: tuple[Stage, ...]) -> tuple[date, date]:
    """Return the first and the last day on which one may speak by ``stages``."""
    return min(each.day for each in stages), max(each.until for each in stages)
