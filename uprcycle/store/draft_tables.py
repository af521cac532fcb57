"""The tables of uploaded schedules and people files; see :mod:`uprcycle.store.tables`."""

from datetime import datetime

from sqlmodel import Field

from uprcycle.store.moments import Moment
from uprcycle.store.tables import Table


class DraftRecord(Table, table=True):
    """An uploaded schedule, its content sealed; ``accepted`` and ``order`` are JSON text."""

    __tablename__ = "draft"

    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    name: str
    by: str
    at: datetime = Field(sa_type=Moment)
    content: bytes
    state: str
    allows_loss: bool
    accepted: str
    order: str
    held_until: datetime | None = Field(sa_type=Moment)
    release: int
    entries: int
    refusal: str


class PeopleFileRecord(Table, table=True):
    """A people file that waits to be loaded, its content sealed."""

    __tablename__ = "people_file"

    number: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    owner: str
    name: str
    content: bytes
    until: datetime = Field(sa_type=Moment)
