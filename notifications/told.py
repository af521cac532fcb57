"""Who was told of a duty and when: read from the keys of the ledger, with the days of their claims."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import repeat
from typing import TypeAlias

from notifications.duties import Duty
from notifications.ladder import Party
from uprcycle.people import Office

_PREFIX = "escalated-to-"
_Dated: TypeAlias = tuple[str, str, str, str]
"""The State, cycle, task and due day with which the keys of a duty begin."""


class Said:
    """What was said, key by key with its day, sorted by what it speaks of; it only grows."""

    def __init__(self, days: Mapping[str, date]) -> None:
        """Begin with the keys in ``days``."""
        self._by_person: defaultdict[_Dated, dict[str, date]] = defaultdict(dict)
        self._by_stage: defaultdict[_Dated, dict[str, date]] = defaultdict(dict)
        self.add(days)

    def add(self, days: Mapping[str, date]) -> None:
        """Add keys that were not known yet."""
        for key, day in days.items():
            dated, stage, person = _read_key(key)
            if stage.startswith(_PREFIX):
                _keep_first(self._by_stage[dated], stage, day)
            else:
                _keep_first(self._by_person[dated], person, day)

    def told(self, duty: Duty) -> Mapping[Party, date]:
        """Return who was told of a duty and on which day first, from those who hold the office upwards."""
        dated = _dated(duty)
        people, stages = self._by_person.get(dated, {}), self._by_stage.get(dated, {})
        own = [day for each in duty.holders if (day := people.get(each.person.id))]
        first = {Party.HOLDER: min(own)} if own else {}
        for party in Party if stages else ():
            day = stages.get(stage_name(party, duty.task.office))
            if day:
                first[party] = day
        return first


def stage_name(to: Party, office: Office) -> str:
    """Return the name of the stage in which a duty of ``office`` is passed on; it never changes.

    Two offices of a State may have the same duty and the same people above them, and keys hold no names.
    """
    return f"{_PREFIX}{to}{_mark(office)}"


def keys_of(duties: Iterable[Duty], claimed: Iterable[str]) -> Iterator[str]:
    """Yield those of the ``claimed`` keys that speak of one of ``duties``."""
    wanted = {_dated(duty) for duty in duties}
    return (each for each in claimed if _read_key(each)[0] in wanted)


def _dated(duty: Duty) -> _Dated:
    task = duty.task
    return task.country, str(task.cycle), task.id, duty.term.due.isoformat()


def _read_key(key: str) -> tuple[_Dated, str, str]:
    """Return what the key of a nudge speaks of, its stage and its person; of other keys anything at all."""
    country, cycle, task, due, stage, _, person = (*key.split("/", 6), *repeat("", 6))[:7]
    return (country, cycle, task, due), stage, person


def _keep_first(days: dict[str, date], name: str, day: date) -> None:
    days[name] = min(day, days.get(name, day))


def _mark(office: Office) -> str:
    return f"~{hashlib.sha256(office.name.encode()).hexdigest()[:8]}"
