"""The audit trail in the database: appended to by every write, as the last act of its transaction."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, or_, select

from uprcycle.errors import Problem, RefusedError
from uprcycle.store.audit_search import AuditSearch
from uprcycle.store.chain import AuditRow, Chain, Commitment, Head, Link, seal_rows
from uprcycle.store.engine import Database
from uprcycle.store.rows import change_all, insert_all, insert_free
from uprcycle.store.tables import AuditHeadRecord, AuditRecord, table_of
from uprcycle.store.trail import Entry, approved, is_approval, subject_of_plan

_HEAD = 1
_LAST = "SELECT count FROM audit_head"
_OF_HEAD = select(AuditHeadRecord.count, AuditHeadRecord.seal).where(AuditHeadRecord.id == _HEAD)
_LOCKED_HEAD = _OF_HEAD.with_for_update()


class DatabaseAudit:
    """Who did what."""

    def __init__(self, database: Database) -> None:
        """Read from ``database``."""
        self._database = database

    def last(self) -> int:
        """Return the number of the last row."""
        return self._database.glance(_LAST) or 0

    def rows(self, limit: int | None = None) -> tuple[AuditRow, ...]:
        """Return the trail, newest first."""
        query = select(AuditRecord).order_by(col(AuditRecord.number).desc()).limit(limit)
        with self._database.reading() as session:
            return tuple(_row(each) for each in session.exec(query))

    def search(self, search: AuditSearch, limit: int, below: int | None = None) -> tuple[AuditRow, ...]:
        """Return at most ``limit`` rows that are looked for, newest first, of numbers under ``below``."""
        number = col(AuditRecord.number)
        query = select(AuditRecord).where(*_wanted(search)).order_by(number.desc()).limit(limit)
        if below is not None:
            query = query.where(number < below)
        with self._database.reading() as session:
            return tuple(_row(each) for each in session.exec(query))

    def actions(self) -> tuple[str, ...]:
        """Return what was ever done, each act once, in alphabetical order."""
        with self._database.reading() as session:
            return tuple(sorted(session.exec(select(AuditRecord.action).distinct())))

    def authors(self) -> tuple[str, ...]:
        """Return who ever did anything, each once, in alphabetical order."""
        with self._database.reading() as session:
            return tuple(sorted(each for each in session.exec(select(AuditRecord.by).distinct()) if each))

    def chain(self) -> Chain:
        """Return the whole trail with its seals, oldest first, as it stands at one moment."""
        query = select_columns(*table_of(AuditRecord).c).order_by(col(AuditRecord.number))
        with self._database.reading() as session:
            links = tuple(link_of(each) for each in session.connection().execute(query))
            return Chain(links, _head(session) or (None if links else Head()))

    def approve(self, plan: str, base: int, *, by: str, at: datetime) -> None:
        """Write down that ``by`` agrees to the plan with this digest upon release ``base``."""
        with self._database.writing() as session:
            append(session, approved(plan, base, by, at))

    def approvers(self, plan: str, base: int) -> tuple[str, ...]:
        """Return who agreed to the plan, the last one first."""
        query = (
            select(AuditRecord)
            .where(AuditRecord.subject == subject_of_plan(plan))
            .order_by(col(AuditRecord.number).desc())
        )
        with self._database.reading() as session:
            rows = [_row(each) for each in session.exec(query)]
        return tuple(each.by for each in rows if each.by and is_approval(each, plan, base))


def append(session: Session, *entries: Entry) -> None:
    """Number and seal ``entries`` and add them to the transaction.

    To be called last: from here to the commit nobody else can append, which is what leaves no gap.
    Numbers go on from the head and not from the last row, so rows that were cut stay missing.
    """
    if not entries:
        return
    session.flush()
    head = _locked_head(session) or _first_head(session)
    rows = (entry.numbered(number) for number, entry in enumerate(entries, start=head.count + 1))
    links, head = seal_rows(rows, head)
    insert_all(session, AuditRecord, [_cells(each) for each in links])
    change_all(session, AuditHeadRecord, [_head_cells(head)])


def lock_trail(session: Session) -> None:
    """Let nobody else write until the transaction ends, so that what is read now still holds then."""
    _ = _locked_head(session) or _first_head(session)


def link_of(record: AuditRecord | Row[Any]) -> Link:
    """Return a row as it is kept, with its seals."""
    by = Commitment(record.by_salt, record.by_mark)
    subject = Commitment(record.subject_salt, record.subject_mark)
    return Link(_row(record), record.before, record.seal, by, subject)


def _wanted(search: AuditSearch) -> Iterator[ColumnElement[bool]]:
    if search.by is not None:
        yield col(AuditRecord.by).in_(search.by)
    if search.but:
        yield col(AuditRecord.by) != search.but
    if search.action:
        yield col(AuditRecord.action) == search.action
    if search.country:
        start = f"{search.country} "
        columns = (AuditRecord.subject, AuditRecord.detail)
        begins = (col(each).startswith(start, autoescape=True) for each in columns)
        yield or_(*begins, col(AuditRecord.subject).in_(search.releases))
    if search.since is not None:
        yield col(AuditRecord.at) >= search.since
    if search.until is not None:
        yield col(AuditRecord.at) < search.until


def _head(session: Session) -> Head | None:
    found = session.connection().execute(_OF_HEAD).first()
    return None if found is None else Head(*found)


def _locked_head(session: Session) -> Head | None:
    """Return the head and keep it from others, who wait for it."""
    found = session.connection().execute(_LOCKED_HEAD).first()
    return None if found is None else Head(*found)


def _first_head(session: Session) -> Head:
    """Write down the head of an empty trail, or wait for whoever is doing so."""
    if not insert_free(session, AuditHeadRecord, [_head_cells(Head())]):
        return _locked_head(session) or Head()
    if session.exec(select(AuditRecord.number).limit(1)).first() is not None:
        problem = Problem(
            "the audit trail", "has lost its head", "run `uprcycle audit verify`, take a backup"
        )
        raise RefusedError("nothing is written while the trail does not hold", [problem])
    return Head()


def _head_cells(head: Head) -> dict[str, object]:
    return {"id": _HEAD, "count": head.count, "seal": head.seal}


def _cells(link: Link) -> dict[str, object]:
    row = link.row
    return {
        "number": row.number,
        "at": row.at,
        "by": row.by,
        "action": row.action,
        "subject": row.subject,
        "detail": row.detail,
        "by_salt": link.by.salt,
        "by_mark": link.by.mark,
        "subject_salt": link.subject.salt,
        "subject_mark": link.subject.mark,
        "before": link.before,
        "seal": link.seal,
    }


def _row(record: AuditRecord | Row[Any]) -> AuditRow:
    return AuditRow(record.number, record.at, record.by, record.action, record.subject, record.detail)
