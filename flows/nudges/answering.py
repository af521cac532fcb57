"""Answering: what the link in a mail opens today, and what becomes of the answer.

A link is joined to the roles of its reader at every request, like a feed that needs a token.
"""

from collections.abc import Iterator, Sequence

from flows.installation.wiring import Wiring
from flows.nudges.matters import Taking, lay_table
from notifications.plan import SpokenOf, read_key
from notifications.rhythm import is_mark
from uprcycle.checklist.answer import Answer, Fault, Matter
from uprcycle.checklist.task import Task
from uprcycle.checklist.tick import BY_LINK
from uprcycle.errors import RefusedError
from uprcycle.store.ports import Purpose
from uprcycle.tokens import digest_of
from uprcycle.visibility import Audience, may_see
from web.sources import Asked, Found


class Answering:
    """Answers whoever shows the token of a mail. Threads may share it."""

    def __init__(self, wiring: Wiring, taking: Taking | None = None) -> None:
        """Answer for one installation; ``taking`` is shared with the other doors by which answers come."""
        self._wiring = wiring
        self._taking = taking or Taking(wiring)

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
        return self._taking.answer(lambda: self._matter(asked), answer, serial, BY_LINK)

    def undo(self, asked: Asked, serial: int) -> bool | None:
        """Take the last answer back."""
        return self._taking.undo(lambda: self._matter(asked), serial)

    def _matter(self, asked: Asked) -> Matter | None:
        found = self.find(asked)
        return None if found is None else found.matter

    def _matters(self, asked: Asked) -> Iterator[Matter]:
        """Yield the matter in the name of each office that the person holds today, by office."""
        wiring, today = self._wiring, self._wiring.today()
        digest = digest_of(asked.token)
        opened = wiring.store.links.opened(digest, Purpose.ANSWER, now=wiring.now(), day=today)
        spoken = _spoken_of(opened.keys, asked.number) if opened else None
        if opened is None or spoken is None:
            return
        try:
            timetable = wiring.world().timetable(spoken.country, spoken.cycle)
        except RefusedError:
            return
        here = wiring.store.people.assignments(spoken.country)
        mine = [each for each in here if each.holds_on(today) and each.person.id == opened.person]
        for _, office in sorted({each.office.name: each.office for each in mine}.items()):
            table = lay_table(wiring, timetable, office, here)
            task = table.checklist.task(spoken.task)
            if task is not None and _is_named(wiring, task):
                yield table.matter(task, opened.person)


def _spoken_of(keys: Sequence[str], number: int) -> SpokenOf | None:
    nudges = sorted(each for each in keys if not is_mark(each))
    return read_key(nudges[number - 1]) if 1 <= number <= len(nudges) else None


def _is_named(wiring: Wiring, task: Task) -> bool:
    """Tell whether a task may be named in a mail, and so opened by a link in one."""
    return wiring.settings.name_internal_items or may_see(Audience.PUBLIC, task.rule.visibility)


def _first(matters: Sequence[Matter]) -> int:
    return next((place for place, each in enumerate(matters) if each.choices), 0)
