"""The links that open sessions, and the sessions, in the database."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlalchemy import select as select_columns
from sqlmodel import Session as Transaction
from sqlmodel import col, delete, func, or_, select, update

from uprcycle.access.session import IDLE, LONGEST, Session, SignInLink, Way
from uprcycle.access.standing import Account, Grant, Standing, has_administrator
from uprcycle.store.access_tables import SignInLinkRecord, WebSessionRecord
from uprcycle.store.accounts import accounts_of, keep_grant
from uprcycle.store.audit import append, lock_trail
from uprcycle.store.engine import Database
from uprcycle.store.moments import as_utc
from uprcycle.store.tables import table_of
from uprcycle.store.trail import granted, offered, signed_in, signed_out

_FOUNDER = Grant(Standing.ADMINISTRATOR)


class DatabaseSignIns:
    """Who signed in, in the database."""

    def __init__(self, database: Database) -> None:
        """Keep links and sessions in ``database``."""
        self._database = database

    def offer(self, link: SignInLink, *, by: str) -> None:
        """Keep a new link."""
        with self._database.writing() as session:
            session.add(_link_record(link))
            append(session, offered(link, by))

    def offered(self, person: str, *, since: datetime) -> int:
        """Return how many links were mailed to somebody after a moment."""
        table = SignInLinkRecord
        mailed = (table.person == person, table.way == Way.MAIL.value, col(table.made) > as_utc(since))
        with self._database.reading() as session:
            return session.exec(select(func.count()).select_from(table).where(*mailed)).one()

    def link(self, digest: str, *, now: datetime) -> SignInLink | None:
        """Return the link that may be used at ``now``."""
        # Rows, not objects: to make one takes so long that the time would tell it from none.
        query = select_columns(*table_of(SignInLinkRecord).c).where(*_open(digest, now))
        with self._database.reading() as session:
            found = session.connection().execute(query).first()
        return None if found is None else _link(found)

    def take(self, digest: str, session: Session) -> Session | None:
        """Use up a link and begin ``session`` of whom it is for."""
        with self._database.writing() as writing:
            link = _taken(writing, digest, session.made)
            if link is None or link.way is Way.FOUNDING:
                writing.rollback()
                return None
            begun = replace(session, person=link.person, way=link.way)
            writing.add(_record(begun))
            append(writing, signed_in(begun))
        return begun

    def found(self, digest: str, session: Session, account: Account) -> Session | None:
        """Use up a founding link for the first administrator."""
        with self._database.writing() as writing:
            lock_trail(writing)
            link = _taken(writing, digest, session.made)
            if link is None or link.way is not Way.FOUNDING or has_administrator(accounts_of(writing)):
                writing.rollback()
                return None
            begun = replace(session, person=account.id, way=link.way)
            keep_grant(writing, account, _FOUNDER)
            writing.add(_record(begun))
            append(writing, granted(account.id, _FOUNDER, account.id, begun.made), signed_in(begun))
        return begun

    def begin(self, session: Session) -> None:
        """Keep a session that was opened in another way."""
        with self._database.writing() as writing:
            writing.add(_record(session))
            append(writing, signed_in(session))

    def of_digest(self, digest: str) -> Session | None:
        """Return the session that a token of this digest opens."""
        query = select(WebSessionRecord).where(WebSessionRecord.digest == digest)
        with self._database.reading() as session:
            record = session.exec(query).first()
            return None if record is None else _session(record)

    def sessions(self, person: str | None = None) -> tuple[Session, ...]:
        """Return the sessions of one or of all, the last begun first."""
        query = select(WebSessionRecord)
        if person is not None:
            query = query.where(WebSessionRecord.person == person)
        ordered = query.order_by(col(WebSessionRecord.made).desc(), col(WebSessionRecord.id))
        with self._database.reading() as session:
            return tuple(map(_session, session.exec(ordered)))

    def see(self, session: str, at: datetime) -> None:
        """Note that a session was used."""
        seen = update(WebSessionRecord).where(col(WebSessionRecord.id) == session)
        with self._database.writing() as writing:
            writing.connection().execute(seen.where(col(WebSessionRecord.seen) < as_utc(at)).values(seen=at))

    def end(self, sessions: Collection[str], *, by: str, at: datetime) -> int:
        """End those of these sessions that had not ended."""
        table = WebSessionRecord
        these = (col(table.id).in_(sessions), col(table.ended).is_(None))
        ending = update(table).where(*these).values(ended=at).returning(col(table.person))
        with self._database.writing() as writing:
            people = Counter(writing.connection().execute(ending).scalars())
            append(writing, *(signed_out(each, people[each], by, at) for each in sorted(people)))
        return people.total()

    def forget(self, over_before: datetime) -> int:
        """Forget links and sessions that were over before a moment."""
        moment, table = as_utc(over_before), WebSessionRecord
        over = or_(
            col(table.ended) < moment,
            col(table.seen) < moment - IDLE,
            col(table.made) < moment - LONGEST,
        )
        with self._database.writing() as writing:
            links = writing.connection().execute(
                delete(SignInLinkRecord).where(col(SignInLinkRecord.expires) < moment)
            )
            sessions = writing.connection().execute(delete(table).where(over))
            return links.rowcount + sessions.rowcount


def _open(digest: str, now: datetime) -> tuple[Any, ...]:
    table = SignInLinkRecord
    return (
        col(table.digest) == digest,
        col(table.taken).is_(None),
        col(table.expires) > as_utc(now),
    )


def _taken(writing: Transaction, digest: str, now: datetime) -> SignInLink | None:
    """Mark a link as used, unless it is or is over: of several that try at once one succeeds."""
    marking = update(SignInLinkRecord).where(*_open(digest, now)).values(taken=now)
    if writing.connection().execute(marking).rowcount != 1:
        return None
    return _link(writing.get_one(SignInLinkRecord, digest))


def _link(record: SignInLinkRecord | Row[Any]) -> SignInLink:
    made, expires = as_utc(record.made), as_utc(record.expires)
    return SignInLink(record.digest, record.person, Way(record.way), made, expires)


def _link_record(link: SignInLink) -> SignInLinkRecord:
    return SignInLinkRecord(
        digest=link.digest,
        person=link.person,
        way=link.way.value,
        made=link.made,
        expires=link.expires,
        taken=None,
    )


def _session(record: WebSessionRecord) -> Session:
    return Session(
        id=record.id,
        digest=record.digest,
        person=record.person,
        way=Way(record.way),
        made=as_utc(record.made),
        seen=as_utc(record.seen),
        program=record.program,
        ended=record.ended and as_utc(record.ended),
    )


def _record(session: Session) -> WebSessionRecord:
    return WebSessionRecord(
        id=session.id,
        digest=session.digest,
        person=session.person,
        way=session.way.value,
        made=session.made,
        seen=session.seen,
        program=session.program,
        ended=session.ended,
    )
