"""People files that wait to be loaded, in the database, where their content is sealed, and in memory."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, select
from sqlmodel import Session
from sqlmodel import select as select_of

from uprcycle.store.draft_tables import PeopleFileRecord
from uprcycle.store.engine import Database
from uprcycle.store.memory_audit import MemoryAudit
from uprcycle.store.moments import as_utc
from uprcycle.store.people_files_port import MOST, PeopleFile
from uprcycle.store.sealing import Seal
from uprcycle.store.tables import table_of

_FILES = table_of(PeopleFileRecord)


class DatabasePeopleFiles:
    """The files, in the database."""

    def __init__(self, database: Database, seal: Seal) -> None:
        """Keep them in ``database``, what they hold through ``seal``."""
        self._database = database
        self._seal = seal

    def add(self, file: PeopleFile, *, now: datetime) -> None:
        """Keep a file, and forget those that are over or too many."""
        newest = select(_FILES.c.number).order_by(_FILES.c.number.desc()).limit(MOST - 1)
        with self._database.overwriting() as session:
            _forget(session, now)
            kept = session.connection().execute(newest).scalars().all()
            session.connection().execute(delete(_FILES).where(_FILES.c.number.not_in(kept)))
            content = self._seal.seal(file.content)
            session.add(
                PeopleFileRecord(
                    key=file.key, owner=file.owner, name=file.name, content=content, until=file.until
                )
            )

    def of(self, key: str, *, now: datetime) -> PeopleFile | None:
        """Return the file of this key, unless it is over."""
        query = select_of(PeopleFileRecord).where(
            PeopleFileRecord.key == key, PeopleFileRecord.until >= as_utc(now)
        )
        with self._database.reading() as session:
            found = session.exec(query).first()
            if found is None:
                return None
            content = self._seal.open(found.content) or b""
            return PeopleFile(found.key, found.owner, found.name, content, as_utc(found.until))

    def drop(self, key: str) -> None:
        """Forget a file."""
        with self._database.overwriting() as session:
            session.connection().execute(delete(_FILES).where(_FILES.c.key == key))

    def forget(self, now: datetime) -> int:
        """Forget what is over."""
        with self._database.overwriting() as session:
            return _forget(session, now)


def _forget(session: Session, now: datetime) -> int:
    return session.connection().execute(delete(_FILES).where(_FILES.c.until < as_utc(now))).rowcount


def forget_people_files(session: Session) -> None:
    """Forget every file: any of them may name whoever is being erased."""
    session.connection().execute(delete(_FILES))


class MemoryPeopleFiles:
    """The files, in memory."""

    def __init__(self, audit: MemoryAudit) -> None:
        """Start with none."""
        self._audit = audit
        self._kept: dict[str, PeopleFile] = {}

    def add(self, file: PeopleFile, *, now: datetime) -> None:
        """Keep a file, and forget those that are over or too many."""
        with self._audit.lock:
            self.forget(now)
            for key in list(self._kept)[: max(0, len(self._kept) + 1 - MOST)]:
                del self._kept[key]
            self._kept[file.key] = replace(file, until=as_utc(file.until))

    def of(self, key: str, *, now: datetime) -> PeopleFile | None:
        """Return the file of this key, unless it is over."""
        with self._audit.lock:
            found = self._kept.get(key)
        return found if found is not None and found.until >= now else None

    def drop(self, key: str) -> None:
        """Forget a file."""
        with self._audit.lock:
            self._kept.pop(key, None)

    def forget(self, now: datetime) -> int:
        """Forget what is over."""
        with self._audit.lock:
            over = [key for key, each in self._kept.items() if each.until < now]
            for key in over:
                del self._kept[key]
            return len(over)

    def clear(self) -> None:
        """Forget every file."""
        with self._audit.lock:
            self._kept.clear()
