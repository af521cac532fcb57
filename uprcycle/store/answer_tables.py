"""The tables of what people answer: the links in their messages, and what is not to be told to them.

No annotations import from the future here, as in :mod:`uprcycle.store.tables`.
"""

from datetime import date, datetime

from sqlmodel import Field

from uprcycle.store.moments import Moment
from uprcycle.store.tables import Table


class MessageLinkRecord(Table, table=True):
    """A link that a message holds; nothing here opens it."""

    __tablename__ = "message_link"

    digest: str = Field(primary_key=True)
    purpose: str
    message_id: str = Field(foreign_key="message.message_id", index=True)
    made_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    revoked_at: datetime | None = Field(sa_type=Moment)


class PauseRecord(Table, table=True):
    """A person is not told of a task of their office for a while, or not any more."""

    __tablename__ = "pause"

    number: int | None = Field(default=None, primary_key=True)
    country: str = Field(index=True)
    cycle: int
    task: str
    office: str
    person: str
    kind: str
    day: date
    at: datetime = Field(sa_type=Moment)
    lifted_at: datetime | None = Field(sa_type=Moment)
