"""What the pages of an office show: who sits there, how its duties stand, and what was said of them."""

from collections.abc import Iterable, Mapping
from datetime import date
from threading import Lock

from flows.installation.wiring import Wiring
from flows.offices.checklists import add_task, build_for, drop_task, offices_of
from flows.offices.task_history import history_of
from uprcycle.checklist.answer import UNDONE
from uprcycle.checklist.brief import build_brief
from uprcycle.checklist.build import Checklist
from uprcycle.checklist.local import is_local
from uprcycle.checklist.routing import office_of
from uprcycle.checklist.task import Task
from uprcycle.errors import RefusedError
from uprcycle.people import Assignment, Office
from uprcycle.presence import Staffing, find_away
from uprcycle.store.packaged import load_countries
from uprcycle.timetable.timetable import Timetable
from web.duties.source import OfficeView, Told

_BY_COMMAND = ""


class Offices:
    """Shows the offices of one installation. Threads may share it."""

    def __init__(self, wiring: Wiring) -> None:
        """Look in the store of ``wiring``."""
        self._wiring = wiring
        self._lock = Lock()

    def of_state(self, country: str) -> tuple[Office, ...]:
        """Return the offices of a State: the one that leads, then the others by name."""
        states = {each.iso3: each for each in load_countries().members()}
        return offices_of(self._wiring, states[country]) if country in states else ()

    def find(self, key: str) -> Office | None:
        """Return the office of this key."""
        return next((each for each in self.of_state(key.partition("-")[0]) if each.key == key), None)

    def look(self, office: Office) -> OfficeView:
        """Return how an office stands today."""
        wiring, today = self._wiring, self._wiring.today()
        held = self._held(office)
        here = {each.person.id for each in held}
        away = tuple(each for each in wiring.store.people.absences() if each.person in here)
        staffing = Staffing(held, away)
        timetable = self._timetable(office)
        brief = None
        if timetable:
            checklist = build_for(wiring, timetable, office)
            brief = build_brief(checklist, timetable, wiring.world().overrides, staffing, today)
        return OfficeView(
            office=office,
            is_lead=office_of(load_countries()[office.country]).name == office.name,
            assignments=held,
            away=find_away(staffing, today),
            brief=brief,
            timetable=timetable,
            names=self._names(each.tick.by for each in brief.checklist.tasks if each.tick) if brief else {},
            serial=self._serial(office, timetable),
        )

    def history(self, office: Office, task: str) -> tuple[Task, tuple[Told, ...]] | None:
        """Return a task of the running review and what was said of it, oldest first."""
        checklist = self._checklist(office)
        found = checklist.task(task) if checklist else None
        if checklist is None or found is None:
            return None
        said = history_of(self._wiring, checklist, task)
        names = self._names(each.by for each in said if each.via != _BY_COMMAND)
        return found, tuple(
            Told(
                each.at,
                "undone" if each.via == UNDONE and each.state == "open" else each.state,
                names.get(each.by, "") if each.via else each.by,
                each.note,
                each.evidence,
            )
            for each in said
        )

    def add(self, office: Office, title: str, due: date, by: str, serial: int) -> bool:
        """Put a task of its own on the list, unless another was put on it since the page was made."""
        with self._lock:
            checklist = self._checklist(office)
            if checklist is None or self._serial(office, self._timetable(office)) != serial:
                return False
            add_task(self._wiring, checklist, title, due, by)
            return True

    def drop(self, office: Office, task: str, by: str) -> bool:
        """Take a task of its own off the list."""
        with self._lock:
            checklist = self._checklist(office)
            if checklist is None or not is_local(task) or checklist.task(task) is None:
                return False
            drop_task(self._wiring, checklist, task, by)
            return True

    def _held(self, office: Office) -> tuple[Assignment, ...]:
        here = self._wiring.store.people.assignments(office.country)
        return tuple(each for each in here if each.office.name == office.name)

    def _checklist(self, office: Office) -> Checklist | None:
        timetable = self._timetable(office)
        return build_for(self._wiring, timetable, office) if timetable else None

    def _timetable(self, office: Office) -> Timetable | None:
        try:
            return self._wiring.world().timetable(office.country)
        except RefusedError:
            return None

    def _serial(self, office: Office, timetable: Timetable | None) -> int:
        """Return how often a task of its own was put on the list of an office."""
        if timetable is None:
            return 0
        added = self._wiring.store.local_tasks.of(timetable.country, timetable.cycle)
        return sum(each.office == office.name for each in added)

    def _names(self, ids: Iterable[str]) -> Mapping[str, str]:
        """Return the names of those who are known by these ids."""
        people = ((each, self._wiring.store.people.person(each)) for each in set(ids))
        return {identity: person.name for identity, person in people if person}
