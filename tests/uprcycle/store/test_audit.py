"""The audit trail: one row for every write, in its transaction; on every store."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, delete, insert, select, text
from sqlalchemy.exc import DBAPIError

from tests.effort import examples
from tests.uprcycle.store.build import (
    HOUR,
    LEASE,
    NEPAL_TIME,
    NOW,
    RULES,
    assignment,
    away,
    envelope,
    override,
    revision,
    schedule,
    tick,
)
from uprcycle.errors import RefusedError
from uprcycle.store.chain import AuditRow, Break, Chain, Head, verify_chain
from uprcycle.store.database import open_store
from uprcycle.store.memory import MemoryStore
from uprcycle.store.ports import Outcome, Receipt, Store
from uprcycle.store.tables import Table

OVER = NOW + LEASE


def write_everything(store: Store) -> None:
    store.releases.add(schedule("KEN"), RULES, by="desk", note="secret note", source="a list", at=NOW)
    store.ticks.record(tick("brief", note="secret note"))
    store.people.save([assignment("amina"), assignment("binod", "NPL")], [away()], by="desk", at=NOW)
    store.revisions.save([revision("a"), revision("b")], at=NOW)
    store.ledger.claim(envelope("m", "k"), now=NOW, lease=LEASE)
    store.ledger.reclaim("m", now=OVER, lease=LEASE)
    store.ledger.handing_over("m", now=OVER)
    store.ledger.record("m", Receipt(Outcome.SENT, "250 amina@example.org"), now=OVER)


def test_every_write_leaves_its_row(store: Store) -> None:
    write_everything(store)
    digest = store.releases.history()[0].digest

    assert store.audit.rows() == (
        AuditRow(9, OVER, "uprcycle", "record sent", "m", "sent"),
        AuditRow(8, OVER, "uprcycle", "reclaim", "m", "claimed"),
        AuditRow(7, NOW, "uprcycle", "claim", "m", "claimed"),
        AuditRow(6, NOW, "uprcycle", "revise", "feeds", "2 entries"),
        AuditRow(5, NOW, "desk", "set absence", "p-amina", ""),
        AuditRow(4, NOW, "desk", "assign", "p-binod", "NPL from 0001-01-01"),
        AuditRow(3, NOW, "desk", "assign", "p-amina", "KEN from 0001-01-01"),
        AuditRow(2, NOW, "desk", "tick", "KEN 4 brief", "done"),
        AuditRow(1, NOW, "desk", "release", "release 1", f"{digest} by rules {RULES.digest}"),
    )


def test_parking_leaves_its_row(store: Store) -> None:
    store.ledger.claim(envelope("m"), now=NOW, lease=LEASE)
    store.ledger.record("m", Receipt(Outcome.UNKNOWN), now=NOW)
    store.ledger.reclaim("m", now=NOW + HOUR, lease=LEASE)
    store.ledger.handing_over("m", now=NOW + HOUR)
    store.ledger.resumable(NOW + 2 * HOUR)

    assert store.audit.rows(1) == (AuditRow(4, NOW + 2 * HOUR, "uprcycle", "park", "m", "parked"),)


@pytest.mark.parametrize("secret", ["Amina", "@", "secret", "body"])
def test_trail_holds_no_name_address_or_text(store: Store, secret: str) -> None:
    write_everything(store)

    assert [row for row in store.audit.rows() if secret in f"{row.by} {row.subject} {row.detail}"] == []


def test_read_leaves_no_row(store: Store) -> None:
    store.releases.latest()
    store.ticks.all()
    store.people.assignments()
    store.revisions.current()
    store.heartbeats.last("round")
    store.ledger.resumable(NOW)
    store.ledger.rows()

    assert store.audit.rows() == ()


def test_lost_claim_leaves_no_row(store: Store) -> None:
    store.ledger.claim(envelope("1", "k"), now=NOW, lease=LEASE)
    store.ledger.claim(envelope("2", "k"), now=NOW, lease=LEASE)

    assert [row.subject for row in store.audit.rows()] == ["1"]


@pytest.mark.parametrize(("limit", "expected"), [(None, [3, 2, 1]), (2, [3, 2]), (0, []), (9, [3, 2, 1])])
def test_rows_come_newest_first_up_to_a_limit(store: Store, limit: int | None, expected: list[int]) -> None:
    for task in "abc":
        store.ticks.record(tick(task))

    assert [row.number for row in store.audit.rows(limit)] == expected


def test_moment_of_a_row_comes_back_in_utc(store: Store) -> None:
    store.ticks.record(tick("brief", at=NOW.astimezone(NEPAL_TIME)))

    assert store.audit.rows()[0].at.isoformat() == "2026-05-04T07:00:00.123456+00:00"


# The chain


def test_everything_that_is_written_is_chained(store: Store) -> None:
    write_everything(store)
    chain = store.audit.chain()

    assert verify_chain(chain) is None
    assert [each.row for each in reversed(chain.links)] == list(store.audit.rows())
    assert chain.head == Head(9, chain.links[-1].seal)


def test_equal_writes_make_equal_rows_in_every_store(store: Store) -> None:
    twin = MemoryStore()
    write_everything(store)
    write_everything(twin)

    assert store.audit.rows() == twin.audit.rows()


def test_a_new_store_has_an_empty_chain(store: Store) -> None:
    assert store.audit.chain() == Chain((), Head())


@pytest.mark.parametrize("statement", ["UPDATE audit SET detail = 'na'", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_the_trail(address: str, statement: str) -> None:
    store = open_store(address)
    store.ticks.record(tick("brief"))
    with pytest.raises(DBAPIError, match="only ever added to"):
        execute(address, statement)

    assert verify_chain(store.audit.chain()) is None
    store.close()


SEALS = ("by_salt", "by_mark", "subject_salt", "subject_mark", "before", "seal")
CELLS = st.sampled_from(["number", "at", "by", "action", "subject", "detail", *SEALS])
PLACES = st.integers(0, 4)
PAIRS = st.lists(PLACES, min_size=2, max_size=2, unique=True)
TAMPERINGS = st.one_of(
    st.tuples(st.just("edit"), PLACES, CELLS),
    st.tuples(st.sampled_from(["delete", "cut"]), PLACES),
    st.builds(lambda pair, cells: ("swap", *pair, cells), PAIRS, st.sets(CELLS, min_size=1)),
)


@given(tampering=TAMPERINGS)
@settings(
    deadline=None,
    max_examples=examples(25, deep=300),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_row_that_is_edited_deleted_swapped_or_cut_is_found(
    address: str, tampering: tuple[Any, ...]
) -> None:
    with closing(open_store(address)) as store:
        if not store.audit.rows(1):
            write_five_rows(store)
        whole = written(address)
        changed = sorted(tampered(whole, *tampering), key=lambda row: row["number"])
        assume(changed != whole)  # two rows that swap every cell, or an equal one, are as they were
        rewrite(address, changed)
        found = verify_chain(store.audit.chain())
        rewrite(address, whole)

        assert (found is not None, verify_chain(store.audit.chain())) == (True, None)


def write_five_rows(store: Store) -> None:
    store.releases.add(schedule("KEN"), RULES, by="a", note="", source="", at=NOW)
    store.ticks.record(tick("brief", by="b", at=NOW + HOUR))
    store.people.save([assignment("amina")], by="c", at=NOW + 2 * HOUR)
    added = store.overrides.add(override(by="d", at=NOW + 3 * HOUR))
    store.overrides.lift(added.number, by="e", at=NOW + 4 * HOUR)


Rows = list[dict[str, Any]]


def tampered(rows: Rows, how: str, *where: Any) -> Rows:  # noqa: ANN401 - places and a cell
    """Return ``rows`` with one of them edited or deleted, two of them swapped, or the end cut."""
    changed = [dict(row) for row in rows]
    match how, *where:
        case "edit", place, cell:
            changed[place][cell] = other_than(changed[place][cell])
        case "delete", place:
            del changed[place]
        case "cut", place:
            del changed[place:]
        case "swap", one, other, cells:
            for cell in cells:
                changed[one][cell], changed[other][cell] = rows[other][cell], rows[one][cell]
        case unknown:
            raise ValueError(unknown)
    return changed


def other_than(value: Any) -> Any:  # noqa: ANN401 - what a cell holds
    if isinstance(value, int):
        return value + 100
    return value + timedelta(microseconds=1) if isinstance(value, datetime) else f"{value}!"


AUDIT = Table.metadata.tables["audit"]


def written(address: str) -> Rows:
    with connected(address) as connection:
        return [dict(row) for row in connection.execute(select(AUDIT).order_by(AUDIT.c.number)).mappings()]


def rewrite(address: str, rows: Rows) -> None:
    """Write the trail anew past the triggers, as somebody could who owns the database."""
    with connected(address) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = replica"))
        else:
            for change in ("update", "delete", "rewording"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS audit_refuses_{change}"))
        connection.execute(delete(AUDIT))
        if rows:
            connection.execute(insert(AUDIT), rows)


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("DELETE FROM audit_head", 2),
        ("UPDATE audit_head SET count = 1", 2),
        ("UPDATE audit_head SET count = 3", 3),
        ("UPDATE audit_head SET seal = ''", 2),
    ],
)
def test_a_head_that_was_changed_is_found(address: str, statement: str, number: int) -> None:
    store = open_store(address)
    store.ticks.record(tick("a"))
    store.ticks.record(tick("b"))
    execute(address, statement)

    found = verify_chain(store.audit.chain())

    store.close()
    assert found is not None
    assert found.number == number


def test_rows_that_were_cut_stay_missing_when_more_is_written(address: str) -> None:
    store = open_store(address)
    for task in "abc":
        store.ticks.record(tick(task))
    rewrite(address, written(address)[:1])
    store.ticks.record(tick("d"))

    chain = store.audit.chain()
    store.close()
    assert [each.row.number for each in chain.links] == [1, 4]
    assert verify_chain(chain) == Break(2, "is not where it belongs; a row was removed or moved")


def test_nothing_is_written_behind_a_trail_without_a_head(address: str) -> None:
    store = open_store(address)
    store.ticks.record(tick("a"))
    execute(address, "DELETE FROM audit_head")

    with pytest.raises(RefusedError, match="has lost its head"):
        store.ticks.record(tick("b"))
    assert [each.task for each in store.ticks.all()] == ["a"]
    store.close()


def execute(address: str, statement: str) -> None:
    with connected(address) as connection:
        connection.execute(text(statement))


@contextmanager
def connected(address: str) -> Iterator[Connection]:
    engine = create_engine(address)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
