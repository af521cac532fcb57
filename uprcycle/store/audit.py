"""The audit trail in the database: appended to by every write, as the last act of its transaction."""

from sqlmodel import Session, col, func, select

from uprcycle.store.engine import Database, queue_writers
from uprcycle.store.ports import AuditRow
from uprcycle.store.tables import AuditRecord
from uprcycle.store.trail import Entry


class DatabaseAudit:
    """Who did what."""

    def __init__(self, database: Database) -> None:
        """Read from ``database``."""
        self._database = database

    def rows(self, limit: int | None = None) -> tuple[AuditRow, ...]:
        """Return the trail, newest first."""
        query = select(AuditRecord).order_by(col(AuditRecord.number).desc()).limit(limit)
        with self._database.reading() as session:
            return tuple(_row(each) for each in session.exec(query))


def append(session: Session, *entries: Entry) -> None:
    """Number ``entries`` and add them to the transaction.

    To be called last: from here to the commit nobody else can append, which is what leaves no gap.
    """
    queue_writers(session, AuditRecord)
    last = session.exec(select(func.max(AuditRecord.number))).one() or 0
    for number, entry in enumerate(entries, start=last + 1):
        session.add(
            AuditRecord(
                number=number,
                at=entry.at,
                by=entry.by,
                action=entry.action,
                subject=entry.subject,
                detail=entry.detail,
            )
        )


def _row(record: AuditRecord) -> AuditRow:
    return AuditRow(record.number, record.at, record.by, record.action, record.subject, record.detail)
