"""The tables and what alembic made of them are the same, and moments survive both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, delete

from tests.uprcycle.store.build import NEPAL_TIME
from uprcycle.store.engine import Database, read_address
from uprcycle.store.tables import HeartbeatRecord, ReleaseRecord, Table, columns_of

ZONES = st.sampled_from([UTC, NEPAL_TIME])
MOMENTS = st.datetimes(timezones=ZONES).filter(lambda moment: 1 < moment.year < 9999)


@pytest.fixture
def engine(address: str) -> Iterator[Engine]:
    made = create_engine(address)
    yield made
    made.dispose()


def test_migrations_make_exactly_the_tables(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, Table.metadata) == []


def test_columns_come_in_their_order() -> None:
    assert [each.name for each in columns_of(ReleaseRecord)] == [
        "number",
        "at",
        "by",
        "note",
        "source",
        "digest",
        "reviews",
        "ruleset",
        "keeping",
        "schedule",
        "kept",
    ]


@given(moment=MOMENTS)
@example(moment=datetime(2026, 10, 25, 2, 30, tzinfo=NEPAL_TIME))
@example(moment=datetime(1919, 12, 31, 23, 48, 44, tzinfo=NEPAL_TIME))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_moment_reads_back_as_the_same_instant_in_utc(address: str, moment: datetime) -> None:
    database = Database(read_address(address))
    row = HeartbeatRecord(name="round", at=moment)
    with database.writing() as session:
        session.execute(delete(HeartbeatRecord))
        session.add(row)

    with database.reading() as session:
        kept = session.get_one(HeartbeatRecord, "round").at

    database.close()
    # Not the moment itself: one that a clock skips equals none of another zone.
    assert (kept, kept.tzinfo) == (moment.astimezone(UTC), UTC)
