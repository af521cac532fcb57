"""What offices added to their own checklists, in the database and in memory."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlmodel import col, select

from uprcycle.checklist.local import LocalTask
from uprcycle.errors import RefusedError
from uprcycle.store.audit import append
from uprcycle.store.engine import Database
from uprcycle.store.memory_audit import MemoryAudit
from uprcycle.store.moments import as_utc
from uprcycle.store.tables import LocalTaskRecord
from uprcycle.store.trail import added, dropped


class DatabaseLocalTasks:
    """What offices added, in the database."""

    def __init__(self, database: Database) -> None:
        """Keep tasks in ``database``."""
        self._database = database

    def add(self, task: LocalTask) -> LocalTask:
        """Keep ``task`` and return it with its number."""
        with self._database.writing() as session:
            record = _record(task)
            session.add(record)
            session.flush()
            kept = _task(record)
            append(session, added(kept))
        return kept

    def drop(self, number: int, *, by: str, at: datetime) -> LocalTask:
        """Take a task off its list and return it."""
        with self._database.writing() as session:
            record = session.get(LocalTaskRecord, number, with_for_update=True)
            gone = _dropped(_task(record) if record else None, number, by, at)
            if record:
                record.dropped_by, record.dropped_at = gone.dropped_by, gone.dropped_at
            append(session, dropped(gone))
        return gone

    def of(self, country: str, cycle: int) -> tuple[LocalTask, ...]:
        """Return every task added for one review, by number."""
        here = (LocalTaskRecord.country == country, LocalTaskRecord.cycle == cycle)
        query = select(LocalTaskRecord).where(*here).order_by(col(LocalTaskRecord.number))
        with self._database.reading() as session:
            return tuple(_task(each) for each in session.exec(query))


class MemoryLocalTasks:
    """What offices added, in memory."""

    def __init__(self, audit: MemoryAudit) -> None:
        """Start with none."""
        self._audit = audit
        self._tasks: dict[int, LocalTask] = {}

    def add(self, task: LocalTask) -> LocalTask:
        """Keep ``task`` and return it with its number."""
        with self._audit.lock:
            kept = replace(task, number=len(self._tasks) + 1, at=as_utc(task.at))
            self._audit.append(added(kept))
            self._tasks[kept.number] = kept
        return kept

    def drop(self, number: int, *, by: str, at: datetime) -> LocalTask:
        """Take a task off its list and return it."""
        with self._audit.lock:
            gone = _dropped(self._tasks.get(number), number, by, as_utc(at))
            self._audit.append(dropped(gone))
            self._tasks[number] = gone
        return gone

    def change(self, change: Callable[[LocalTask], LocalTask]) -> None:
        """Put what ``change`` makes of each task in its place."""
        self._tasks = {number: change(each) for number, each in self._tasks.items()}

    def of(self, country: str, cycle: int) -> tuple[LocalTask, ...]:
        """Return every task added for one review, by number."""
        with self._audit.lock:
            return tuple(
                each for each in self._tasks.values() if (each.country, each.cycle) == (country, cycle)
            )


def _dropped(task: LocalTask | None, number: int, by: str, at: datetime) -> LocalTask:
    if task is None or not task.stands:
        raise RefusedError(f"no office has a task local-{number} on its list")
    return replace(task, dropped_by=by, dropped_at=at)


def _record(task: LocalTask) -> LocalTaskRecord:
    return LocalTaskRecord(
        country=task.country,
        cycle=task.cycle,
        office=task.office,
        title=task.title,
        due=task.due,
        by=task.by,
        at=task.at,
        dropped_by=task.dropped_by,
        dropped_at=task.dropped_at,
    )


def _task(record: LocalTaskRecord) -> LocalTask:
    return LocalTask(
        country=record.country,
        cycle=record.cycle,
        office=record.office,
        title=record.title,
        due=record.due,
        by=record.by,
        at=as_utc(record.at),
        number=record.number or 0,
        dropped_by=record.dropped_by,
        dropped_at=record.dropped_at,
    )
