"""The tables, flat and without behaviour; the modules named after their nouns translate them.

No annotations import from the future here: it hides the types from SQLModel. What changes here
needs a migration, and a test compares the two.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Index, MetaData
from sqlalchemy import Table as KnownTable
from sqlmodel import Field, SQLModel

from uprcycle.store.moments import Moment

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(SQLModel):
    """The base of all tables, with metadata of its own: nothing else on the path can join them."""

    metadata = MetaData(naming_convention=_NAMES)


def table_of(record: type[Table]) -> KnownTable:
    """Return a table as the database knows it, for statements over many rows."""
    return Table.metadata.tables[str(record.__tablename__)]


def columns_of(record: type[Table]) -> Sequence[Column[Any]]:
    """Return the columns of a table in order, likewise."""
    return list(table_of(record).columns)


class RulesetRecord(Table, table=True):
    """The rules by which some releases go, as their canonical JSON text."""

    __tablename__ = "ruleset"

    digest: str = Field(primary_key=True)
    text: str


class ReleaseRecord(Table, table=True):
    """A release; ``schedule`` and ``kept`` are canonical JSON text."""

    __tablename__ = "release"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=Moment)
    by: str
    note: str
    source: str
    digest: str
    reviews: int
    ruleset: str = Field(foreign_key="ruleset.digest")
    keeping: int
    schedule: str
    kept: str


class OverrideRecord(Table, table=True):
    """A date set by hand, of a State in a cycle or of a session; 0 or nothing stands for the other."""

    __tablename__ = "override"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    milestone: str
    country: str
    cycle: int
    session: int
    span: str
    status: str
    reason: str
    source: str
    by: str
    at: datetime = Field(sa_type=Moment)
    expires: date | None
    confirmed_by: str
    release: int
    lifted_by: str | None
    lifted_at: datetime | None = Field(sa_type=Moment)
    lifted_release: int | None


class TickRecord(Table, table=True):
    """A tick; the highest number of an office on a task counts."""

    __tablename__ = "tick"

    number: int | None = Field(default=None, primary_key=True)
    country: str = Field(index=True)
    cycle: int
    task: str
    office: str
    state: str
    by: str
    at: datetime = Field(sa_type=Moment)
    note: str
    evidence: str
    via: str


class LocalTaskRecord(Table, table=True):
    """What an office added to its own checklist."""

    __tablename__ = "local_task"

    number: int | None = Field(default=None, primary_key=True)
    country: str = Field(index=True)
    cycle: int
    office: str
    title: str
    due: date
    by: str
    at: datetime = Field(sa_type=Moment)
    dropped_by: str
    dropped_at: datetime | None = Field(sa_type=Moment)


class DocumentLinkRecord(Table, table=True):
    """Where a document can be read in one language, or that it no longer can."""

    __tablename__ = "document_link"

    number: int | None = Field(default=None, primary_key=True)
    country: str = Field(index=True)
    cycle: int
    document: str
    language: str
    url: str
    symbol: str
    checked_on: date
    is_superseded: bool
    by: str
    at: datetime = Field(sa_type=Moment)


class PersonRecord(Table, table=True):
    """Somebody who receives messages."""

    __tablename__ = "person"

    id: str = Field(primary_key=True)
    name: str
    email: str
    language: str
    zone: str
    channel: str
    digest_day: int
    digest_hour: int


class AssignmentRecord(Table, table=True):
    """A person holds an office; ``roles`` are its codes in order, joined by spaces."""

    __tablename__ = "assignment"

    person: str = Field(primary_key=True, foreign_key="person.id")
    country: str = Field(primary_key=True, index=True)
    office: str = Field(primary_key=True)
    valid_from: date = Field(primary_key=True)
    valid_to: date
    roles: str
    organisation: str
    deputy_of: str
    is_head: bool


class SubscriptionRecord(Table, table=True):
    """A feed that needs a token; ``filter`` is JSON text, and nothing here opens a feed."""

    __tablename__ = "subscription"

    id: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.id", index=True)
    title: str
    scope: str
    digest: str = Field(unique=True)
    made: datetime = Field(sa_type=Moment)
    expires: date
    key: str
    filter: str
    extended: datetime | None = Field(sa_type=Moment)
    revoked: datetime | None = Field(sa_type=Moment)
    fetched: datetime | None = Field(sa_type=Moment)
    client: str


class AbsenceRecord(Table, table=True):
    """A person is away for some days, both ends included; there is no room for why."""

    __tablename__ = "absence"

    person: str = Field(primary_key=True, foreign_key="person.id")
    first_day: date = Field(primary_key=True)
    last_day: date


class MessageRecord(Table, table=True):
    """A message of the ledger."""

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_state_finished_at", "state", "finished_at"),)

    number: int | None = Field(default=None, primary_key=True)
    message_id: str = Field(unique=True)
    person: str = Field(index=True)
    channel: str
    payload: bytes
    not_before: datetime = Field(sa_type=Moment)
    state: str
    attempts: int
    claimed_at: datetime = Field(sa_type=Moment)
    lease_until: datetime = Field(sa_type=Moment)
    finished_at: datetime | None = Field(sa_type=Moment, index=True)
    answer: str
    refusals: int
    refused_at: datetime | None = Field(sa_type=Moment)
    losses: int


class NudgeKeyRecord(Table, table=True):
    """A nudge key and the message that answers it; that it can stand here once is the claim."""

    __tablename__ = "nudge_key"

    key: str = Field(primary_key=True)
    message_id: str = Field(foreign_key="message.message_id", index=True)
    place: int


class RevisionRecord(Table, table=True):
    """What the feeds last said of one entry."""

    __tablename__ = "revision"

    uid: str = Field(primary_key=True)
    sequence: int
    dated: str
    text: str
    modified: datetime = Field(sa_type=Moment)
    first_release: int
    withdrawn: bool
    payload: str


class HeartbeatRecord(Table, table=True):
    """When something that runs by itself last came to its end."""

    __tablename__ = "heartbeat"

    name: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment)


class AuditRecord(Table, table=True):
    """Who did what; ``by`` and ``subject`` are empty with their salts where they were erased."""

    __tablename__ = "audit"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=Moment)
    by: str
    action: str
    subject: str
    detail: str
    by_salt: str
    by_mark: str
    subject_salt: str
    subject_mark: str
    before: str
    seal: str


class AuditHeadRecord(Table, table=True):
    """The end of the audit trail: one row, kept apart from those it counts."""

    __tablename__ = "audit_head"

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    count: int
    seal: str
