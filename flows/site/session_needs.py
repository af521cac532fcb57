"""What stands open in the reviews of a session: duties that are late, new dates that people do not know."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from flows.installation.wiring import Wiring
from flows.nudges.knowing import newest_knowledge
from flows.offices.checklists import offices_of
from flows.releases.changelog import ChangeLog
from uprcycle.checklist.build import build_checklist
from uprcycle.checklist.lateness import Lateness, find_lateness
from uprcycle.timetable.newest import newest_changes
from uprcycle.timetable.timetable import Timetable
from web.session_rows import COLUMNS, RELEASES_LOOKED_AT
from web.staff.source import Needs

_KEPT = 4


class SessionNeeds:
    """Finds it; what is late again only once something was written or the day is another.

    Threads may share it.
    """

    def __init__(self, wiring: Wiring, log: ChangeLog) -> None:
        """Look at one installation; nothing is read yet."""
        self._wiring = wiring
        self._log = log
        self._kept: dict[int, tuple[int, date, tuple[Lateness, ...]]] = {}

    def __call__(self, number: int) -> Needs:
        """Return it for the session of this number.

        Raises:
            RefusedError: There is none, or releases are being compared for others.
        """
        wiring, today = self._wiring, self._wiring.today()
        # Asked before anything is read: what is written meanwhile is read again the next time.
        written, kept = wiring.written(), self._kept.get(number)
        timetables = wiring.world().timetables_of_session(number)
        if kept is None or kept[:2] != (written, today):
            kept = (written, today, tuple(self._late(timetables, today)))
            self._keep(number, kept)
        entries = islice(self._log.entries(), RELEASES_LOOKED_AT)
        newest = newest_changes(entries, {(each.country, each.cycle) for each in timetables}, COLUMNS)
        return Needs(kept[2], newest_knowledge(wiring, newest, today))

    def _keep(self, number: int, late: tuple[int, date, tuple[Lateness, ...]]) -> None:
        if number not in self._kept and len(self._kept) >= _KEPT:
            self._kept.pop(next(iter(self._kept), number), None)
        self._kept[number] = late

    def _late(self, timetables: Sequence[Timetable], today: date) -> Iterator[Lateness]:
        wiring = self._wiring
        world, store = wiring.world(), wiring.store
        for timetable in timetables:
            review = (timetable.country, timetable.cycle)
            if world.running.get(timetable.country) != timetable.cycle:
                continue
            columns = [each for each in timetable.milestones if each.id in COLUMNS]
            ticks, local = store.ticks.of(*review), store.local_tasks.of(*review)
            for office in offices_of(wiring, world.countries[timetable.country]):
                checklist = build_checklist(timetable, office, ticks, local)
                yield from find_lateness(checklist, columns, today)
