"""Erasing a person from the database: in one transaction, then from the pages of its file too."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table as Relation
from sqlalchemy import delete, or_, select, update
from sqlmodel import Session

from uprcycle.people import Person
from uprcycle.store import erasure_rules, ledger
from uprcycle.store.access_tables import AccountRecord, GrantRecord, SignInLinkRecord, WebSessionRecord
from uprcycle.store.answer_tables import PauseRecord
from uprcycle.store.audit import append, link_of
from uprcycle.store.chain import erase_cells
from uprcycle.store.chat_tables import ChatHookRecord
from uprcycle.store.door_tables import ApiKeyRecord, IdentityRecord
from uprcycle.store.draft_tables import DraftRecord
from uprcycle.store.engine import Database
from uprcycle.store.erasure_rules import TEXTS, Kind, Traces
from uprcycle.store.links import drop_links
from uprcycle.store.moments import as_utc
from uprcycle.store.people_files import forget_people_files
from uprcycle.store.reach_tables import BounceRecord, PreferenceRecord
from uprcycle.store.tables import (
    AbsenceRecord,
    AssignmentRecord,
    AuditRecord,
    DocumentLinkRecord,
    LocalTaskRecord,
    MessageRecord,
    NudgeKeyRecord,
    OverrideRecord,
    PersonRecord,
    ReleaseRecord,
    SubscriptionRecord,
    Table,
    TickRecord,
)
from uprcycle.store.trail import erased

_TABLES: Mapping[Kind, type[Table]] = {
    Kind.TICK: TickRecord,
    Kind.LOCAL_TASK: LocalTaskRecord,
    Kind.OVERRIDE: OverrideRecord,
    Kind.DOCUMENT: DocumentLinkRecord,
    Kind.RELEASE: ReleaseRecord,
}


@dataclass(frozen=True, slots=True)
class _Found:
    """One row that speaks of the person: ``cells`` are what it is to hold then, None where it goes."""

    kind: Kind
    table: Relation
    key: Any
    cells: Mapping[str, Any] | None
    weight: int = 1


class DatabaseErasure:
    """Takes people out of the database."""

    def __init__(self, database: Database) -> None:
        """Erase from ``database``."""
        self._database = database

    def held(self, person: Person) -> Mapping[Kind, int]:
        """Return how much is held about ``person``, by kind."""
        with self._database.reading() as session:
            return _counted(_find(session, _traces(session, person)))

    def erase(self, person: Person, *, by: str, at: datetime) -> Mapping[Kind, int]:
        """Erase ``person`` everywhere and return what was held."""
        grave = erasure_rules.tombstone()
        with self._database.overwriting() as session:
            traces = _traces(session, person)
            erasure_rules.refuse_own_name(traces, by)
            found = list(_find(session, traces))
            counts = _counted(found)
            forget_people_files(session)
            if counts:
                _bury(session, traces, grave, as_utc(at))
                for each in found:
                    _apply(session, each)
                append(session, erased(grave, counts, by, at))
        self._database.wipe()  # even after nothing: the last time it may have been in use
        return counts


def _traces(session: Session, person: Person) -> Traces:
    """Return by what ``person`` is known: an account may bear another name than an office does."""
    account = session.get(AccountRecord, person.id)
    return Traces(person, *((account.name, account.email) if account else ()))


def _counted(found: Iterable[_Found]) -> dict[Kind, int]:
    return erasure_rules.count_kinds(each.kind for each in found for _ in range(each.weight))


def _find(session: Session, traces: Traces) -> Iterator[_Found]:
    """Yield everything that speaks of the person, what hangs on the person before the person."""
    yield from _find_texts(session, traces)
    yield from _find_subscriptions(session, traces)
    yield from _find_drafts(session, traces)
    yield from _find_pauses(session, traces.person.id)
    yield from _find_choices(session, traces.person.id)
    yield from _find_access(session, traces.person.id)
    yield from _find_doors(session, traces)
    yield from _find_offices(session, traces.person.id)
    messages = _relation(MessageRecord)
    query = select(messages.c.number).where(messages.c.person == traces.person.id)
    for number in session.connection().execute(query).scalars():
        yield _Found(Kind.MESSAGE, messages, number, {})
    yield from _find_cells(session, traces)


def _find_texts(session: Session, traces: Traces) -> Iterator[_Found]:
    for kind, columns in TEXTS.items():
        table = _relation(_TABLES[kind])
        query = select(table.c.number, *(table.c[each] for each in columns))
        for number, *texts in session.connection().execute(query):
            cells = traces.scrubbed(dict(zip(columns, texts, strict=True)))
            if cells:
                yield _Found(kind, table, number, cells)


def _find_subscriptions(session: Session, traces: Traces) -> Iterator[_Found]:
    kept = _relation(SubscriptionRecord)
    for row in session.connection().execute(select(kept.c.id, kept.c.person, kept.c.title)):
        if row.person == traces.person.id:
            yield _Found(Kind.SUBSCRIPTION, kept, row.id, None)
        elif traces.are_in(row.title):
            yield _Found(Kind.SUBSCRIPTION, kept, row.id, traces.scrubbed({"title": row.title}))


def _find_drafts(session: Session, traces: Traces) -> Iterator[_Found]:
    """Yield the uploaded schedules of which any text names the person; the next upload costs a minute."""
    kept = _relation(DraftRecord)
    texts = (kept.c.name, kept.c.by, kept.c.accepted, kept.c.order, kept.c.refusal)
    for number, *said in session.connection().execute(select(kept.c.number, *texts)):
        if any(map(traces.are_in, said)):
            yield _Found(Kind.DRAFT, kept, number, None)


def _find_choices(session: Session, person: str) -> Iterator[_Found]:
    choices = (
        (Kind.PREFERENCE, PreferenceRecord),
        (Kind.BOUNCE, BounceRecord),
        (Kind.CHAT, ChatHookRecord),
    )
    for kind, table in choices:
        kept = _relation(table)
        theirs = select(*kept.primary_key.columns).where(kept.c.person == person)
        for key in session.connection().execute(theirs).scalars():
            yield _Found(kind, kept, key, None)


def _find_access(session: Session, person: str) -> Iterator[_Found]:
    for table in (SignInLinkRecord, WebSessionRecord):
        kept = _relation(table)
        theirs = select(*kept.primary_key.columns).where(kept.c.person == person)
        for key in session.connection().execute(theirs).scalars():
            yield _Found(Kind.SIGN_IN, kept, key, None)
    grants = _relation(GrantRecord)
    for each in session.connection().execute(
        select(*grants.primary_key.columns).where(grants.c.account == person)
    ):
        yield _Found(Kind.ACCOUNT, grants, tuple(each), None, weight=0)
    if session.get(AccountRecord, person) is not None:
        yield _Found(Kind.ACCOUNT, _relation(AccountRecord), person, None)


def _find_doors(session: Session, traces: Traces) -> Iterator[_Found]:
    keys, known = _relation(ApiKeyRecord), _relation(IdentityRecord)
    labelled = select(keys.c.number, keys.c.owner, keys.c.label)
    for number, owner, label in session.connection().execute(labelled):
        if owner == traces.person.id:
            yield _Found(Kind.KEY, keys, number, None)
        elif traces.are_in(label):
            yield _Found(Kind.KEY, keys, number, traces.scrubbed({"label": label}))
    theirs = select(*known.primary_key.columns).where(known.c.owner == traces.person.id)
    for each in session.connection().execute(theirs):
        yield _Found(Kind.IDENTITY, known, tuple(each), None)


def _find_pauses(session: Session, person: str) -> Iterator[_Found]:
    kept = _relation(PauseRecord)
    for number in (
        session.connection().execute(select(kept.c.number).where(kept.c.person == person)).scalars()
    ):
        yield _Found(Kind.PAUSE, kept, number, None)


def _find_offices(session: Session, person: str) -> Iterator[_Found]:
    held = _relation(AssignmentRecord)
    mine = or_(held.c.person == person, held.c.deputy_of == person)
    for row in session.connection().execute(select(*held.primary_key.columns, held.c.deputy_of).where(mine)):
        *key, _ = row
        if row.person == person:
            yield _Found(Kind.ASSIGNMENT, held, tuple(key), None)
        else:
            yield _Found(Kind.DEPUTY, held, tuple(key), {"deputy_of": ""})
    away = _relation(AbsenceRecord)
    theirs = select(*away.primary_key.columns).where(away.c.person == person)
    for each in session.connection().execute(theirs):
        yield _Found(Kind.ABSENCE, away, tuple(each), None)
    people = _relation(PersonRecord)
    if session.get(PersonRecord, person) is not None:
        yield _Found(Kind.PERSON, people, person, None)


def _find_cells(session: Session, traces: Traces) -> Iterator[_Found]:
    trail = _relation(AuditRecord)
    texts = select(trail.c.number, trail.c.by, trail.c.subject)
    named = [number for number, *said in session.connection().execute(texts) if any(map(traces.are_in, said))]
    for record in (session.get_one(AuditRecord, number) for number in named):
        link = link_of(record)
        empty = erase_cells(link, traces.are_in)
        cells = {
            "by": empty.row.by,
            "by_salt": empty.by.salt,
            "subject": empty.row.subject,
            "subject_salt": empty.subject.salt,
        }
        changed = (empty.by != link.by) + (empty.subject != link.subject)
        yield _Found(Kind.TRAIL, trail, record.number, cells, changed)


def _apply(session: Session, found: _Found) -> None:
    columns = tuple(found.table.primary_key.columns)
    values = found.key if len(columns) > 1 else (found.key,)
    here = [column == value for column, value in zip(columns, values, strict=True)]
    if found.cells is None:
        session.connection().execute(delete(found.table).where(*here))
    elif found.cells:
        session.connection().execute(update(found.table).where(*here).values(**found.cells))


def _bury(session: Session, traces: Traces, grave: str, now: datetime) -> None:
    """Leave of each message that it was claimed, of each key that it is taken, and of a link nothing."""
    keys = _relation(NudgeKeyRecord)
    for record, row in ledger.messages_of(session, traces.person.id):
        empty = erasure_rules.emptied(row, traces, grave, now)
        for old, new in zip(row.envelope.keys, empty.envelope.keys, strict=True):
            session.connection().execute(update(keys).where(keys.c.key == old).values(key=new))
        ledger.keep(session, record, empty)
        drop_links(session, record.message_id)
    session.flush()


def _relation(record: type[Table]) -> Relation:
    return Table.metadata.tables[str(record.__tablename__)]
