"""Who is not told of a task for a while: at most one pause of a person on a task stands; on every store."""

from dataclasses import replace
from typing import Any

import pytest

from tests.uprcycle.store.build import HOUR, NEPAL_TIME, NOW, pause
from uprcycle.checklist.pause import PauseKind
from uprcycle.errors import RefusedError
from uprcycle.store.ports import Store


def test_pauses_come_back_by_number_of_their_review_and_of_all(store: Store) -> None:
    first, elsewhere, _, last = (
        store.pauses.add(each)
        for each in (
            pause(at=NOW.astimezone(NEPAL_TIME)),
            pause(country="UGA"),
            pause(cycle=3),
            pause(PauseKind.NOT_MINE, task="report"),
        )
    )

    assert store.pauses.of("KEN", 4) == (first, last)
    assert (first, first.at.isoformat()) == (
        replace(pause(), number=first.number),
        "2026-05-04T07:00:00.123456+00:00",
    )
    assert 0 < first.number < elsewhere.number < last.number
    assert [each.number for each in store.pauses.standing()] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("other", "stands"),
    [
        ({"kind": PauseKind.NOT_MINE}, False),
        ({"day": NOW.date()}, False),
        ({"task": "report"}, True),
        ({"office": "UNCT Kenya"}, True),
        ({"person": "p-binod"}, True),
    ],
)
def test_a_pause_takes_the_place_of_the_one_on_the_same_task(
    store: Store, other: dict[str, Any], *, stands: bool
) -> None:
    first = store.pauses.add(pause())
    second = store.pauses.add(pause(at=NOW + HOUR, **other))

    kept = first if stands else replace(first, lifted_at=NOW + HOUR)
    assert store.pauses.of("KEN", 4) == (kept, second)
    assert store.pauses.standing() == ((first, second) if stands else (second,))


def test_a_pause_is_lifted_once_and_stays_on_record(store: Store) -> None:
    added = store.pauses.add(pause())

    lifted = store.pauses.lift(added.number, at=(NOW + HOUR).astimezone(NEPAL_TIME))

    assert lifted == replace(added, lifted_at=NOW + HOUR)
    assert (store.pauses.of("KEN", 4), store.pauses.standing()) == ((lifted,), ())
    for number in (added.number, 9):
        with pytest.raises(RefusedError, match=f"there is no pause {number} that stands"):
            store.pauses.lift(number, at=NOW)


def test_the_trail_says_who_is_not_told_of_what(store: Store) -> None:
    added = store.pauses.add(pause())
    store.pauses.lift(added.number, at=NOW + HOUR)

    assert [(each.at, each.by, each.action, each.subject, each.detail) for each in store.audit.rows()] == [
        (NOW + HOUR, "p-amina", "end pause", "KEN 4 brief", "snoozed"),
        (NOW, "p-amina", "pause", "KEN 4 brief", "snoozed 2026-05-11"),
    ]


def test_pauses_are_forgotten_for_good_by_number(store: Store) -> None:
    first, second = store.pauses.add(pause()), store.pauses.add(pause(task="report"))
    store.pauses.lift(first.number, at=NOW + HOUR)

    assert [each.number for each in store.pauses.all()] == [first.number, second.number]
    assert [store.pauses.forget([first.number, 99]), store.pauses.forget([first.number])] == [1, 0]
    assert store.pauses.all() == store.pauses.standing() == (second,)
