"""Matters: the tasks of an office before those who hold it, with all that was said of them.

Who may answer is decided by whoever asks for a matter; what becomes of the answer is decided here, by
whatever door it came.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from threading import Lock

from flows.installation.wiring import Wiring
from uprcycle.checklist.answer import Answer, Fault, Matter, find_faults, plan_answer, plan_undo
from uprcycle.checklist.build import Checklist, build_checklist
from uprcycle.checklist.local import LocalTask
from uprcycle.checklist.pause import Pause, handed_back
from uprcycle.checklist.task import Task
from uprcycle.checklist.tick import Tick
from uprcycle.days.workdays import WorkingDays
from uprcycle.people import Assignment, Office
from uprcycle.store.packaged import load_countries
from uprcycle.store.public_holidays import load_public_holidays
from uprcycle.timetable.timetable import Timetable


@dataclass(frozen=True, slots=True)
class Table:
    """What lies on the table of an office in one review: its list, what was said of it, and who sits there.

    ``ticks`` are those of the office by task, oldest first; ``pauses`` those of anybody in it, by task.
    """

    checklist: Checklist
    holders: tuple[Assignment, ...]
    today: date
    ticks: Mapping[str, list[Tick]] = field(default_factory=dict)
    pauses: Mapping[str, list[Pause]] = field(default_factory=dict)

    def matters(self, person: str) -> Iterator[Matter]:
        """Yield every task of the office as it is before one who holds it, in the order of the list."""
        return (self.matter(each, person) for each in self.checklist.tasks)

    def matter(self, task: Task, person: str) -> Matter:
        """Return a task of the office as it is before one who holds it."""
        pauses = self.pauses.get(task.id, [])
        others = {each.person.id for each in self.holders} - handed_back(pauses) - {person}
        return Matter(
            task,
            person,
            self.today,
            ticks=tuple(self.ticks.get(task.id, ())),
            pauses=tuple(each for each in pauses if each.person == person),
            has_others=bool(others),
            week=_week(task.country, self.today.year),
        )


@dataclass(frozen=True, slots=True)
class Papers:
    """What a table is laid from, as the store has it: equal papers make equal tables on one day."""

    timetable: Timetable
    office: Office
    holders: tuple[Assignment, ...]
    ticks: tuple[Tick, ...]
    pauses: tuple[Pause, ...]
    local: tuple[LocalTask, ...]


def read_papers(wiring: Wiring, timetable: Timetable, office: Office, held: Iterable[Assignment]) -> Papers:
    """Read what is about the tasks of an office in one review; ``held`` holds whoever sits there today."""
    store, today = wiring.store, wiring.today()
    review = (timetable.country, timetable.cycle)
    return Papers(
        timetable,
        office,
        tuple(each for each in held if each.holds_on(today) and _is_of(each, office)),
        tuple(each for each in store.ticks.history(*review) if each.office == office.name),
        tuple(each for each in store.pauses.of(*review) if each.office == office.name),
        tuple(each for each in store.local_tasks.of(*review) if each.office == office.name),
    )


def build_table(papers: Papers, today: date) -> Table:
    """Return the table that ``papers`` make on a day."""
    ticks: defaultdict[str, list[Tick]] = defaultdict(list)
    for tick in papers.ticks:
        ticks[tick.task].append(tick)
    pauses: defaultdict[str, list[Pause]] = defaultdict(list)
    for pause in papers.pauses:
        pauses[pause.task].append(pause)
    checklist = build_checklist(papers.timetable, papers.office, papers.ticks, papers.local)
    return Table(checklist, papers.holders, today, ticks, pauses)


def lay_table(wiring: Wiring, timetable: Timetable, office: Office, held: Iterable[Assignment]) -> Table:
    """Read what is about the tasks of an office in one review, and lay it out."""
    return build_table(read_papers(wiring, timetable, office, held), wiring.today())


class Taking:
    """Takes what people say of tasks, one after the other. Threads may share it."""

    def __init__(self, wiring: Wiring) -> None:
        """Take answers for one installation."""
        self._wiring = wiring
        self._lock = Lock()

    def answer(
        self, find: Callable[[], Matter | None], answer: Answer, serial: int, via: str
    ) -> tuple[Fault, ...] | None:
        """Keep an answer, unless it has the faults that come back; one to an older page changes nothing.

        ``find`` is asked once nobody else is being heard; None stands for what it does not find.
        """
        with self._lock:
            matter = find()
            if matter is None or matter.serial != serial:
                return None if matter is None else ()
            faults = find_faults(matter, answer)
            if not faults:
                self._keep(plan_answer(matter, answer, self._wiring.now(), via))
            return faults

    def undo(self, find: Callable[[], Matter | None], serial: int) -> bool | None:
        """Take the last answer back; False where there was nothing to take back."""
        with self._lock:
            matter = find()
            if matter is None:
                return None
            now = self._wiring.now()
            undo = plan_undo(matter, now) if matter.serial == serial else None
            if isinstance(undo, Pause):
                self._wiring.store.pauses.lift(undo.number, at=now)
            elif undo:
                self._keep(undo)
            return undo is not None

    def _keep(self, said: Tick | Pause) -> None:
        if isinstance(said, Pause):
            self._wiring.store.pauses.add(said)
        else:
            self._wiring.store.ticks.record(said)


def _is_of(held: Assignment, office: Office) -> bool:
    return (held.office.country, held.office.name) == (office.country, office.name)


@lru_cache(maxsize=1024)
def _week(country: str, this_year: int) -> WorkingDays:
    """Return the working days of a State in this year and the next: no task is put off for longer."""
    state = load_countries()[country]
    holidays = (
        each.day for year in (this_year, this_year + 1) for each in load_public_holidays(state, year) or ()
    )
    return WorkingDays(frozenset(holidays), state.weekend)
