"""The dates set by hand, in the database."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, func, select

from uprcycle.days.span import Status, read_span
from uprcycle.store import override_rules
from uprcycle.store.audit import append
from uprcycle.store.engine import Database, queue_writers
from uprcycle.store.tables import OverrideRecord, ReleaseRecord
from uprcycle.store.trail import lifted, overridden
from uprcycle.timetable.override import Aim, Lift, Override


class DatabaseOverrides:
    """The dates set by hand."""

    def __init__(self, database: Database) -> None:
        """Keep overrides in ``database``."""
        self._database = database

    def add(self, override: Override) -> Override:
        """Keep ``override`` for the releases to come, in the place of one of the same aim."""
        with self._database.writing() as session:
            release = _next_release(session)
            known = all_overrides(session)
            added = override_rules.kept(override, len(known) + 1, release)
            replaced = [
                _lift(session, each, Lift(added.by, added.at, release))
                for each in override_rules.standing(known, added.aim)
            ]
            session.add(_record(added))
            append(session, *map(lifted, replaced), *overridden(added))
        return added

    def lift(self, number: int, *, by: str, at: datetime) -> Override:
        """Take override ``number`` back, for the releases to come, and return it."""
        with self._database.writing() as session:
            release = _next_release(session)
            record = session.get(OverrideRecord, number)
            if record is None:
                raise override_rules.unknown_override(number)
            taken_back = _lift(session, _override(record), Lift(by, at, release))
            append(session, lifted(taken_back))
        return taken_back

    def all(self) -> tuple[Override, ...]:
        """Return every override ever set, in the order in which they were set."""
        with self._database.reading() as session:
            return all_overrides(session)


def all_overrides(session: Session) -> tuple[Override, ...]:
    """Return every override ever set, as the transaction sees them."""
    query = select(OverrideRecord).order_by(col(OverrideRecord.number))
    return tuple(_override(each) for each in session.exec(query))


def _next_release(session: Session) -> int:
    """Return the number of the release to come, and let nobody make it before the transaction ends.

    Every writer of overrides begins here, so they queue for their own numbers as well.
    """
    queue_writers(session, ReleaseRecord)
    return (session.exec(select(func.max(ReleaseRecord.number))).one() or 0) + 1


def _lift(session: Session, override: Override, lift: Lift) -> Override:
    taken_back = override_rules.lifted(override, lift)
    session.merge(_record(taken_back))
    return taken_back


def _record(override: Override) -> OverrideRecord:
    aim, lift = override.aim, override.lift
    return OverrideRecord(
        number=override.number,
        milestone=aim.milestone,
        country=aim.country,
        cycle=aim.cycle,
        session=aim.session,
        span=str(override.span),
        status=override.status.value,
        reason=override.reason,
        source=override.source,
        by=override.by,
        at=override.at,
        expires=override.expires,
        confirmed_by=override.confirmed_by,
        release=override.release,
        lifted_by=lift.by if lift else None,
        lifted_at=lift.at if lift else None,
        lifted_release=lift.release if lift else None,
    )


def _override(record: OverrideRecord) -> Override:
    override = Override(
        aim=Aim(record.milestone, record.country, record.cycle, record.session),
        span=read_span(record.span),
        status=Status(record.status),
        reason=record.reason,
        source=record.source,
        by=record.by,
        at=record.at,
        expires=record.expires,
        confirmed_by=record.confirmed_by,
        number=record.number,
        release=record.release,
    )
    if record.lifted_by is None or record.lifted_at is None or record.lifted_release is None:
        return override
    return replace(override, lift=Lift(record.lifted_by, record.lifted_at, record.lifted_release))
