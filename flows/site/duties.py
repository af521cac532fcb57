"""What the pages of duties show, and what becomes of what is said on them."""

from collections.abc import Iterator

from flows.installation.wiring import Wiring
from flows.nudges.matters import Taking
from flows.site.kept_tables import KeptTables
from uprcycle.access.act import Act, may
from uprcycle.access.principal import Principal
from uprcycle.checklist.agenda import Duty, build_agenda
from uprcycle.checklist.answer import Answer, Fault, Matter
from uprcycle.checklist.task import Task
from uprcycle.checklist.tick import BY_PAGE
from uprcycle.documents.address import Address
from uprcycle.people import Office
from uprcycle.store.packaged_documents import load_addresses
from web.duties.source import Held, Place


class Duties:
    """Answers those who signed in for the offices that they hold today. Threads may share it."""

    def __init__(self, wiring: Wiring, taking: Taking) -> None:
        """Answer for one installation; ``taking`` is shared with the other doors by which answers come."""
        self._wiring = wiring
        self._taking = taking
        self._tables = KeptTables(wiring)

    def held(self, principal: Principal) -> Held:
        """Return all that is before somebody today."""
        offices = tuple(offices_held(principal, Act.SEE_DUTIES))
        tables = tuple(self._tables.of(offices))
        matters = (each for table in tables for each in table.matters(principal.id))
        guidance = ((table.checklist.office, each) for table in tables for each in table.checklist.guidance)
        return Held(offices, build_agenda(matters, self._wiring.now()), tuple(guidance))

    def find(self, principal: Principal, place: Place) -> Duty | None:
        """Return one duty of an office that they hold."""
        matter = self._matter(principal, place, Act.SEE_DUTIES)
        return None if matter is None else Duty(matter, matter.undoable(self._wiring.now()))

    def answer(
        self, principal: Principal, place: Place, answer: Answer, serial: int, via: str = BY_PAGE
    ) -> tuple[Fault, ...] | None:
        """Keep an answer, unless it has the faults that come back."""
        return self._taking.answer(lambda: self._answerable(principal, place), answer, serial, via)

    def undo(self, principal: Principal, place: Place, serial: int) -> bool | None:
        """Take the last answer back."""
        return self._taking.undo(lambda: self._answerable(principal, place), serial)

    def _answerable(self, principal: Principal, place: Place) -> Matter | None:
        return self._matter(principal, place, Act.ANSWER_DUTIES)

    def _matter(self, principal: Principal, place: Place, act: Act) -> Matter | None:
        office = next((each for each in offices_held(principal, act) if each.key == place.office), None)
        if office is None or self._wiring.world().running.get(office.country) != place.cycle:
            return None
        (table,) = self._tables.of([office])
        task = table.checklist.task(place.task)
        return None if task is None else table.matter(task, principal.id)


def offices_held(principal: Principal, act: Act) -> Iterator[Office]:
    """Yield the offices that somebody holds today and in which they may do something, by State and name."""
    held = {(each.office.country, each.office.name): each.office for each in principal.held}
    return (held[key] for key in sorted(held) if may(principal, act, office=held[key]))


def guidance_of(task: Task) -> tuple[Address, ...]:
    """Return the places that the rule of a task names for whoever does it, but for those that are lost."""
    known = load_addresses()
    return tuple(known[key] for key in task.rule.links if known[key].url)
