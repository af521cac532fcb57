"""Mail that came back, in the database and in memory."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table as Relation
from sqlalchemy import and_, select, union

from uprcycle.people import MAIL
from uprcycle.reach import Sign, Trace
from uprcycle.store.audit import append
from uprcycle.store.engine import Database
from uprcycle.store.kept import LedgerRow, LedgerState
from uprcycle.store.memory_audit import MemoryAudit
from uprcycle.store.moments import as_utc
from uprcycle.store.reach_tables import BounceRecord
from uprcycle.store.rows import insert_free
from uprcycle.store.tables import MessageRecord, Table
from uprcycle.store.trail import came_back, cleared

_NEVER_OUT = (LedgerState.CLAIMED, LedgerState.WITHDRAWN)
_REFUSED = re.compile(r"5\d\d(?: (5\.\d{1,3}\.\d{1,3}))?")


@dataclass(frozen=True, slots=True)
class Bounce:
    """A message that came back; without one, that somebody says that the person is reached."""

    person: str
    at: datetime
    message_id: str | None = None
    code: str = ""


class DatabaseBounces:
    """What came back, in the database."""

    def __init__(self, database: Database) -> None:
        """Keep bounces in ``database``."""
        self._database = database

    def note(self, message_id: str, code: str, *, at: datetime) -> str | None:
        """Note that a message of the ledger came back, and return the id of whom it was to."""
        message = _relation(MessageRecord)
        sent = select(message.c.person).where(
            message.c.message_id == message_id,
            message.c.channel == MAIL,
            message.c.state.not_in([each.value for each in _NEVER_OUT]),
        )
        with self._database.writing() as session:
            person: str | None = session.connection().execute(sent).scalar()
            if person is None:
                return None
            cells = {"message_id": message_id, "person": person, "code": code, "at": as_utc(at)}
            if insert_free(session, BounceRecord, [cells]):
                append(session, came_back(message_id, code, at))
        return person

    def clear(self, person_id: str, *, by: str, at: datetime) -> None:
        """Note that somebody says that the person is reached again."""
        with self._database.writing() as session:
            session.add(BounceRecord(message_id=None, person=person_id, code="", at=at))
            append(session, cleared(person_id, by, at))

    def traces(self, since: datetime) -> tuple[Trace, ...]:
        """Return what became of the mails since then of everybody of whom one came back or was refused."""
        message, bounce = _relation(MessageRecord), _relation(BounceRecord)
        finished = and_(message.c.channel == MAIL, message.c.finished_at >= since)
        refused = and_(message.c.state == LedgerState.FAILED.value, message.c.answer.like("5__%"))
        troubled = union(select(message.c.person).where(finished, refused), select(bounce.c.person))
        columns = (message.c[each] for each in ("message_id", "person", "state", "finished_at", "answer"))
        theirs = select(*columns).where(finished, message.c.person.in_(troubled))
        kept = select(bounce.c.person, bounce.c.at, bounce.c.message_id, bounce.c.code)
        with self._database.reading() as session:
            tries = [_Try(*row) for row in session.connection().execute(theirs)]
            bounces = [Bounce(*row) for row in session.connection().execute(kept)]
        return _traces(tries, bounces)


class MemoryBounces:
    """What came back, in memory."""

    def __init__(self, audit: MemoryAudit, rows: Callable[[], Iterable[LedgerRow]]) -> None:
        """Start with nothing; ``rows`` are those of the ledger."""
        self._audit = audit
        self._rows = rows
        self._kept: list[Bounce] = []

    def note(self, message_id: str, code: str, *, at: datetime) -> str | None:
        """Note that a message of the ledger came back, and return the id of whom it was to."""
        with self._audit.lock:
            sent = {
                each.envelope.message_id: each.envelope.person
                for each in self._rows()
                if each.state not in _NEVER_OUT and each.envelope.channel == MAIL
            }
            person = sent.get(message_id)
            if person is not None and all(each.message_id != message_id for each in self._kept):
                self._audit.append(came_back(message_id, code, at))
                self._kept.append(Bounce(person, as_utc(at), message_id, code))
            return person

    def clear(self, person_id: str, *, by: str, at: datetime) -> None:
        """Note that somebody says that the person is reached again."""
        with self._audit.lock:
            self._audit.append(cleared(person_id, by, at))
            self._kept.append(Bounce(person_id, as_utc(at)))

    def traces(self, since: datetime) -> tuple[Trace, ...]:
        """Return what became of the mails since then of everybody of whom one came back or was refused."""
        with self._audit.lock:
            tries = [
                _Try(
                    each.envelope.message_id, each.envelope.person, each.state, each.finished_at, each.answer
                )
                for each in self._rows()
                if each.envelope.channel == MAIL and each.finished_at and each.finished_at >= since
            ]
            bounces = tuple(self._kept)
        troubled = {each.person for each in tries if each.refusal} | {each.person for each in bounces}
        return _traces([each for each in tries if each.person in troubled], bounces)

    def change(self, change: Callable[[Bounce], Bounce | None]) -> None:
        """Put what ``change`` makes of each bounce in its place; None takes it away."""
        self._kept = [each for each in map(change, self._kept) if each]


@dataclass(frozen=True, slots=True)
class _Try:
    """A mail that was tried to the end."""

    message_id: str
    person: str
    state: str
    at: datetime
    answer: str

    @property
    def is_taken(self) -> bool:
        """Whether the server of the person took it: what was recorded or redirected says nothing of them."""
        return self.state == LedgerState.SENT and self.answer.startswith("2")

    @property
    def refusal(self) -> str:
        """The code with which a server refused it for good; empty where none did."""
        found = _REFUSED.match(self.answer) if self.state == LedgerState.FAILED else None
        return found[1] or found[0] if found else ""


def _traces(tries: Iterable[_Try], bounces: Iterable[Bounce]) -> tuple[Trace, ...]:
    """Return what the tries came to, each at the moment of its end, and what was cleared."""
    codes, found = {each.message_id: each.code for each in bounces}, []
    for each in tries:
        code = codes.get(each.message_id) or each.refusal
        if code:
            found.append(Trace(each.person, each.at, Sign.CAME_BACK, code))
        elif each.is_taken:
            found.append(Trace(each.person, each.at, Sign.SENT))
    found += [Trace(each.person, each.at, Sign.CLEARED) for each in bounces if each.message_id is None]
    return tuple(sorted(found, key=lambda each: (each.person, each.at)))


def _relation(record: type[Table]) -> Relation:
    return Table.metadata.tables[str(record.__tablename__)]
