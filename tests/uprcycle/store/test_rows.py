"""Many rows at once: all of them as they were given, none twice, and moments in UTC."""

from collections.abc import Iterator
from datetime import UTC, timedelta

import pytest
from sqlmodel import col, select

from tests.uprcycle.store.build import NEPAL_TIME, NOW
from tests.uprcycle.store.person_row import PERSON
from uprcycle.errors import BadInputError
from uprcycle.store.engine import Database, read_address
from uprcycle.store.rows import change_all, insert_all, insert_free
from uprcycle.store.tables import HeartbeatRecord, NudgeKeyRecord, PersonRecord

HOSTILE = 'd\'; DROP TABLE "x" -- :rows %s {} \\ \N{SNOWMAN}\n'


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    opened = Database(read_address(address))
    yield opened
    opened.close()


def names(database: Database) -> list[tuple[str, str]]:
    with database.reading() as session:
        found = session.exec(select(PersonRecord.id, PersonRecord.name).order_by(col(PersonRecord.id)))
        return list(found)


def test_free_is_what_nobody_inserted_before(database: Database) -> None:
    with database.writing() as session:
        assert insert_free(session, PersonRecord, [PERSON, PERSON | {"id": "q", "name": HOSTILE}])
    with database.writing() as session:
        assert not insert_free(session, PersonRecord, [PERSON | {"name": "o"}, PERSON | {"id": "r"}])
        assert insert_free(session, PersonRecord, [])

    assert names(database) == [("p", "n"), ("q", HOSTILE), ("r", "n")]


def test_each_row_is_changed_by_its_own_cells(database: Database) -> None:
    with database.writing() as session:
        insert_all(session, PersonRecord, [PERSON | {"id": each} for each in "pqr"])
        change_all(session, PersonRecord, [{"id": "q", "name": HOSTILE}, {"id": "p", "name": "o"}])
        change_all(session, PersonRecord, [{"id": "nobody", "name": "o"}])
        change_all(session, PersonRecord, [])

    assert names(database) == [("p", "o"), ("q", HOSTILE), ("r", "n")]


def test_moments_are_kept_in_utc(database: Database) -> None:
    later = NOW + timedelta(microseconds=1)
    with database.writing() as session:
        insert_all(session, HeartbeatRecord, [{"name": "round", "at": NOW}])
        change_all(session, HeartbeatRecord, [{"name": "round", "at": later.astimezone(NEPAL_TIME)}])

    with database.reading() as session:
        assert session.get_one(HeartbeatRecord, "round").at.isoformat() == later.astimezone(UTC).isoformat()


def test_naive_moment_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="has no zone"), database.writing() as session:
        insert_all(session, HeartbeatRecord, [{"name": "round", "at": NOW.replace(tzinfo=None)}])


@pytest.mark.parametrize(
    "database_kind", [pytest.param("postgresql", marks=pytest.mark.xdist_group("postgresql"))]
)
def test_text_that_no_column_holds_is_refused_in_words(database: Database) -> None:
    with pytest.raises(BadInputError, match="the store refuses the data"), database.writing() as session:
        insert_all(session, NudgeKeyRecord, [{"key": "a\0b", "message_id": "m", "place": 0}])
