"""Answering: what the link in a mail opens today, and what becomes of the answer.

A link is joined to the roles of its reader at every request, like a feed that needs a token.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from threading import Lock

from flows.installation.wiring import Wiring
from flows.offices.checklists import build_for
from notifications.plan import SpokenOf, read_key
from notifications.rhythm import is_mark
from uprcycle.checklist.answer import Answer, Fault, Matter, find_faults, plan_answer, plan_undo
from uprcycle.checklist.pause import Pause, handed_back
from uprcycle.checklist.task import Task
from uprcycle.checklist.tick import Tick
from uprcycle.days.workdays import WorkingDays
from uprcycle.errors import RefusedError
from uprcycle.people import Assignment
from uprcycle.store.packaged import load_countries
from uprcycle.store.ports import Purpose
from uprcycle.store.public_holidays import load_public_holidays
from uprcycle.tokens import digest_of
from uprcycle.visibility import Audience, may_see
from web.sources import Asked, Found


class Answering:
    """Answers whoever shows the token of a mail. Threads may share it."""

    def __init__(self, wiring: Wiring) -> None:
        """Answer for one installation."""
        self._wiring = wiring
        self._lock = Lock()

    def find(self, asked: Asked) -> Found | None:
        """Return what may be answered; None for whatever opens nothing today."""
        matters = tuple(self._matters(asked))
        if not matters:
            return None
        place = _first(matters) if asked.office is None else asked.office
        if place not in range(len(matters)):
            return None
        chosen = matters[place]
        offices = tuple(each.task.office.name for each in matters)
        return Found(chosen, offices, place, chosen.undoable(self._wiring.now()))

    def answer(self, asked: Asked, answer: Answer, serial: int) -> tuple[Fault, ...] | None:
        """Keep an answer, unless it has the faults that come back."""
        with self._lock:
            found = self.find(asked)
            if found is None or found.matter.serial != serial:
                return None if found is None else ()
            faults = find_faults(found.matter, answer)
            if not faults:
                self._keep(plan_answer(found.matter, answer, self._wiring.now()))
            return faults

    def undo(self, asked: Asked, serial: int) -> bool | None:
        """Take the last answer back."""
        with self._lock:
            found = self.find(asked)
            if found is None:
                return None
            now = self._wiring.now()
            undo = plan_undo(found.matter, now) if found.matter.serial == serial else None
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

    def _matters(self, asked: Asked) -> Iterator[Matter]:
        """Yield the matter in the name of each office that the person holds today, by office."""
        wiring, today = self._wiring, self._wiring.today()
        digest = digest_of(asked.token)
        opened = wiring.store.links.opened(digest, Purpose.ANSWER, now=wiring.now(), day=today)
        spoken = _spoken_of(opened.keys, asked.number) if opened else None
        if opened is None or spoken is None:
            return
        here = [each for each in wiring.store.people.assignments(spoken.country) if each.holds_on(today)]
        offices = {each.office.name: each.office for each in here if each.person.id == opened.person}
        for _, office in sorted(offices.items()):
            beside = [each for each in here if each.office.name == office.name]
            task = _task(wiring, spoken, beside[0])
            if task is not None:
                yield _matter(wiring, task, opened.person, beside)


def _spoken_of(keys: Sequence[str], number: int) -> SpokenOf | None:
    nudges = sorted(each for each in keys if not is_mark(each))
    return read_key(nudges[number - 1]) if 1 <= number <= len(nudges) else None


def _task(wiring: Wiring, spoken: SpokenOf, held: Assignment) -> Task | None:
    """Return the task on the list of an office; None where it may not be named in a mail."""
    try:
        timetable = wiring.world().timetable(spoken.country, spoken.cycle)
    except RefusedError:
        return None
    task = build_for(wiring, timetable, held.office).task(spoken.task)
    is_named = wiring.settings.name_internal_items
    return task if task and (is_named or may_see(Audience.PUBLIC, task.rule.visibility)) else None


def _matter(wiring: Wiring, task: Task, person: str, beside: Sequence[Assignment]) -> Matter:
    today, office = wiring.today(), task.office.name
    ticks = wiring.store.ticks.history(task.country, task.cycle, task.id)
    pauses = [
        each for each in wiring.store.pauses.of(task.country, task.cycle) if each.is_of(task.id, office)
    ]
    others = {each.person.id for each in beside} - handed_back(pauses) - {person}
    return Matter(
        task,
        person,
        today,
        ticks=tuple(each for each in ticks if each.office == office),
        pauses=tuple(each for each in pauses if each.person == person),
        has_others=bool(others),
        week=_week(task, today),
    )


def _week(task: Task, today: date) -> WorkingDays:
    """Return the working days of the State from today until the task is due."""
    country = load_countries()[task.country]
    years = range(today.year, (task.due or today).year + 1)
    holidays = (each.day for year in years for each in load_public_holidays(country, year) or ())
    return WorkingDays(frozenset(holidays), country.weekend)


def _first(matters: Sequence[Matter]) -> int:
    return next((place for place, each in enumerate(matters) if each.choices), 0)
