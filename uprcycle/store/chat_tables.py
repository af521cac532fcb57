"""The table of the ways into chats; see :mod:`uprcycle.store.tables`."""

from datetime import datetime

from sqlmodel import Field

from uprcycle.store.moments import Moment
from uprcycle.store.tables import Table


class ChatHookRecord(Table, table=True):
    """A web-hook of a person, or of the room of an office; its address is sealed."""

    __tablename__ = "chat_hook"

    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    kind: str
    person: str = Field(foreign_key="person.id", index=True)
    fingerprint: str
    made: datetime = Field(sa_type=Moment)
    address: bytes
    country: str
    office: str
    language: str
    rests_until: datetime | None = Field(sa_type=Moment)
    dead_since: datetime | None = Field(sa_type=Moment)
    why: str
