"""What the feeds last said, in the database and in memory."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import datetime

from sqlalchemy import func, select

from uprcycle.store.audit import append
from uprcycle.store.engine import Database, upsert
from uprcycle.store.memory_audit import MemoryAudit
from uprcycle.store.moments import as_utc
from uprcycle.store.ports import Revision
from uprcycle.store.tables import RevisionRecord, columns_of, table_of
from uprcycle.store.trail import revised

_WITHDRAWN = table_of(RevisionRecord).c.withdrawn
_FIELDS = tuple(each.name for each in fields(Revision))


class DatabaseRevisions:
    """What the feeds last said of each entry."""

    def __init__(self, database: Database) -> None:
        """Keep revisions in ``database``."""
        self._database = database

    def current(self) -> Mapping[str, Revision]:
        """Return every revision by its UID, in order of UID."""
        query = select(*columns_of(RevisionRecord))  # rows, not objects: there are tens of thousands
        with self._database.reading() as session:
            found = [Revision(*row) for row in session.connection().execute(query)]
        return {each.uid: each for each in sorted(found, key=lambda each: each.uid)}

    def standing(self) -> int:
        """Return how many entries stand."""
        query = select(func.count()).where(_WITHDRAWN.is_(False))
        with self._database.reading() as session:
            return session.connection().execute(query).scalar_one()

    def save(self, revisions: Iterable[Revision], *, at: datetime) -> None:
        """Keep ``revisions``, all or none, each in the place of the earlier one of its UID."""
        rows = [{name: getattr(each, name) for name in _FIELDS} for each in revisions]
        if not rows:
            return
        with self._database.writing() as session:
            upsert(session, RevisionRecord, rows)
            append(session, revised(len(rows), at))


class MemoryRevisions:
    """What the feeds last said of each entry."""

    def __init__(self, audit: MemoryAudit) -> None:
        """Start with nothing said."""
        self._audit = audit
        self._revisions: dict[str, Revision] = {}

    def current(self) -> Mapping[str, Revision]:
        """Return every revision by its UID, in order of UID."""
        with self._audit.lock:
            return dict(sorted(self._revisions.items()))

    def standing(self) -> int:
        """Return how many entries stand."""
        return sum(not each.withdrawn for each in self.current().values())

    def save(self, revisions: Iterable[Revision], *, at: datetime) -> None:
        """Keep ``revisions``, each in the place of the earlier one of its UID."""
        given = [replace(each, modified=as_utc(each.modified)) for each in revisions]
        if not given:
            return
        with self._audit.lock:
            self._audit.append(revised(len(given), at))
            self._revisions |= {each.uid: each for each in given}
