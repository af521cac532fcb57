"""The audit trail: one row for every write, in its transaction; on every store."""

import pytest

from tests.uprcycle.store.build import (
    HOUR,
    LEASE,
    NEPAL_TIME,
    NOW,
    assignment,
    envelope,
    revision,
    schedule,
    tick,
)
from uprcycle.store.ports import AuditRow, Outcome, Receipt, Store

OVER = NOW + LEASE


def write_everything(store: Store) -> None:
    store.releases.add(schedule("KEN"), by="desk", note="secret note", source="a list", at=NOW)
    store.ticks.record(tick("brief", note="secret note"))
    store.people.save([assignment("amina"), assignment("binod", "NPL")], by="desk", at=NOW)
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
        AuditRow(8, OVER, "uprcycle", "hand over", "m", "handing-over"),
        AuditRow(7, OVER, "uprcycle", "reclaim", "m", "claimed"),
        AuditRow(6, NOW, "uprcycle", "claim", "m", "claimed"),
        AuditRow(5, NOW, "uprcycle", "revise", "feeds", "2 entries"),
        AuditRow(4, NOW, "desk", "assign", "p-binod", "NPL from 0001-01-01"),
        AuditRow(3, NOW, "desk", "assign", "p-amina", "KEN from 0001-01-01"),
        AuditRow(2, NOW, "desk", "tick", "KEN 4 brief", "done"),
        AuditRow(1, NOW, "desk", "release", "release 1", digest),
    )


def test_parking_leaves_its_row(store: Store) -> None:
    store.ledger.claim(envelope("m"), now=NOW, lease=LEASE)
    store.ledger.record("m", Receipt(Outcome.UNKNOWN), now=NOW)
    store.ledger.reclaim("m", now=NOW + HOUR, lease=LEASE)
    store.ledger.handing_over("m", now=NOW + HOUR)
    store.ledger.resumable(NOW + 2 * HOUR)

    assert store.audit.rows(1) == (AuditRow(5, NOW + 2 * HOUR, "uprcycle", "park", "m", "parked"),)


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
