"""What the pages of people, knowledge and health show, joined from a wiring."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from flows.installation.wiring import Wiring
from flows.nudges.knowing import knowledge
from flows.offices.enrolling import read_roster
from flows.offices.lacking import gaps_of
from flows.offices.recipients import unreached
from flows.offices.staffing import staffing_of
from flows.releases.changelog import ChangeLog
from flows.site.background import Background
from flows.site.enrolment import Enrolling
from flows.site.outbox import OutgoingPost
from flows.site.session_needs import SessionNeeds
from flows.watch.doctor import look_at
from uprcycle.checklist.gaps import Gap
from uprcycle.people import Assignment, Person
from uprcycle.preferences import Preferences
from uprcycle.presence import Absence, Staffing
from uprcycle.reach import Unreached
from uprcycle.roster.columns import COLUMNS
from uprcycle.store.ports import ErasedKind
from web.staff.source import Finding, Staff


def staff_of(wiring: Wiring, log: ChangeLog | None = None) -> Staff:
    """Return what the pages of those who look after an installation ask of it.

    ``log`` is that of others who compare its releases too.
    """
    return Staff(
        people=Roster(wiring),
        enrolment=Enrolling(wiring),
        outbox=OutgoingPost(wiring),
        knowledge=lambda release, country: knowledge(wiring, wiring.today(), release, country),
        health=lambda: tuple(
            Finding(each.what, each.found, each.is_well, each.remedy) for each in look_at(wiring)
        ),
        needs=SessionNeeds(wiring, log or ChangeLog(wiring)),
    )


class Roster:
    """Who holds which office in one installation, read again only when somebody wrote of people."""

    def __init__(self, wiring: Wiring) -> None:
        """Read and write the store of ``wiring``."""
        self._wiring = wiring
        self._kept: tuple[int, Staffing] | None = None
        self._lacking: Background[tuple[Gap, ...]] = Background()

    def staffing(self) -> Staffing:
        """Return who holds which office and who is away when."""
        seen, kept = self._wiring.sight().people, self._kept
        if kept is None or kept[0] != seen:
            kept = self._kept = (seen, staffing_of(self._wiring))
        return kept[1]

    def unreached(self) -> Mapping[str, Unreached]:
        """Return whose mail comes back, by id."""
        return unreached(self._wiring)

    def chosen(self, person: str) -> Preferences:
        """Return what somebody chose for themself."""
        return self._wiring.store.preferences.of(person)

    def gaps(self, countries: frozenset[str], days: int) -> tuple[Gap, ...] | None:
        """Return what nobody holds of the duties of States; None while it is worked out."""
        today, wiring = self._wiring.today(), self._wiring
        key = (wiring.written(), today, countries, days)
        return self._lacking.ask(
            key, lambda: tuple(gaps_of(wiring, countries, today, today + timedelta(days=days)))
        )

    def check(self, row: Mapping[str, str]) -> tuple[Assignment, ...]:
        """Return what one row of a people file says."""
        buffer = io.StringIO(newline="")
        writer = csv.DictWriter(buffer, [each.name for each in COLUMNS])
        writer.writeheader()
        writer.writerow(row)
        countries, held = self._wiring.world().countries, self.staffing().assignments
        return read_roster("form.csv", buffer.getvalue().encode(), countries, held).assignments

    def save(self, assignments: Sequence[Assignment], absences: Sequence[Absence], by: str) -> None:
        """Keep them, all or none."""
        self._wiring.store.people.save(assignments, absences, by=by, at=self._wiring.now())

    def end_absence(self, person: str, day: date, by: str) -> bool:
        """Say that somebody is back on a day."""
        return bool(self._wiring.store.people.end_absence(person, day, by=by, at=self._wiring.now()))

    def clear(self, person: str, by: str) -> None:
        """Say that mail reaches somebody again."""
        self._wiring.store.bounces.clear(person, by=by, at=self._wiring.now())

    def held(self, person: Person) -> Mapping[ErasedKind, int]:
        """Return how much is held about somebody, by kind."""
        return self._wiring.store.erasure.held(person)

    def erase(self, person: Person, by: str) -> Mapping[ErasedKind, int]:
        """Erase somebody everywhere and return what was held."""
        return self._wiring.store.erasure.erase(person, by=by, at=self._wiring.now())
