"""People files between upload and loading: in memory alone, for half an hour, for whoever sent them.

They name people who are not known yet, so nothing of them is written before somebody agrees to it.
"""

import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from flows.installation.wiring import Wiring
from flows.offices.enrolling import plan_roster, read_roster
from flows.offices.staffing import staffing_of
from flows.releases.confirming import check_confirmed, check_digest
from uprcycle.presence import Staffing
from uprcycle.roster.reader import ReadPeople
from uprcycle.roster.scope import confine
from web.staff.source import Covers, Draft, Shown

KEPT_FOR = timedelta(minutes=30)
MOST = 20
"""So many files are kept at a time; the oldest goes where another comes."""


@dataclass(frozen=True, slots=True)
class _Kept:
    owner: str
    name: str
    content: bytes = field(repr=False)
    until: datetime


class Enrolling:
    """Reads people files for the pages. Threads may share it."""

    def __init__(self, wiring: Wiring) -> None:
        """Load into the store of ``wiring``."""
        self._wiring = wiring
        self._lock = Lock()
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    def read(self, owner: str, name: str, content: bytes, covers: Covers) -> str:
        """Read a file and return the name under which its draft is kept."""
        kept = _Kept(owner, name, content, self._wiring.now() + KEPT_FOR)
        self._read(kept, staffing_of(self._wiring), covers)
        key = secrets.token_urlsafe(9)
        with self._lock:
            self._kept[key] = kept
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return key

    def look(self, owner: str, key: str, covers: Covers) -> Draft | None:
        """Return a draft of ``owner`` as it stands now."""
        kept = self._find(owner, key)
        if kept is None:
            return None
        before = staffing_of(self._wiring)
        read = self._read(kept, before, covers)
        return Draft(
            name=kept.name,
            people=len({each.person.id for each in read.assignments}),
            offices=len({(each.office.country, each.office.name) for each in read.assignments}),
            plan=plan_roster(before, read),
            names={each.person.id: each.person.name for each in read.assignments},
            problems=read.problems,
            corrections=read.corrections,
        )

    def load(self, owner: str, key: str, shown: Shown, covers: Covers) -> int | None:
        """Load a draft and return how much was written."""
        kept = self._find(owner, key)
        if kept is None:
            return None
        before = staffing_of(self._wiring)
        read = self._read(kept, before, covers)
        check_confirmed(read.corrections, shown.accepted)
        plan = plan_roster(before, read)
        check_digest(shown.digest, plan.digest)
        assignments, absences = (each.new for each in plan.steps), (each.new for each in plan.leaves)
        self._wiring.store.people.save(assignments, absences, by=shown.by, at=self._wiring.now())
        with self._lock:
            self._kept.pop(key, None)
        return plan.size

    def _find(self, owner: str, key: str) -> _Kept | None:
        now = self._wiring.now()
        with self._lock:
            for name in [name for name, each in self._kept.items() if each.until < now]:
                del self._kept[name]
            kept = self._kept.get(key)
        return kept if kept is not None and kept.owner == owner else None

    def _read(self, kept: _Kept, before: Staffing, covers: Covers) -> ReadPeople:
        countries = self._wiring.world().countries
        read = read_roster(kept.name, kept.content, countries, before.assignments)
        return confine(read, before.assignments, covers)
