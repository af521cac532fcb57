"""What people chose for themselves, in the database and in memory."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import select

from uprcycle.errors import RefusedError
from uprcycle.people import Person, Topic
from uprcycle.preferences import Preferences
from uprcycle.store.audit import append
from uprcycle.store.engine import Database, upsert
from uprcycle.store.memory_audit import MemoryAudit
from uprcycle.store.moments import as_utc
from uprcycle.store.reach_tables import PreferenceRecord
from uprcycle.store.tables import PersonRecord
from uprcycle.store.trail import preferred

_Change = Callable[[Preferences], Preferences]


class DatabasePreferences:
    """What each person chose, in the database."""

    def __init__(self, database: Database) -> None:
        """Keep choices in ``database``."""
        self._database = database

    def of(self, person_id: str) -> Preferences:
        """Return the choices of a person; empty ones where they made none."""
        with self._database.reading() as session:
            record = session.get(PreferenceRecord, person_id)
            return _preferences(record) if record else Preferences(person_id)

    def all(self) -> Mapping[str, Preferences]:
        """Return the choices of everybody who ever made one, by their id and in its order."""
        query = select(PreferenceRecord).order_by(PreferenceRecord.person)
        with self._database.reading() as session:
            return {each.person: _preferences(each) for each in session.exec(query)}

    def choose(self, person_id: str, change: _Change, *, by: str, at: datetime) -> Preferences:
        """Keep what ``change`` makes of the choices of a person, and return it."""
        with self._database.writing() as session:
            # Of two first choices of one person neither has a row of its own to wait at.
            _refuse_nobody(session.get(PersonRecord, person_id, with_for_update=True), person_id)
            record = session.get(PreferenceRecord, person_id)
            kept = _preferences(record) if record else Preferences(person_id)
            changed = _in_utc(change(kept))
            if changed != kept:
                upsert(session, PreferenceRecord, [_row(changed)])
                append(session, preferred(kept, changed, by, at))
        return changed


class MemoryPreferences:
    """What each person chose, in memory."""

    def __init__(self, audit: MemoryAudit, person: Callable[[str], Person | None]) -> None:
        """Start with none; ``person`` tells who is known."""
        self._audit = audit
        self._person = person
        self._kept: dict[str, Preferences] = {}

    def of(self, person_id: str) -> Preferences:
        """Return the choices of a person; empty ones where they made none."""
        with self._audit.lock:
            return self._kept.get(person_id, Preferences(person_id))

    def all(self) -> Mapping[str, Preferences]:
        """Return the choices of everybody who ever made one, by their id and in its order."""
        with self._audit.lock:
            return dict(sorted(self._kept.items()))

    def choose(self, person_id: str, change: _Change, *, by: str, at: datetime) -> Preferences:
        """Keep what ``change`` makes of the choices of a person, and return it."""
        with self._audit.lock:
            _refuse_nobody(self._person(person_id), person_id)
            kept = self.of(person_id)
            changed = _in_utc(change(kept))
            if changed != kept:
                self._audit.append(preferred(kept, changed, by, at))
                self._kept[person_id] = changed
        return changed

    def change(self, change: Callable[[Preferences], Preferences | None]) -> None:
        """Put what ``change`` makes of each person's choices in their place; None takes them away."""
        changed = {key: change(each) for key, each in self._kept.items()}
        self._kept = {key: each for key, each in changed.items() if each}


def _refuse_nobody(person: object, person_id: str) -> None:
    if person is None:
        raise RefusedError(f"nobody is known as {person_id!r}")


def _in_utc(chosen: Preferences) -> Preferences:
    return replace(chosen, unsubscribed=as_utc(chosen.unsubscribed)) if chosen.unsubscribed else chosen


def _row(chosen: Preferences) -> dict[str, Any]:
    hours = chosen.mail_hours
    return {
        "person": chosen.person,
        "language": chosen.language,
        "channel": chosen.channel,
        "digest_day": chosen.digest_day,
        "digest_hour": chosen.digest_hour,
        "mail_from": None if hours is None else hours.start,
        "mail_to": None if hours is None else hours.stop,
        "declined": " ".join(sorted(chosen.declined)),
        "unsubscribed": chosen.unsubscribed,
    }


def _preferences(record: PreferenceRecord) -> Preferences:
    first, last = record.mail_from, record.mail_to
    return Preferences(
        person=record.person,
        language=record.language,
        channel=record.channel,
        digest_day=record.digest_day,
        digest_hour=record.digest_hour,
        mail_hours=None if first is None or last is None else range(first, last),
        declined=frozenset(map(Topic, record.declined.split())),
        unsubscribed=record.unsubscribed,
    )
