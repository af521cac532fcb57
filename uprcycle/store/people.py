"""People, their offices and their absences, in the database and in memory."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select as select_columns
from sqlmodel import select

from uprcycle.errors import RefusedError
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.presence import Absence
from uprcycle.store.audit import append
from uprcycle.store.engine import Database, upsert
from uprcycle.store.memory_audit import MemoryAudit
from uprcycle.store.order import absence_order, assignment_order
from uprcycle.store.tables import AbsenceRecord, AssignmentRecord, PersonRecord, table_of
from uprcycle.store.trail import absent, assigned, returned

_ASSIGNMENTS, _PEOPLE = table_of(AssignmentRecord), table_of(PersonRecord)
# Columns and not records: of ten thousand rows the making of records took three quarters of the time.
_HOLDING = select_columns(*_ASSIGNMENTS.c, *_PEOPLE.c).where(_ASSIGNMENTS.c.person == _PEOPLE.c.id)


class DatabasePeople:
    """Who holds which office and who is away, in the database."""

    def __init__(self, database: Database) -> None:
        """Keep people in ``database``."""
        self._database = database

    def save(
        self, assignments: Iterable[Assignment], absences: Iterable[Absence] = (), *, by: str, at: datetime
    ) -> None:
        """Keep ``assignments`` and ``absences``, all or none."""
        given, away = tuple(assignments), tuple(absences)
        if not given and not away:
            return
        with self._database.writing() as session:
            upsert(session, PersonRecord, [_person_row(each.person) for each in given])
            upsert(session, AssignmentRecord, [_assignment_row(each) for each in given])
            for person in dict.fromkeys(each.person for each in away):
                if session.get(PersonRecord, person) is None:
                    raise _unknown(person)
            upsert(session, AbsenceRecord, [_absence_row(each) for each in away])
            append(session, *assigned(given, by, at), *absent(away, by, at))

    def assignments(self, country: str | None = None) -> tuple[Assignment, ...]:
        """Return the assignments of one country or of all, by country, office name, person and first day."""
        query = _HOLDING if country is None else _HOLDING.where(_ASSIGNMENTS.c.country == country)
        with self._database.reading() as session:
            found = (_assignment(row, _person(row)) for row in session.connection().execute(query))
            return tuple(sorted(found, key=assignment_order))

    def absences(self) -> tuple[Absence, ...]:
        """Return every absence, by person and first day."""
        with self._database.reading() as session:
            found = (_absence(each) for each in session.exec(select(AbsenceRecord)))
            return tuple(sorted(found, key=absence_order))

    def end_absence(self, person_id: str, day: date, *, by: str, at: datetime) -> tuple[Absence, ...]:
        """End what keeps a person away on ``day``, and return it as it was."""
        covering = (
            AbsenceRecord.person == person_id,
            AbsenceRecord.first_day <= day,
            AbsenceRecord.last_day >= day,
        )
        with self._database.writing() as session:
            records = session.exec(select(AbsenceRecord).where(*covering).with_for_update()).all()
            ended = tuple(sorted(map(_absence, records), key=absence_order))
            for record in records:
                left = _absence(record).ended(day)
                if left is None:
                    session.delete(record)
                else:
                    record.last_day = left.last
            append(session, *returned(ended, by, at))
        return ended

    def person(self, person_id: str) -> Person | None:
        """Return the person of this id."""
        with self._database.reading() as session:
            record = session.get(PersonRecord, person_id)
            return None if record is None else _person(record)


class MemoryPeople:
    """Who holds which office and who is away, in memory."""

    def __init__(self, audit: MemoryAudit) -> None:
        """Start with nobody."""
        self._audit = audit
        self._people: dict[str, Person] = {}
        self._assignments: dict[tuple[str, str, str, date], Assignment] = {}
        self._absences: dict[tuple[str, date], Absence] = {}

    def save(
        self, assignments: Iterable[Assignment], absences: Iterable[Absence] = (), *, by: str, at: datetime
    ) -> None:
        """Keep ``assignments`` and ``absences``, all or none."""
        given, away = tuple(assignments), tuple(absences)
        with self._audit.lock:
            people = self._people | {each.person.id: each.person for each in given}
            for each in away:
                if each.person not in people:
                    raise _unknown(each.person)
            self._audit.append(*assigned(given, by, at), *absent(away, by, at))
            self._people = people
            self._assignments |= {assignment_order(each): each for each in given}
            self._absences |= {absence_order(each): each for each in away}

    def assignments(self, country: str | None = None) -> tuple[Assignment, ...]:
        """Return the assignments of one country or of all, by country, office name, person and first day."""
        with self._audit.lock:
            found = [self._assignments[key] for key in sorted(self._assignments)]
            return tuple(
                replace(each, person=self._people[each.person.id])
                for each in found
                if country in {None, each.office.country}
            )

    def absences(self) -> tuple[Absence, ...]:
        """Return every absence, by person and first day."""
        with self._audit.lock:
            return tuple(self._absences[key] for key in sorted(self._absences))

    def end_absence(self, person_id: str, day: date, *, by: str, at: datetime) -> tuple[Absence, ...]:
        """End what keeps a person away on ``day``, and return it as it was."""
        with self._audit.lock:
            ended = tuple(each for each in self.absences() if each.person == person_id and each.covers(day))
            self._audit.append(*returned(ended, by, at))
            for each in ended:
                del self._absences[absence_order(each)]
            left = (each.ended(day) for each in ended)
            self._absences |= {absence_order(each): each for each in left if each}
        return ended

    def person(self, person_id: str) -> Person | None:
        """Return the person of this id."""
        with self._audit.lock:
            return self._people.get(person_id)

    def change(self, change: Callable[[Any], Any]) -> None:
        """Put what ``change`` makes of each assignment and absence in its place.

        None takes it away, and an assignment's person with it.
        """
        left = {key: change(each) for key, each in self._absences.items()}
        self._absences = {key: each for key, each in left.items() if each}
        changed = {key: change(each) for key, each in self._assignments.items()}
        self._assignments = {key: each for key, each in changed.items() if each}
        held = {each.person.id for each in self._assignments.values()}
        self._people = {key: each for key, each in self._people.items() if key in held}


def _unknown(person: str) -> RefusedError:
    return RefusedError(f"nobody of the id {person!r} is known who could be away")


def _person_row(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "email": person.email,
        "language": person.language,
        "zone": person.zone.key,
        "channel": person.channel,
        "digest_day": person.digest_day,
        "digest_hour": person.digest_hour,
    }


def _person(record: Any) -> Person:  # noqa: ANN401 - a record, or columns of one
    return Person(
        id=record.id,
        name=record.name,
        email=record.email,
        language=record.language,
        zone=ZoneInfo(record.zone),
        channel=record.channel,
        digest_day=record.digest_day,
        digest_hour=record.digest_hour,
    )


def _assignment_row(assignment: Assignment) -> dict[str, Any]:
    return {
        "person": assignment.person.id,
        "country": assignment.office.country,
        "office": assignment.office.name,
        "valid_from": assignment.valid_from,
        "valid_to": assignment.valid_to,
        "roles": " ".join(sorted(assignment.office.roles)),
        "organisation": assignment.organisation,
        "deputy_of": assignment.deputy_of,
        "is_head": assignment.is_head,
    }


def _assignment(record: Any, person: Person) -> Assignment:  # noqa: ANN401 - columns of a record
    roles = _roles(record.roles)
    office = Office(record.office, record.country, roles)
    period = (record.valid_from, record.valid_to)
    return Assignment(person, office, *period, record.organisation, record.deputy_of, record.is_head)


@cache
def _roles(text: str) -> frozenset[Role]:
    return frozenset(map(Role, text.split()))


def _absence_row(absence: Absence) -> dict[str, Any]:
    return {"person": absence.person, "first_day": absence.first, "last_day": absence.last}


def _absence(record: AbsenceRecord) -> Absence:
    return Absence(record.person, record.first_day, record.last_day)
