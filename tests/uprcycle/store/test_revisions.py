"""Revisions: one for each UID, replaced as a whole; on every store."""

import pytest

from tests.uprcycle.store.build import HOUR, NEPAL_TIME, NOW, revision
from uprcycle.store.ports import Store


def test_new_store_has_no_revision(store: Store) -> None:
    assert store.revisions.current() == {}


def test_revisions_read_back_in_order_of_uid(store: Store) -> None:
    withdrawn = revision("4-KEN-b@h", 3, withdrawn=True, payload='{"title": "é"}', modified=NOW + HOUR)
    saved = [revision("4-NPL-a@h"), withdrawn, revision("4-KEN-B@h")]
    store.revisions.save(saved, at=NOW)

    assert list(store.revisions.current().items()) == [
        ("4-KEN-B@h", revision("4-KEN-B@h")),
        ("4-KEN-b@h", withdrawn),
        ("4-NPL-a@h", revision("4-NPL-a@h")),
    ]
    assert store.revisions.standing() == 2


def test_later_revision_of_a_uid_takes_its_place(store: Store) -> None:
    store.revisions.save([revision("a"), revision("b")], at=NOW)
    store.revisions.save([revision("b", 1, dated="new", payload="p")], at=NOW)

    assert store.revisions.current() == {"a": revision("a"), "b": revision("b", 1, dated="new", payload="p")}


def test_last_of_two_in_one_list_counts(store: Store) -> None:
    store.revisions.save([revision("a"), revision("a", 1)], at=NOW)

    assert store.revisions.current() == {"a": revision("a", 1)}


def test_moment_of_a_revision_comes_back_in_utc(store: Store) -> None:
    store.revisions.save([revision("a", modified=NOW.astimezone(NEPAL_TIME))], at=NOW)

    assert store.revisions.current()["a"].modified.isoformat() == "2026-05-04T07:00:00.123456+00:00"


def test_list_with_one_bad_row_changes_nothing(store: Store) -> None:
    with pytest.raises(ValueError, match="has no zone"):
        store.revisions.save([revision("a"), revision("b", modified=NOW.replace(tzinfo=None))], at=NOW)

    assert store.revisions.current() == {}
    assert store.audit.rows() == ()


def test_empty_list_leaves_no_trace(store: Store) -> None:
    store.revisions.save([], at=NOW)

    assert store.audit.rows() == ()


@pytest.mark.slow
def test_ten_thousand_revisions_fit_in_one_transaction(store: Store) -> None:
    many = [revision(f"{number:05}") for number in range(10_000)]
    store.revisions.save(many, at=NOW)

    assert list(store.revisions.current().values()) == many
