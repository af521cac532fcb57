"""Holds on notices: one at a time, none without a trace; on every store."""

import pytest

from tests.uprcycle.store.build import HOUR, NEPAL_TIME, NOW
from tests.uprcycle.store.stores import SQLITE
from uprcycle.errors import RefusedError
from uprcycle.store.database import open_store
from uprcycle.store.ports import Hold, Store


def test_at_first_nothing_is_held(store: Store) -> None:
    assert store.holds.standing() is None


def test_a_hold_stands_until_it_is_lifted(store: Store) -> None:
    placed = store.holds.place("two dates look wrong", by="desk", at=NOW.astimezone(NEPAL_TIME))
    assert placed == store.holds.standing() == Hold(1, "two dates look wrong", NOW)

    assert store.holds.lift(by="desk", at=NOW + HOUR) == placed
    assert store.holds.standing() is None
    assert store.holds.place("again", by="desk", at=NOW + HOUR).number == 2


def test_the_trail_says_who_and_not_why(store: Store) -> None:
    store.holds.place("two dates look wrong", by="desk", at=NOW)
    store.holds.lift(by="chief", at=NOW + HOUR)

    assert [(each.by, each.action, each.subject, each.detail) for each in store.audit.rows()] == [
        ("chief", "let notices go", "hold 1", ""),
        ("desk", "hold notices", "hold 1", ""),
    ]


def test_a_second_hold_and_a_second_lift_are_refused_and_leave_no_trace(store: Store) -> None:
    with pytest.raises(RefusedError, match="not held back"):
        store.holds.lift(by="desk", at=NOW)
    store.holds.place("first", by="desk", at=NOW)
    with pytest.raises(RefusedError, match="held back already"):
        store.holds.place("second", by="desk", at=NOW)

    assert store.holds.standing() == Hold(1, "first", NOW)
    assert len(store.audit.rows()) == 1


@pytest.mark.parametrize("database_kind", [SQLITE])
def test_a_hold_outlives_its_process(address: str) -> None:
    first = open_store(address)
    first.holds.place("look first", by="desk", at=NOW)
    first.close()
    second = open_store(address)

    assert second.holds.standing() == Hold(1, "look first", NOW)
    second.close()
