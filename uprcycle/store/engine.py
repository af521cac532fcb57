"""One door to SQLite and PostgreSQL: connections, transactions, and what their errors mean.

A write on SQLite takes the write lock when it begins: a transaction that only asks for it at
its first write fails at once when another has been faster, and no waiting helps. It is on disk
when it returns. A read sees one state of the data from its first line to its last.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, cached_property, partial
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, Executable, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    ProgrammingError,
    StatementError,
)
from sqlmodel import Session

from uprcycle.errors import BadInputError, Problem, RefusedError
from uprcycle.store.tables import Table, columns_of, table_of

WAIT_SECONDS = 5
_SQLITE = "sqlite"
_POSTGRESQL = "postgresql"
_FORMS = "write 'sqlite:///path/to/file.db' or 'postgresql+psycopg://user@host/database'"
_BEGIN = "begin"
_NOT_PERMITTED = "42501"
_FULL = frozenset({"SQLITE_FULL", "53100"})


class Database:
    """Transactions on one database."""

    def __init__(self, url: URL) -> None:
        """Prepare for ``url``; nothing is opened before the first transaction."""
        self.url = url
        self.name = url.render_as_string(hide_password=True)
        build = _postgresql_engine if url.get_backend_name() == _POSTGRESQL else _sqlite_engine
        self.engine = build(url)
        snapshot = {"isolation_level": "REPEATABLE READ"} if self.is_postgresql else {_BEGIN: "BEGIN"}
        self._reader = self.engine.execution_options(**snapshot)
        glancing = {"isolation_level": "AUTOCOMMIT"} if self.is_postgresql else {_BEGIN: "BEGIN"}
        self._writer = Lock()
        self._glancer = self.engine.execution_options(**glancing)

    @cached_property
    def _noter(self) -> Engine:
        return (_hasty_postgresql if self.is_postgresql else _hasty_sqlite)(self.url)

    @property
    def is_postgresql(self) -> bool:
        """Whether a server answers, and not a file."""
        return self.engine.dialect.name == _POSTGRESQL

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a transaction that sees one state of the data and changes nothing."""
        with self._explained(), Session(self._reader) as session:
            yield session

    def glance(self, query: str) -> int | None:
        """Return the one number that ``query`` asks for, at the least cost and outside of any transaction."""
        with self._explained(), self._glancer.connect() as connection:
            number: int | None = connection.exec_driver_sql(query).scalar()
            return number

    def note(self, statement: Executable, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """Execute one statement at the least cost and return the cells that it returns.

        It outlasts this process as soon as it returns, and a crash of the database or of the machine
        from the next transaction on.
        """
        with self._explained(), self._turn(), self._noter.connect() as connection:
            return tuple(connection.execute(statement, values).scalars())

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a transaction that is kept at the end of the block, and dropped when the block fails."""
        with self._explained(), self._turn(), Session(self.engine, expire_on_commit=False) as session:
            yield session
            session.commit()

    @contextmanager
    def overwriting(self) -> Iterator[Session]:
        """Open a writing transaction that leaves nothing of what it removes in the pages that it writes."""
        with self.writing() as session:
            if not self.is_postgresql:
                session.connection().exec_driver_sql("PRAGMA secure_delete = ON").close()
            yield session

    def wipe(self) -> None:
        """Write the whole file anew, so that no page of it and no journal holds what was removed.

        A server keeps its own dead rows until it cleans up, and is asked to.

        Raises:
            RefusedError: Another program uses the file.
        """
        if self.is_postgresql:
            server = self.engine.execution_options(isolation_level="AUTOCOMMIT")
            with self._explained(), server.connect() as connection:
                connection.exec_driver_sql("VACUUM")
        elif not self._is_wiped():
            problem = Problem(self.name, "is in use", "stop what uses it and run the same command again")
            raise RefusedError("the person is erased, but the file still holds traces", [problem])

    def _is_wiped(self) -> bool:
        with self._explained():
            connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (busy, *_) = cursor.fetchone() or (1,)
        except sqlite3.OperationalError:
            return False
        finally:
            connection.close()
        return not busy

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """Open a writing transaction without the mapping of tables."""
        with self._explained(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Let the threads of this process write to a file in turn.

        SQLite lets those who wait look again ever more rarely, which costs many times the wait.
        """
        is_mine = not self.is_postgresql and self._writer.acquire(timeout=WAIT_SECONDS)
        try:
            yield
        finally:
            if is_mine:
                self._writer.release()

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()
        if "_noter" in self.__dict__:
            self._noter.dispose()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DataError:
            problem = Problem(self.name, "cannot hold one of the values", "remove control characters from it")
            raise BadInputError("the store refuses the data", [problem]) from None
        except (IntegrityError, ProgrammingError) as error:
            if getattr(error.orig, "sqlstate", None) != _NOT_PERMITTED:
                raise  # a fault of ours
            raise self._refusal(error) from None
        except DBAPIError as error:
            raise self._refusal(error) from None
        except StatementError as error:
            raise error.orig or error from None  # a value that a column refuses, such as a naive moment

    def _refusal(self, error: DBAPIError) -> RefusedError:
        said = str(error.orig).strip().split("\n", 1)[0]
        remedy = "check that the server runs and that address and rights are in order"
        if not self.is_postgresql:
            remedy = "check that the file is a store of uprcycle and that no other program holds it"
        if {getattr(error.orig, each, "") for each in ("sqlite_errorname", "sqlstate")} & _FULL:
            remedy = "free some space on its disk; nothing was written"
        return RefusedError("the store cannot be used", [Problem(self.name, said, remedy)])


def read_address(url: str) -> URL:
    """Read the address of a store.

    Raises:
        BadInputError: It is no address, of another database, or of none that lasts.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise _bad_address("the address of the store", "cannot be read") from None
    name = address.render_as_string(hide_password=True)
    if address.drivername in {_POSTGRESQL, "postgres"}:
        address = address.set(drivername="postgresql+psycopg")
    if address.drivername not in {_SQLITE, "sqlite+pysqlite", "postgresql+psycopg"}:
        raise _bad_address(name, "is of a kind that is not known")
    if address.drivername.startswith(_SQLITE) and address.database in {None, "", ":memory:"}:
        raise _bad_address(name, "names no file")
    return address


def upsert(session: Session, table: type[Table], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert ``rows``, each in the place of the one that has its primary key."""
    if rows:
        session.flush()
        session.connection().execute(_upsertion(_dialect(session), table), list(rows))


def queue_writers(session: Session, table: type[Table]) -> None:
    """Let one writer at a time number the rows of ``table``; on SQLite there is only one anyway."""
    if _dialect(session) == _POSTGRESQL:
        session.connection().execute(text(f'LOCK TABLE "{table.__tablename__}" IN SHARE ROW EXCLUSIVE MODE'))


def _bad_address(where: str, what: str) -> BadInputError:
    return BadInputError("the store cannot be opened", [Problem(where, what, _FORMS)])


def _dialect(session: Session) -> str:
    return str(session.get_bind().dialect.name)


@cache
def _upsertion(dialect: str, table: type[Table]) -> Any:  # noqa: ANN401 - of two dialects
    columns, statement = columns_of(table), _insert(dialect, table)
    keys = [each.name for each in columns if each.primary_key]
    changed = {each.name: statement.excluded[each.name] for each in columns if not each.primary_key}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)


def _insert(dialect: str, table: type[Table]) -> Any:  # noqa: ANN401 - two classes without a common face
    return (postgresql if dialect == _POSTGRESQL else sqlite).insert(table_of(table))


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": WAIT_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _hasty_sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": WAIT_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", partial(_prepare_sqlite, synchronous="NORMAL"))
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, record: object, synchronous: str = "FULL") -> None:
    del record
    connection.isolation_level = None  # the driver would begin when it likes, and never IMMEDIATE
    for pragma in ("journal_mode=WAL", f"synchronous={synchronous}", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN IMMEDIATE"))


def _postgresql_engine(url: URL) -> Engine:
    wait = {"connect_timeout": WAIT_SECONDS}
    engine = create_engine(url, connect_args=wait, pool_pre_ping=True, hide_parameters=True)
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _hasty_postgresql(url: URL) -> Engine:
    wait = {"connect_timeout": WAIT_SECONDS, "options": "-c synchronous_commit=off"}
    engine = create_engine(url, connect_args=wait, hide_parameters=True, isolation_level="AUTOCOMMIT")
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _prepare_postgresql(connection: Any, record: object) -> None:  # noqa: ANN401 - the driver's own class
    del record
    with connection.cursor() as cursor:
        cursor.execute("SET TIME ZONE 'UTC'")
        cursor.execute(f"SET lock_timeout = '{WAIT_SECONDS}s'")
    connection.commit()
