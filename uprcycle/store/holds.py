"""Whether notices of changed dates are held back, in the database and in memory."""

from datetime import datetime

from sqlmodel import Field, Session, col, select

from uprcycle.errors import RefusedError
from uprcycle.phrase import phrase
from uprcycle.store.audit import append
from uprcycle.store.engine import Database
from uprcycle.store.holds_port import Hold
from uprcycle.store.memory_audit import MemoryAudit
from uprcycle.store.moments import Moment, as_utc
from uprcycle.store.tables import Table
from uprcycle.store.trail import held, let_go


class NoticeHoldRecord(Table, table=True):
    """A hold on notices; it stands while ``lifted_at`` is None."""

    __tablename__ = "notice_hold"

    number: int | None = Field(default=None, primary_key=True)
    reason: str
    since: datetime = Field(sa_type=Moment)
    lifted_at: datetime | None = Field(sa_type=Moment)


class DatabaseHolds:
    """The holds on notices, in the database."""

    def __init__(self, database: Database) -> None:
        """Keep holds in ``database``."""
        self._database = database

    def place(self, reason: str, *, by: str, at: datetime) -> Hold:
        """Hold notices back and return the hold."""
        with self._database.writing() as session:
            if _standing(session):
                raise _already()
            record = NoticeHoldRecord(reason=reason, since=at, lifted_at=None)
            session.add(record)
            session.flush()
            append(session, held(record.number or 0, by, at))
            return _hold(record)

    def lift(self, *, by: str, at: datetime) -> Hold:
        """Let notices go again and return the hold that is over."""
        with self._database.writing() as session:
            record = _standing(session)
            if record is None:
                raise _not_held()
            record.lifted_at = at
            append(session, let_go(record.number or 0, by, at))
            return _hold(record)

    def standing(self) -> Hold | None:
        """Return the hold that stands."""
        with self._database.reading() as session:
            record = _standing(session)
            return _hold(record) if record else None


class MemoryHolds:
    """The holds on notices, in memory."""

    def __init__(self, audit: MemoryAudit) -> None:
        """Start without one."""
        self._audit = audit
        self._count = 0
        self._standing: Hold | None = None

    def place(self, reason: str, *, by: str, at: datetime) -> Hold:
        """Hold notices back and return the hold."""
        with self._audit.lock:
            if self._standing:
                raise _already()
            hold = Hold(self._count + 1, reason, as_utc(at))
            self._audit.append(held(hold.number, by, at))
            self._count, self._standing = hold.number, hold
            return hold

    def lift(self, *, by: str, at: datetime) -> Hold:
        """Let notices go again and return the hold that is over."""
        with self._audit.lock:
            hold = self._standing
            if hold is None:
                raise _not_held()
            self._audit.append(let_go(hold.number, by, as_utc(at)))
            self._standing = None
            return hold

    def standing(self) -> Hold | None:
        """Return the hold that stands."""
        return self._standing


def _standing(session: Session) -> NoticeHoldRecord | None:
    query = select(NoticeHoldRecord).where(col(NoticeHoldRecord.lifted_at).is_(None))
    return session.exec(query).first()


def _hold(record: NoticeHoldRecord) -> Hold:
    return Hold(record.number or 0, record.reason, as_utc(record.since))


def _already() -> RefusedError:
    return RefusedError(phrase("notices are held back already"))


def _not_held() -> RefusedError:
    return RefusedError(phrase("notices are not held back"))
