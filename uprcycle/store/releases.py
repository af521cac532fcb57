"""Releases in the database: the schedule as canonical JSON text, under a number, for ever."""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, fields
from datetime import datetime
from functools import lru_cache

import sqlalchemy
from sqlmodel import Session, col, func, select

from uprcycle.rules.ruleset import Ruleset
from uprcycle.schedule.document import read_document
from uprcycle.schedule.release import NOBODY, Release, canonical_text
from uprcycle.schedule.session import Schedule
from uprcycle.store.audit import append
from uprcycle.store.engine import Database, queue_writers
from uprcycle.store.overrides import all_overrides
from uprcycle.store.ports import ReleaseSummary
from uprcycle.store.rulesets import keep, known_digests
from uprcycle.store.summary import (
    canonical_release,
    refuse_overridden,
    refuse_overtaken,
    refuse_unknown,
    summarise,
)
from uprcycle.store.tables import ReleaseRecord, columns_of
from uprcycle.store.trail import released
from uprcycle.timetable.override import in_force

_SUMMARY = tuple(each.name for each in fields(ReleaseSummary))


class DatabaseReleases:
    """The schedules that were made public."""

    def __init__(self, database: Database) -> None:
        """Keep releases in ``database``."""
        self._database = database

    def add(  # noqa: PLR0913 - the port's own arguments
        self,
        schedule: Schedule,
        ruleset: Ruleset,
        *,
        by: str,
        note: str,
        source: str,
        at: datetime,
        kept: Mapping[str, str] = NOBODY,
        expected: int | None = None,
        overrides: Collection[int] | None = None,
    ) -> Release:
        """Keep ``schedule`` with its rules as the next release and return it as it will be read back."""
        with self._database.writing() as session:
            queue_writers(session, ReleaseRecord)
            last = session.exec(select(func.max(ReleaseRecord.number))).one() or 0
            refuse_overtaken(last, expected)
            keep(session, ruleset)
            refuse_unknown(known_digests(session), kept)
            made = Release(last + 1, schedule, at, by, note, source, ruleset.digest, kept)
            release = canonical_release(made)
            refuse_overridden(in_force(all_overrides(session), release), overrides)
            session.add(_record(release))
            append(session, released(release))
        return release

    def latest(self) -> Release | None:
        """Return the release with the highest number."""
        with self._database.reading() as session:
            return _last(session)

    def number(self, n: int) -> Release | None:
        """Return release ``n``."""
        with self._database.reading() as session:
            return _last(session, ReleaseRecord.number == n)

    def as_of(self, at: datetime) -> Release | None:
        """Return the last of those released by ``at``, itself included."""
        with self._database.reading() as session:
            return _last(session, ReleaseRecord.at <= at)

    def history(self) -> tuple[ReleaseSummary, ...]:
        """Return all releases without their schedules, oldest first."""
        columns = (each for each in columns_of(ReleaseRecord) if each.name in _SUMMARY)
        query = sqlalchemy.select(*columns).order_by(col(ReleaseRecord.number))
        with self._database.reading() as session:
            return tuple(ReleaseSummary(*row) for row in session.connection().execute(query))


def _last(session: Session, *conditions: bool) -> Release | None:
    query = select(ReleaseRecord).where(*conditions).order_by(col(ReleaseRecord.number).desc()).limit(1)
    record = session.exec(query).first()
    return None if record is None else _release(record)


@lru_cache(maxsize=8)
def _schedule(text: str, place: str) -> Schedule:
    """Read a schedule; what was released stays, and is often asked for again."""
    return read_document(json.loads(text), place)


def _release(record: ReleaseRecord) -> Release:
    return Release(
        number=record.number,
        schedule=_schedule(record.schedule, f"release {record.number}"),
        at=record.at,
        by=record.by,
        note=record.note,
        source=record.source,
        ruleset=record.ruleset,
        kept=json.loads(record.kept),
    )


def _record(release: Release) -> ReleaseRecord:
    return ReleaseRecord(
        **asdict(summarise(release)),
        schedule=canonical_text(release.schedule),
        kept=json.dumps(release.kept, separators=(",", ":")),
    )
