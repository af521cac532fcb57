"""Ticks in the database: appended to, never changed."""

from sqlmodel import col, func, select

from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.store.audit import append
from uprcycle.store.engine import Database
from uprcycle.store.order import tick_order
from uprcycle.store.tables import TickRecord
from uprcycle.store.trail import ticked


class DatabaseTicks:
    """What offices said of their tasks."""

    def __init__(self, database: Database) -> None:
        """Keep ticks in ``database``."""
        self._database = database

    def record(self, tick: Tick) -> None:
        """Append ``tick``."""
        with self._database.writing() as session:
            session.add(
                TickRecord(
                    country=tick.country,
                    cycle=tick.cycle,
                    task=tick.task,
                    office=tick.office,
                    state=tick.state.value,
                    by=tick.by,
                    at=tick.at,
                    note=tick.note,
                    evidence=tick.evidence,
                    via=tick.via,
                )
            )
            append(session, ticked(tick))

    def of(self, country: str, cycle: int) -> tuple[Tick, ...]:
        """Return the ticks that count in one review, by task and office."""
        return self._counting(TickRecord.country == country, TickRecord.cycle == cycle)

    def all(self) -> tuple[Tick, ...]:
        """Return the ticks that count in every review, by country, cycle, task and office."""
        return self._counting()

    def history(self, country: str, cycle: int, task: str | None = None) -> tuple[Tick, ...]:
        """Return every tick of one task, or of the whole review, by any office, oldest first."""
        here = (TickRecord.country == country, TickRecord.cycle == cycle)
        of_task = () if task is None else (TickRecord.task == task,)
        query = select(TickRecord).where(*here, *of_task).order_by(col(TickRecord.number))
        with self._database.reading() as session:
            return tuple(_tick(each) for each in session.exec(query))

    def _counting(self, *conditions: bool) -> tuple[Tick, ...]:
        spoken_of = (TickRecord.country, TickRecord.cycle, TickRecord.task, TickRecord.office)
        groups = (col(each) for each in spoken_of)
        last = select(func.max(TickRecord.number)).where(*conditions).group_by(*groups)
        query = select(TickRecord).where(col(TickRecord.number).in_(last))
        with self._database.reading() as session:
            return tuple(sorted((_tick(each) for each in session.exec(query)), key=tick_order))


def _tick(record: TickRecord) -> Tick:
    return Tick(
        country=record.country,
        cycle=record.cycle,
        task=record.task,
        office=record.office,
        state=TaskState(record.state),
        by=record.by,
        at=record.at,
        note=record.note,
        evidence=record.evidence,
        via=record.via,
    )
