"""What lies on the tables of offices: read again after anything was written, laid again if it is another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from flows.installation.wiring import Wiring
from flows.nudges.matters import Papers, Table, build_table, read_papers
from uprcycle.people import Assignment, Office

KEPT = 400
"""Of how many offices; beyond it the first is forgotten."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A table and what it was laid from, as it was when the store was at ``written``, on a day."""

    written: int
    day: date
    papers: Papers
    table: Table


class KeptTables:
    """Lays the tables of offices, and again only when something on them changed. Threads may share it."""

    def __init__(self, wiring: Wiring) -> None:
        """Look at one installation; nothing is read yet."""
        self._wiring = wiring
        self._kept: dict[Office, _Kept] = {}

    def of(self, offices: Iterable[Office]) -> Iterator[Table]:
        """Yield what is about each office in the running review of its State, in the order given."""
        # Asked before anything is read: what is written meanwhile is read again the next time.
        written, day, running = self._wiring.written(), self._wiring.today(), self._wiring.world().running
        here: dict[str, tuple[Assignment, ...]] = {}
        for office in offices:
            kept = self._kept.get(office)
            if kept and (kept.written, kept.day) == (written, day):
                yield kept.table
            elif office.country in running:
                if office.country not in here:
                    here[office.country] = self._wiring.store.people.assignments(office.country)
                timetable = self._wiring.world().timetable(office.country)
                papers = read_papers(self._wiring, timetable, office, here[office.country])
                is_same = kept and (kept.day, kept.papers) == (day, papers)
                table = kept.table if kept and is_same else build_table(papers, day)
                self._keep(office, _Kept(written, day, papers, table))
                yield table

    def _keep(self, office: Office, kept: _Kept) -> None:
        if office not in self._kept and len(self._kept) >= KEPT:
            self._kept.pop(next(iter(self._kept), office), None)
        self._kept[office] = kept
