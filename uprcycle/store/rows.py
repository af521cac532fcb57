"""Many rows into a table, or many rows of it changed, by one statement.

Its text is the same for any number of rows, so it is written once for a process; writing it each
time costs more than the database. To PostgreSQL all rows go as one text of JSON, where they can.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import LargeBinary, TextClause, bindparam, text
from sqlalchemy.dialects import postgresql
from sqlmodel import Session

from uprcycle.store.moments import as_utc
from uprcycle.store.tables import Table, table_of

Row = Mapping[str, Any]
Names = tuple[str, ...]

_UNLESS_THERE = "ON CONFLICT DO NOTHING"
_JSON = "rows"


def insert_free(session: Session, table: type[Table], rows: Sequence[Row]) -> bool:
    """Insert ``rows`` and tell whether none of them was there; wait for whoever is inserting one of them."""
    return _inserted(session, table, rows, _UNLESS_THERE) == len(rows)


def insert_all(session: Session, table: type[Table], rows: Sequence[Row]) -> None:
    """Insert ``rows`` past the mapping of tables, which for many costs more than the database."""
    _inserted(session, table, rows, "")


def change_all(session: Session, table: type[Table], rows: Sequence[Row]) -> None:
    """Change the rows of the table whose first cell, which is unique, is that of one of ``rows``."""
    if rows:
        is_json = _is_on_postgresql(session)
        _execute(session, _change(table, tuple(rows[0]), is_json=is_json), rows, is_json=is_json)


def _inserted(session: Session, table: type[Table], rows: Sequence[Row], unless: str) -> int:
    if not rows:
        return 0
    is_json = _is_on_postgresql(session) and not _holds_bytes(table)
    return _execute(
        session, _insertion(table, tuple(rows[0]), unless, is_json=is_json), rows, is_json=is_json
    )


def _execute(session: Session, statement: TextClause, rows: Sequence[Row], *, is_json: bool) -> int:
    given: Any = {_JSON: json.dumps(rows, default=_as_text)} if is_json else list(rows)
    return session.connection().execute(statement, given).rowcount


@cache
def _insertion(table: type[Table], names: Names, unless: str, *, is_json: bool) -> TextClause:
    source = f"SELECT * FROM {_recordset(table, names)}" if is_json else f"VALUES ({_values(names)})"  # noqa: S608 - names of ours
    return _bound(
        table, names, f"INSERT INTO {_name(table)} ({_columns(names)}) {source} {unless}", is_json=is_json
    )


@cache
def _change(table: type[Table], names: Names, *, is_json: bool) -> TextClause:
    key, *others = names
    source = 'new."{}"' if is_json else ":{}"
    news = ", ".join(f'"{each}" = {source.format(each)}' for each in others)
    these = f"FROM {_recordset(table, names)}" if is_json else ""
    words = f'UPDATE {_name(table)} SET {news} {these} WHERE {_name(table)}."{key}" = {source.format(key)}'  # noqa: S608 - likewise
    return _bound(table, names, words, is_json=is_json)


def _bound(table: type[Table], names: Names, words: str, *, is_json: bool) -> TextClause:
    if is_json:
        return text(words)
    kinds = {each.name: each.type for each in table_of(table).columns}
    return text(words).bindparams(*(bindparam(each, type_=kinds[each]) for each in names))


def _recordset(table: type[Table], names: Names) -> str:
    kinds = {each.name: each.type.compile(_DIALECT) for each in table_of(table).columns}
    columns = ", ".join(f'"{each}" {kinds[each]}' for each in names)
    return f"json_to_recordset(CAST(:{_JSON} AS json)) AS new({columns})"


_DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]


def _values(names: Names) -> str:
    return ", ".join(f":{each}" for each in names)


def _columns(names: Names) -> str:
    return ", ".join(f'"{each}"' for each in names)


def _name(table: type[Table]) -> str:
    return f'"{table.__tablename__}"'


def _as_text(moment: datetime) -> str:
    return as_utc(moment).isoformat()


def _is_on_postgresql(session: Session) -> bool:
    return str(session.get_bind().dialect.name) == "postgresql"


def _holds_bytes(table: type[Table]) -> bool:
    return any(isinstance(each.type, LargeBinary) for each in table_of(table).columns)
