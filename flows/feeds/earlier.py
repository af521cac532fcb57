"""The releases of the last weeks, as far as feeds of one's own still have to take back what they showed.

They are worked out from the store when a feed is rendered: nothing remembers feeds as they were.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from threading import Lock

from calendars.holdings import Before
from calendars.publish import CANCELLED_FOR
from flows.installation.wiring import Wiring
from uprcycle.checklist.build import build_checklist
from uprcycle.people import Office
from uprcycle.timetable.world import World

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Kept:
    """The worlds that lead to release ``number``, oldest first, and what was found in them for offices."""

    number: int = 0
    worlds: tuple[World, ...] = ()
    found: dict[tuple[Office, ...], tuple[Before, ...]] = field(default_factory=dict)


class Earlier:
    """Finds what changed for offices in the releases of late. Threads may share it."""

    def __init__(self, wiring: Wiring) -> None:
        """Look at one installation; nothing is read yet."""
        self._wiring = wiring
        self._lock = Lock()
        self._kept = _Kept()

    def of(self, offices: Iterable[Office], world: World) -> tuple[Before, ...]:
        """Return each earlier release after which something changed for one of ``offices``, oldest first.

        ``world`` is that of the release in force.
        """
        kept, wanted = self._leading_to(world), tuple(offices)
        if wanted not in kept.found:
            kept.found[wanted] = tuple(_changed(wanted, (*kept.worlds, world)))
        return kept.found[wanted]

    def _leading_to(self, world: World) -> _Kept:
        number = world.release.number
        with self._lock:  # of many that ask at once only the first one reads
            if self._kept.number != number:
                known = {each.release.number: each for each in self._kept.worlds}
                since = world.release.at - CANCELLED_FOR - _A_DAY
                history = [each for each in self._wiring.store.releases.history() if each.number <= number]
                numbers = [old.number for old, new in pairwise(history) if new.at > since]
                worlds = (known.get(each) or self._wiring.world_of(each) for each in numbers)
                self._kept = _Kept(number, tuple(worlds))
            return self._kept


def _changed(offices: tuple[Office, ...], worlds: Iterable[World]) -> Iterator[Before]:
    countries = sorted({each.country for each in offices})
    for old, new in pairwise(worlds):
        if any(old.running_inputs(each) != new.running_inputs(each) for each in countries):
            lists = (
                build_checklist(old.timetable(each.country), each, ())
                for each in offices
                if each.country in old.running
            )
            yield Before(old, tuple(lists), new.release.at)
