"""The tables of the doors for programs and for other sign-ins; see :mod:`uprcycle.store.tables`."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from uprcycle.store.moments import Moment
from uprcycle.store.tables import Table


class ApiKeyRecord(Table, table=True):
    """A key of somebody; of the key itself only the digest is here."""

    __tablename__ = "api_key"

    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    digest: str = Field(unique=True)
    owner: str = Field(index=True)
    label: str
    scopes: str
    made: datetime = Field(sa_type=Moment)
    expires: datetime = Field(sa_type=Moment)
    used: datetime | None = Field(sa_type=Moment)
    revoked: datetime | None = Field(sa_type=Moment)


class IdentityRecord(Table, table=True):
    """As whom a provider of identities knows somebody."""

    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("issuer", "owner"),)

    issuer: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    owner: str = Field(index=True)
    made: datetime = Field(sa_type=Moment)


class SpentRecord(Table, table=True):
    """A beginning of a sign-in that came to its end and never counts again."""

    __tablename__ = "spent_beginning"

    digest: str = Field(primary_key=True)
    until: datetime = Field(sa_type=Moment)


class ReleaseHookRecord(Table, table=True):
    """An address that is told of releases; address and secret are sealed."""

    __tablename__ = "release_hook"

    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    label: str
    host: str
    made: datetime = Field(sa_type=Moment)
    after: int
    sealed: bytes
    failures: int
    off_since: datetime | None = Field(sa_type=Moment)
    why: str


class HookCallRecord(Table, table=True):
    """That an address is to be told of a release, and how far that is."""

    __tablename__ = "hook_call"

    id: str = Field(primary_key=True)
    hook: str = Field(foreign_key="release_hook.id", index=True)
    release: int
    tries: int
    not_before: datetime = Field(sa_type=Moment)
    finished: datetime | None = Field(sa_type=Moment)
    answer: str
