"""People files between upload and loading: sealed, for half an hour, for whoever sent them.

They name people who are not known yet, so nobody else reads them before somebody agrees to it.
"""

import secrets
from datetime import timedelta

from flows.installation.wiring import Wiring
from flows.offices.enrolling import plan_roster, read_roster
from flows.offices.staffing import staffing_of
from flows.releases.confirming import check_confirmed, check_digest
from uprcycle.presence import Staffing
from uprcycle.roster.reader import ReadPeople
from uprcycle.roster.scope import confine
from uprcycle.store.people_files_port import PeopleFile
from web.staff.source import Covers, Draft, Shown

KEPT_FOR = timedelta(minutes=30)


class Enrolling:
    """Reads people files for the pages. Threads may share it."""

    def __init__(self, wiring: Wiring) -> None:
        """Load into the store of ``wiring``."""
        self._wiring = wiring

    def read(self, owner: str, name: str, content: bytes, covers: Covers) -> str:
        """Read a file and return the name under which its draft is kept."""
        now = self._wiring.now()
        kept = PeopleFile(secrets.token_urlsafe(9), owner, name, content, now + KEPT_FOR)
        self._read(kept, staffing_of(self._wiring), covers)
        self._wiring.store.people_files.add(kept, now=now)
        return kept.key

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
        self._wiring.store.people_files.drop(key)
        return plan.size

    def _find(self, owner: str, key: str) -> PeopleFile | None:
        kept = self._wiring.store.people_files.of(key, now=self._wiring.now())
        return kept if kept is not None and kept.owner == owner and kept.content else None

    def _read(self, kept: PeopleFile, before: Staffing, covers: Covers) -> ReadPeople:
        countries = self._wiring.world().countries
        read = read_roster(kept.name, kept.content, countries, before.assignments)
        return confine(read, before.assignments, covers)
