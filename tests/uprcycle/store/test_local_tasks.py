"""What offices add to their lists: numbered, dropped once, kept for ever; on every store."""

from dataclasses import replace
from datetime import date

import pytest

from tests.uprcycle.store.build import HOUR, NEPAL_TIME, NOW
from uprcycle.checklist.local import LocalTask
from uprcycle.errors import RefusedError
from uprcycle.store.ports import Store

HALL = LocalTask("KEN", 4, "RCO Kenya", "Book the {hall}", date(2027, 3, 1), "amina", NOW)


def test_tasks_come_back_by_number_of_their_review_alone(store: Store) -> None:
    first, *_, last = (
        store.local_tasks.add(each)
        for each in (HALL, replace(HALL, country="UGA"), replace(HALL, cycle=3), replace(HALL, title="Again"))
    )

    assert store.local_tasks.of("KEN", 4) == (first, last)
    assert (first, last.title) == (replace(HALL, number=first.number), "Again")
    assert 0 < first.number < last.number


def test_a_dropped_task_stays_on_record_and_is_dropped_once(store: Store) -> None:
    added = store.local_tasks.add(HALL)

    gone = store.local_tasks.drop(added.number, by="boris", at=(NOW + HOUR).astimezone(NEPAL_TIME))

    assert gone == replace(added, dropped_by="boris", dropped_at=NOW + HOUR)
    assert store.local_tasks.of("KEN", 4) == (gone,)
    with pytest.raises(RefusedError, match=f"no office has a task {added.id} on its list"):
        store.local_tasks.drop(added.number, by="boris", at=NOW)
    assert store.local_tasks.of("KEN", 4) == (gone,)


def test_a_task_that_is_not_there_cannot_be_dropped(store: Store) -> None:
    with pytest.raises(RefusedError, match="no office has a task local-9 on its list"):
        store.local_tasks.drop(9, by="boris", at=NOW)

    assert store.audit.rows() == ()


def test_the_trail_names_the_task_and_not_what_it_says(store: Store) -> None:
    added = store.local_tasks.add(HALL)
    store.local_tasks.drop(added.number, by="boris", at=NOW)

    assert [(each.by, each.action, each.subject, each.detail) for each in store.audit.rows()] == [
        ("boris", "drop task", f"KEN 4 {added.id}", "2027-03-01"),
        ("amina", "add task", f"KEN 4 {added.id}", "2027-03-01"),
    ]
