"""Who is not told of a task for a while, in the database and in memory."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import col, select, update

from uprcycle.checklist.pause import Pause, PauseKind
from uprcycle.errors import RefusedError
from uprcycle.store.answer_tables import PauseRecord
from uprcycle.store.audit import append
from uprcycle.store.engine import Database
from uprcycle.store.memory_audit import MemoryAudit
from uprcycle.store.moments import as_utc
from uprcycle.store.trail import paused, resumed


class DatabasePauses:
    """What people answered for themselves alone, in the database."""

    def __init__(self, database: Database) -> None:
        """Keep pauses in ``database``."""
        self._database = database

    def add(self, pause: Pause) -> Pause:
        """Keep ``pause`` in the place of the one that stands, and return it with its number."""
        same = [getattr(PauseRecord, name) == getattr(pause, name) for name in _SAME]
        earlier = update(PauseRecord).where(*same, col(PauseRecord.lifted_at).is_(None))
        record = _record(pause)
        with self._database.writing() as session:
            session.connection().execute(earlier.values(lifted_at=pause.at))
            session.add(record)
            session.flush()
            kept = _pause(record)
            append(session, paused(kept))
        return kept

    def lift(self, number: int, *, at: datetime) -> Pause:
        """Take a pause back and return it."""
        with self._database.writing() as session:
            record = session.get(PauseRecord, number, with_for_update=True)
            lifted = _lifted(_pause(record) if record else None, number, at)
            if record:
                record.lifted_at = lifted.lifted_at
            append(session, resumed(lifted, at))
        return lifted

    def of(self, country: str, cycle: int) -> tuple[Pause, ...]:
        """Return every pause of one review, by number."""
        return self._found(PauseRecord.country == country, PauseRecord.cycle == cycle)

    def standing(self) -> tuple[Pause, ...]:
        """Return every pause that was not taken back, by number."""
        return self._found(col(PauseRecord.lifted_at).is_(None))

    def all(self) -> tuple[Pause, ...]:
        """Return every pause, by number."""
        return self._found()

    def forget(self, numbers: Collection[int]) -> int:
        """Forget pauses for good."""
        with self._database.writing() as session:
            records = (session.get(PauseRecord, number) for number in sorted(set(numbers)))
            found = [each for each in records if each]
            for each in found:
                session.delete(each)
        return len(found)

    def _found(self, *conditions: Any) -> tuple[Pause, ...]:  # noqa: ANN401 - SQLAlchemy's own
        query = select(PauseRecord).where(*conditions).order_by(col(PauseRecord.number))
        with self._database.reading() as session:
            return tuple(_pause(each) for each in session.exec(query))


class MemoryPauses:
    """What people answered for themselves alone, in memory."""

    def __init__(self, audit: MemoryAudit) -> None:
        """Start with none."""
        self._audit = audit
        self._pauses: dict[int, Pause] = {}
        self._last = 0

    def add(self, pause: Pause) -> Pause:
        """Keep ``pause`` in the place of the one that stands, and return it with its number."""
        at = as_utc(pause.at)
        with self._audit.lock:
            kept = replace(pause, number=self._last + 1, at=at)
            self._audit.append(paused(kept))
            for number, each in self._pauses.items():
                if each.stands and all(getattr(each, name) == getattr(kept, name) for name in _SAME):
                    self._pauses[number] = replace(each, lifted_at=at)
            self._last = kept.number
            self._pauses[kept.number] = kept
        return kept

    def lift(self, number: int, *, at: datetime) -> Pause:
        """Take a pause back and return it."""
        with self._audit.lock:
            lifted = _lifted(self._pauses.get(number), number, at)
            self._audit.append(resumed(lifted, at))
            self._pauses[number] = lifted
        return lifted

    def of(self, country: str, cycle: int) -> tuple[Pause, ...]:
        """Return every pause of one review, by number."""
        with self._audit.lock:
            kept = tuple(self._pauses.values())
        return tuple(each for each in kept if (each.country, each.cycle) == (country, cycle))

    def standing(self) -> tuple[Pause, ...]:
        """Return every pause that was not taken back, by number."""
        with self._audit.lock:
            return tuple(each for each in self._pauses.values() if each.stands)

    def all(self) -> tuple[Pause, ...]:
        """Return every pause, by number."""
        with self._audit.lock:
            return tuple(self._pauses.values())

    def forget(self, numbers: Collection[int]) -> int:
        """Forget pauses for good."""
        with self._audit.lock:
            gone = self._pauses.keys() & set(numbers)
            self._pauses = {number: each for number, each in self._pauses.items() if number not in gone}
        return len(gone)

    def change(self, change: Callable[[Pause], Pause | None]) -> None:
        """Put what ``change`` makes of each pause in its place; None takes it away."""
        changed = {number: change(each) for number, each in self._pauses.items()}
        self._pauses = {number: each for number, each in changed.items() if each}


_SAME = ("country", "cycle", "task", "office", "person")


def _lifted(pause: Pause | None, number: int, at: datetime) -> Pause:
    if pause is None or not pause.stands:
        raise RefusedError(f"there is no pause {number} that stands")
    return replace(pause, lifted_at=as_utc(at))


def _record(pause: Pause) -> PauseRecord:
    return PauseRecord(
        country=pause.country,
        cycle=pause.cycle,
        task=pause.task,
        office=pause.office,
        person=pause.person,
        kind=pause.kind.value,
        day=pause.day,
        at=pause.at,
        lifted_at=pause.lifted_at,
    )


def _pause(record: PauseRecord) -> Pause:
    return Pause(
        country=record.country,
        cycle=record.cycle,
        task=record.task,
        office=record.office,
        person=record.person,
        kind=PauseKind(record.kind),
        day=record.day,
        at=as_utc(record.at),
        number=record.number or 0,
        lifted_at=as_utc(record.lifted_at) if record.lifted_at else None,
    )
