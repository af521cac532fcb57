"""Transactions: on disk when they return, one writer at a time, one state for a reader, errors in words."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.uprcycle.store.build import NOW, assignment, tick
from tests.uprcycle.store.person_row import PERSON
from uprcycle.errors import BadInputError, RefusedError
from uprcycle.store.database import open_store
from uprcycle.store.engine import Database, read_address, upsert
from uprcycle.store.tables import AssignmentRecord, PersonRecord

ON_POSTGRESQL_ALONE = pytest.mark.parametrize(
    "database_kind", [pytest.param("postgresql", marks=pytest.mark.xdist_group("postgresql"))]
)
DROP_THE_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture
def database(address: str) -> Database:
    return Database(read_address(address))


def file_of(address: str) -> Path:
    return Path(address.removeprefix("sqlite:///"))


@pytest.mark.parametrize("database_kind", ["sqlite"])
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)],
)
def test_sqlite_is_set_for_safety(database: Database, pragma: str, value: object) -> None:
    with database.reading() as session:
        assert session.connection().execute(text(f"PRAGMA {pragma}")).scalar_one() == value
    database.close()


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_write_takes_the_lock_when_it_begins_and_a_read_does_not(address: str, database: Database) -> None:
    with closing(sqlite3.connect(file_of(address), timeout=0, isolation_level=None)) as other:
        with database.reading() as session:
            session.connection()
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        with database.writing() as session:
            session.connection()
            with pytest.raises(sqlite3.OperationalError, match="database is locked"):
                other.execute("BEGIN IMMEDIATE")
    database.close()


def test_reader_sees_one_state_from_first_to_last(address: str, database: Database) -> None:
    store = open_store(address)
    count = text("SELECT count(*) FROM tick")
    with database.reading() as session:
        before = session.connection().execute(count).scalar_one()
        store.ticks.record(tick("brief"))
        assert session.connection().execute(count).scalar_one() == before == 0

    with database.reading() as session:
        assert session.connection().execute(count).scalar_one() == 1
    store.close()
    database.close()


def test_block_that_fails_keeps_nothing(database: Database) -> None:
    def write_and_fail() -> None:
        with database.writing() as session:
            upsert(session, PersonRecord, [PERSON])
            raise ConnectionError

    with pytest.raises(ConnectionError):
        write_and_fail()

    with database.reading() as session:
        assert session.get(PersonRecord, "p") is None
    database.close()


def test_upsert_replaces(database: Database) -> None:
    for name in ("n", "other"):
        with database.writing() as session:
            upsert(session, PersonRecord, [PERSON, PERSON | {"id": "q", "name": name}])

    with database.reading() as session:
        names = [session.get_one(PersonRecord, each).name for each in ("p", "q")]
    database.close()
    assert names == ["n", "other"]


def test_fault_of_ours_is_not_passed_off_as_one_of_the_database(database: Database) -> None:
    def give_an_office_to_nobody() -> None:
        row = {"person": "nobody", "country": "KEN", "office": "RCO", "roles": ""}
        row |= {"organisation": "", "deputy_of": ""}
        days = {"valid_from": NOW.date(), "valid_to": NOW.date(), "is_head": False}
        with database.writing() as session:
            upsert(session, AssignmentRecord, [row | days])

    with pytest.raises(IntegrityError):
        give_an_office_to_nobody()
    database.close()


def test_error_holds_no_value_that_was_written(database: Database) -> None:
    secret = PERSON | {"email": "amina@example.org"}
    with pytest.raises(IntegrityError) as error, database.writing() as session:  # noqa: PT012 - the block fails
        session.add(PersonRecord(**secret))  # type: ignore[arg-type]
        session.flush()
        session.connection().execute(PersonRecord.__table__.insert(), secret)  # type: ignore[attr-defined]
    database.close()

    assert "amina" not in str(error.value)


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_writer_waits_for_another_and_then_gives_up_in_words(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("uprcycle.store.engine.WAIT_SECONDS", 0.2)
    store = open_store(address)
    with closing(sqlite3.connect(file_of(address), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RefusedError) as refusal:
            store.ticks.record(tick("brief"))
        other.execute("ROLLBACK")
    store.ticks.record(tick("brief"))
    store.close()

    assert str(refusal.value) == (
        "the store cannot be used\n"
        f"  {address}: database is locked; "
        "check that the file is a store of uprcycle and that no other program holds it"
    )


def fill(session: Session) -> None:
    session.execute(text("PRAGMA max_page_count = 1"))  # no more than there are
    session.execute(text("INSERT INTO filling VALUES (zeroblob(10000000))"))


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_a_disk_that_is_full_is_told_of_and_nothing_is_written(address: str) -> None:
    database = Database(read_address(address))
    with database.writing() as session:
        session.execute(text("CREATE TABLE filling (much BLOB)"))
    with pytest.raises(RefusedError) as refusal, database.writing() as session:
        fill(session)
    with closing(sqlite3.connect(file_of(address))) as other:
        held = other.execute("SELECT count(*) FROM filling").fetchone()
    database.close()

    assert held == (0,)
    assert str(refusal.value).endswith(
        "database or disk is full; free some space on its disk; nothing was written"
    )


def test_many_writers_wait_for_each_other(address: str) -> None:
    store = open_store(address)
    ready = Event()

    def write(name: str) -> None:
        ready.wait()
        for number in range(25):
            store.people.save([assignment(f"{name}{number}")], by=name, at=NOW)

    with ThreadPoolExecutor(max_workers=4) as pool:
        done = [pool.submit(write, name) for name in "abcd"]
        ready.set()
        for each in done:
            each.result()

    assert len(store.people.assignments()) == 100
    assert [row.number for row in store.audit.rows()] == list(range(100, 0, -1))
    store.close()


@ON_POSTGRESQL_ALONE
def test_store_goes_on_after_the_server_dropped_its_connections(address: str) -> None:
    store, other = open_store(address), open_store(address)
    store.ticks.record(tick("brief"))
    other.ticks.all()
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text(DROP_THE_OTHERS))
    engine.dispose()

    store.ticks.record(tick("annex"))

    assert [each.task for each in other.ticks.all()] == ["annex", "brief"]
    store.close()
    other.close()


@ON_POSTGRESQL_ALONE
def test_text_that_postgresql_cannot_hold_is_refused_without_repeating_it(address: str) -> None:
    store = open_store(address)

    with pytest.raises(
        BadInputError, match="cannot hold one of the values; remove control characters"
    ) as refusal:
        store.ticks.record(tick("brief", note="secret\0"))

    assert "secret" not in str(refusal.value)
    assert store.ticks.all() == ()
    store.close()


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///a/b.db", "sqlite"),
        ("postgresql://u@h/d", "postgresql+psycopg"),
        ("postgres://u@h/d", "postgresql+psycopg"),
        ("postgresql+psycopg://u@h/d", "postgresql+psycopg"),
    ],
)
def test_address_is_read(url: str, driver: str) -> None:
    assert read_address(url).drivername == driver


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("", "the address of the store: cannot be read"),
        ("/var/store.db", "the address of the store: cannot be read"),
        ("postgresql://u@h:port/d", "the address of the store: cannot be read"),
        ("mysql://amina:secret@h/d", "mysql://amina:***@h/d: is of a kind that is not known"),
        ("postgresql+asyncpg://h/d", "postgresql+asyncpg://h/d: is of a kind that is not known"),
        ("sqlite://", "sqlite://: names no file"),
        ("sqlite:///:memory:", "sqlite:///:memory:: names no file"),
    ],
)
def test_address_that_leads_nowhere_is_refused(url: str, problem: str) -> None:
    with pytest.raises(BadInputError) as refusal:
        read_address(url)

    assert [str(each) for each in refusal.value.problems] == [
        f"{problem}; write 'sqlite:///path/to/file.db' or 'postgresql+psycopg://user@host/database'"
    ]
