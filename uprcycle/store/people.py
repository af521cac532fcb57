"""People and their offices in the database."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import select

from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.store.audit import append
from uprcycle.store.engine import Database, upsert
from uprcycle.store.order import assignment_order
from uprcycle.store.tables import AssignmentRecord, PersonRecord
from uprcycle.store.trail import assigned


class DatabasePeople:
    """Who holds which office."""

    def __init__(self, database: Database) -> None:
        """Keep people in ``database``."""
        self._database = database

    def save(self, assignments: Iterable[Assignment], *, by: str, at: datetime) -> None:
        """Keep ``assignments``, all or none."""
        given = tuple(assignments)
        if not given:
            return
        with self._database.writing() as session:
            upsert(session, PersonRecord, [_person_row(each.person) for each in given])
            upsert(session, AssignmentRecord, [_assignment_row(each) for each in given])
            append(session, *assigned(given, by, at))

    def assignments(self, country: str | None = None) -> tuple[Assignment, ...]:
        """Return the assignments of one country or of all, by country, office name, person and first day."""
        conditions = () if country is None else (AssignmentRecord.country == country,)
        query = select(AssignmentRecord, PersonRecord).where(
            AssignmentRecord.person == PersonRecord.id, *conditions
        )
        with self._database.reading() as session:
            found = (_assignment(record, _person(person)) for record, person in session.exec(query))
            return tuple(sorted(found, key=assignment_order))

    def person(self, person_id: str) -> Person | None:
        """Return the person of this id."""
        with self._database.reading() as session:
            record = session.get(PersonRecord, person_id)
            return None if record is None else _person(record)


def _person_row(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "email": person.email,
        "language": person.language,
        "zone": person.zone.key,
        "channel": person.channel,
    }


def _person(record: PersonRecord) -> Person:
    return Person(
        id=record.id,
        name=record.name,
        email=record.email,
        language=record.language,
        zone=ZoneInfo(record.zone),
        channel=record.channel,
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
    }


def _assignment(record: AssignmentRecord, person: Person) -> Assignment:
    roles = frozenset(Role(each) for each in record.roles.split())
    office = Office(record.office, record.country, roles)
    return Assignment(
        person, office, record.valid_from, record.valid_to, record.organisation, record.deputy_of
    )
