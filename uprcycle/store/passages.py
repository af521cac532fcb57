"""Which phases reviews were seen to have entered, in the database and in memory."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, replace
from datetime import date, datetime
from threading import Lock
from typing import Any

from sqlmodel import Field, Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from uprcycle.reviews.phases import Phase
from uprcycle.store.engine import Database, queue_writers
from uprcycle.store.kept import Passage
from uprcycle.store.moments import Moment, as_utc
from uprcycle.store.tables import Table

_Key = tuple[str, int, Phase]


class PassageRecord(Table, table=True):
    """A review entered a phase."""

    __tablename__ = "passage"

    country: str = Field(primary_key=True)
    cycle: int = Field(primary_key=True)
    phase: str = Field(primary_key=True)
    opened: date
    at: datetime = Field(sa_type=Moment)


class DatabasePassages:
    """The phases that reviews entered, in the database."""

    def __init__(self, database: Database) -> None:
        """Keep passages in ``database``."""
        self._database = database

    def note(self, passages: Iterable[Passage]) -> tuple[Passage, ...]:
        """Keep those that were not noted before and return them."""
        with self._database.writing() as session:
            queue_writers(session, PassageRecord)
            given = tuple(passages)
            rows = col(PassageRecord.country).in_({each.country for each in given})
            fresh = _unknown(given, {each.key for each in _read(session, select(PassageRecord).where(rows))})
            session.add_all(PassageRecord(**_cells(each)) for each in fresh)
            return fresh

    def all(self) -> tuple[Passage, ...]:
        """Return every passage, in order."""
        with self._database.reading() as session:
            return tuple(sorted(_read(session, select(PassageRecord)), key=_order))


class MemoryPassages:
    """The phases that reviews entered, in memory."""

    def __init__(self) -> None:
        """Start without one."""
        self._lock = Lock()
        self._passages: dict[_Key, Passage] = {}

    def note(self, passages: Iterable[Passage]) -> tuple[Passage, ...]:
        """Keep those that were not noted before and return them."""
        with self._lock:
            fresh = _unknown(passages, self._passages.keys())
            self._passages.update({each.key: each for each in fresh})
            return fresh

    def all(self) -> tuple[Passage, ...]:
        """Return every passage, in order."""
        with self._lock:
            return tuple(sorted(self._passages.values(), key=_order))


def _unknown(passages: Iterable[Passage], known: Collection[_Key]) -> tuple[Passage, ...]:
    """Return the first of each review and phase that is not among those ``known``, in the order given."""
    first: dict[_Key, Passage] = {}
    for each in passages:
        if each.key not in known:
            first.setdefault(each.key, replace(each, at=as_utc(each.at)))
    return tuple(first.values())


def _order(passage: Passage) -> tuple[str, int, int]:
    return passage.country, passage.cycle, list(Phase).index(passage.phase)


def _read(session: Session, query: SelectOfScalar[PassageRecord]) -> list[Passage]:
    rows = session.exec(query).all()
    return [
        Passage(each.country, each.cycle, Phase(each.phase), each.opened, as_utc(each.at)) for each in rows
    ]


def _cells(passage: Passage) -> dict[str, Any]:
    return {**asdict(passage), "phase": passage.phase.value}
