"""All sealed values of a store, in the database and in memory, which seals nothing."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from sqlalchemy import Table as Relation
from sqlalchemy import select, update

from uprcycle.store.audit import append
from uprcycle.store.chat_tables import ChatHookRecord
from uprcycle.store.door_tables import ReleaseHookRecord
from uprcycle.store.draft_tables import DraftRecord, PeopleFileRecord
from uprcycle.store.engine import Database
from uprcycle.store.tables import MessageRecord, Table
from uprcycle.store.trail import resealed

_STEP = 100
_SEALED: Mapping[type[Table], str] = {
    MessageRecord: "payload",
    ChatHookRecord: "address",
    DraftRecord: "content",
    PeopleFileRecord: "content",
    ReleaseHookRecord: "sealed",
}


class DatabaseSealed:
    """The sealed values of a database."""

    def __init__(self, database: Database) -> None:
        """Find them in ``database``."""
        self._database = database

    def values(self, most: int | None = None) -> Iterator[bytes]:
        """Yield every sealed value, or so many of each table, the newest first."""
        for record, column in _SEALED.items():
            table = _relation(record)
            query = select(table.c[column]).where(table.c[column] != b"").order_by(table.c.number.desc())
            with self._database.reading() as session:
                yield from session.connection().execute(query.limit(most)).scalars()

    def renew(self, change: Callable[[bytes], bytes | None], *, at: datetime) -> int:
        """Put what ``change`` makes of each value in its place and return how many it changed."""
        return sum(self._renew(_relation(record), column, change, at) for record, column in _SEALED.items())

    def _renew(
        self, table: Relation, column: str, change: Callable[[bytes], bytes | None], at: datetime
    ) -> int:
        changed, last = 0, 0
        sealed = select(table.c.number, table.c[column]).where(table.c[column] != b"")
        while True:
            query = sealed.where(table.c.number > last).order_by(table.c.number).limit(_STEP)
            with self._database.overwriting() as session:
                found = session.connection().execute(query.with_for_update()).all()
                fresh = {number: new for number, old in found if (new := change(old)) is not None}
                for number, value in fresh.items():
                    here = update(table).where(table.c.number == number)
                    session.connection().execute(here.values({column: value}))
                if fresh:
                    append(session, resealed(str(table.name), len(fresh), at))
            if not found:
                return changed
            changed, last = changed + len(fresh), found[-1].number


class MemorySealed:
    """The sealed values of a store in memory: there are none, for nothing of it lasts."""

    def values(self, most: int | None = None) -> Iterator[bytes]:
        """Yield nothing."""
        del most
        return iter(())

    def renew(self, change: Callable[[bytes], bytes | None], *, at: datetime) -> int:
        """Change nothing."""
        del change, at
        return 0


def _relation(record: type[Table]) -> Relation:
    return Table.metadata.tables[str(record.__tablename__)]
