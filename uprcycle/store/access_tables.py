"""The tables of accounts and of who signed in; see :mod:`uprcycle.store.tables`."""

from datetime import datetime

from sqlmodel import Field

from uprcycle.store.moments import Moment
from uprcycle.store.tables import Table


class AccountRecord(Table, table=True):
    """Somebody to whom something was granted; whoever only holds an office has none."""

    __tablename__ = "account"

    id: str = Field(primary_key=True)
    email: str
    name: str
    language: str


class GrantRecord(Table, table=True):
    """A standing of an account; ``countries`` are codes with spaces between them, empty for all States."""

    __tablename__ = "access_grant"

    account: str = Field(primary_key=True, foreign_key="account.id")
    standing: str = Field(primary_key=True)
    countries: str


class SignInLinkRecord(Table, table=True):
    """A link that opens one session; nothing here opens it."""

    __tablename__ = "sign_in_link"

    digest: str = Field(primary_key=True)
    person: str = Field(index=True)
    way: str
    made: datetime = Field(sa_type=Moment)
    expires: datetime = Field(sa_type=Moment)
    taken: datetime | None = Field(sa_type=Moment)


class WebSessionRecord(Table, table=True):
    """A session of somebody who signed in; nothing here opens it."""

    __tablename__ = "web_session"

    id: str = Field(primary_key=True)
    digest: str = Field(unique=True)
    person: str = Field(index=True)
    way: str
    made: datetime = Field(sa_type=Moment)
    seen: datetime = Field(sa_type=Moment)
    program: str
    ended: datetime | None = Field(sa_type=Moment)
