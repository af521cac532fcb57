"""The tables of what people chose for themselves, and of mail that came back."""

from datetime import datetime

from sqlmodel import Field

from uprcycle.store.moments import Moment
from uprcycle.store.tables import Table


class PreferenceRecord(Table, table=True):
    """What a person chose; an empty text or no number is what they left to the people file."""

    __tablename__ = "preference"

    person: str = Field(primary_key=True, foreign_key="person.id")
    language: str
    channel: str
    digest_day: int | None
    digest_hour: int | None
    mail_from: int | None
    mail_to: int | None
    declined: str
    unsubscribed: datetime | None = Field(sa_type=Moment)


class BounceRecord(Table, table=True):
    """A message that came back; without one, that somebody says that the person is reached."""

    __tablename__ = "bounce"

    number: int | None = Field(default=None, primary_key=True)
    message_id: str | None = Field(unique=True)
    person: str
    code: str
    at: datetime = Field(sa_type=Moment)
