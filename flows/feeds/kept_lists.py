"""Checklists that many feeds share: read once after each write, and built again only when they changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flows.installation.wiring import Wiring
from uprcycle.checklist.build import Checklist, build_checklist
from uprcycle.checklist.tick import Tick
from uprcycle.people import Office
from uprcycle.timetable.timetable import Timetable
from uprcycle.timetable.world import World

KEPT_LISTS = 2000
"""How many offices have their lists kept; beyond it the first is forgotten."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What offices said of a review when the store was at ``written``."""

    written: int
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A list and what it was built from."""

    timetable: Timetable
    ticks: tuple[Tick, ...]
    checklist: Checklist


class KeptLists:
    """Finds the lists of offices as feeds show them, without what the offices added. Threads may share it."""

    def __init__(self, wiring: Wiring) -> None:
        """Look at one installation; nothing is read yet."""
        self._ticks = wiring.store.ticks
        self._said: dict[tuple[str, int], _Said] = {}
        self._lists: dict[Office, _Kept] = {}

    def of(self, offices: Iterable[Office], world: World, written: int) -> tuple[Checklist, ...]:
        """Return the list of each office in the running review of its State, in the order given.

        ``written`` is another number once anything was written; a list that did not change is the same one.
        """
        return tuple(self._found(offices, world, written))

    def _found(self, offices: Iterable[Office], world: World, written: int) -> Iterator[Checklist]:
        for office in offices:
            if office.country in world.running:
                timetable = world.timetable(office.country)
                said = self._said_of(timetable, written)
                theirs = tuple(each for each in said if each.office == office.name)
                yield self._list_of(office, timetable, theirs)

    def _said_of(self, timetable: Timetable, written: int) -> tuple[Tick, ...]:
        review = (timetable.country, timetable.cycle)
        said = self._said.get(review)
        if said is None or said.written != written:
            said = self._said[review] = _Said(written, self._ticks.of(*review))
        return said.ticks

    def _list_of(self, office: Office, timetable: Timetable, ticks: tuple[Tick, ...]) -> Checklist:
        kept = self._lists.get(office)
        if kept is None or kept.timetable is not timetable or kept.ticks != ticks:
            if kept is None and len(self._lists) >= KEPT_LISTS:
                self._lists.pop(next(iter(self._lists)), None)
            kept = self._lists[office] = _Kept(timetable, ticks, build_checklist(timetable, office, ticks))
        return kept.checklist
