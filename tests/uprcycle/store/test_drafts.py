"""Uploaded schedules on every store: each step once, sealed where anything lasts, and forgotten in time."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta

from tests.uprcycle.store.build import HOUR, MINUTE, NEPAL_TIME, NOW, draft, order
from tests.uprcycle.store.test_sealing import Reversed
from uprcycle.store.database import open_store
from uprcycle.store.draft_steps import (
    Ask,
    Confirm,
    DraftState,
    Finish,
    TakeUp,
    Withdraw,
)
from uprcycle.store.ports import Store

DAY = timedelta(days=1)


def test_what_was_uploaded_comes_back_whole_and_is_listed_without_its_content(store: Store) -> None:
    first, second = (
        draft(at=NOW.astimezone(NEPAL_TIME)),
        draft("d2", at=NOW + MINUTE, accepted=("Nepall=NPL",)),
    )
    for each in (first, second):
        store.drafts.add(each)

    assert store.drafts.of_id("d1") == draft()
    assert store.drafts.of_id("d3") is None
    assert store.drafts.listed() == (replace(second, content=b""), draft(content=b""))


def test_a_draft_is_ordered_taken_up_and_finished_once(store: Store) -> None:
    store.drafts.add(draft())
    steps = (Confirm(("Nepall=NPL",)), Ask(order()), TakeUp(NOW, MINUTE), Finish(2, 40))
    taken = [
        [store.drafts.take("d1", step, by="desk", at=NOW) is not None for _ in range(2)] for step in steps
    ]

    assert taken == [[True, True], [True, False], [True, False], [True, False]]
    assert store.drafts.of_id("d1") == draft(
        state=DraftState.RELEASED, accepted=("Nepall=NPL",), order=order(), release=2, entries=40
    )
    assert store.drafts.take("d2", Withdraw(), by="desk", at=NOW) is None


def test_what_was_withdrawn_is_emptied(store: Store) -> None:
    store.drafts.add(draft())
    store.drafts.take("d1", Withdraw(), by="desk", at=NOW)

    assert store.drafts.of_id("d1") == draft(state=DraftState.WITHDRAWN, content=b"")


def test_what_is_old_is_forgotten_unless_it_is_being_released(store: Store) -> None:
    for each in (draft(), draft("d2"), draft("d3", at=NOW + DAY)):
        store.drafts.add(each)
    store.drafts.take("d2", Ask(order()), by="desk", at=NOW)

    assert [store.drafts.forget(NOW + HOUR, at=NOW + DAY) for _ in range(2)] == [1, 0]
    assert [each.id for each in store.drafts.listed()] == ["d3", "d2"]


def test_the_trail_names_the_draft_and_nothing_of_it(store: Store) -> None:
    store.drafts.add(draft())
    store.drafts.take("d1", Withdraw(), by="another", at=NOW)
    store.drafts.forget(NOW + DAY, at=NOW + DAY)

    assert [(row.by, row.action, row.subject, row.detail) for row in reversed(store.audit.rows())] == [
        ("desk", "upload draft", "draft d1", ""),
        ("another", "withdraw draft", "draft d1", ""),
        ("uprcycle", "forget draft", "draft d1", ""),
    ]


def test_its_content_is_sealed_in_the_database_and_what_no_key_opens_is_not_lost(address: str) -> None:
    with closing(open_store(address, Reversed(b"?"))) as store:
        store.drafts.add(draft())
        assert list(store.sealed.values()) == [draft().content[::-1] + b"?"]

    with closing(open_store(address, Reversed())) as store:
        taken = store.drafts.take("d1", Confirm(()), by="desk", at=NOW)
        assert taken == draft(content=b"")

    with closing(open_store(address, Reversed(b"?"))) as store:
        assert store.drafts.of_id("d1") == draft()
