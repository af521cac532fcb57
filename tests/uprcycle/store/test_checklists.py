"""Ticks: appended, and the last one counts; on every store."""

from tests.uprcycle.store.build import HOUR, NEPAL_TIME, NOW, tick
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.store.ports import Store


def test_new_store_has_no_tick(store: Store) -> None:
    assert store.ticks.of("KEN", 4) == ()
    assert store.ticks.all() == ()
    assert store.ticks.history("KEN", 4, "brief") == ()


def test_last_tick_of_each_task_counts(store: Store) -> None:
    done, reopened = tick("brief"), tick("brief", TaskState.OPEN, note="one page is missing", at=NOW + HOUR)
    other = tick("annex", TaskState.NOT_APPLICABLE)
    for each in (done, other, reopened):
        store.ticks.record(each)

    assert store.ticks.of("KEN", 4) == (other, reopened)
    assert store.ticks.history("KEN", 4, "brief") == (done, reopened)
    assert store.ticks.history("KEN", 4) == (done, other, reopened)
    assert store.ticks.history("NPL", 4) == ()


def test_last_recorded_counts_even_when_its_moment_is_earlier(store: Store) -> None:
    store.ticks.record(tick("brief"))
    store.ticks.record(tick("brief", TaskState.OPEN, at=NOW - HOUR))

    assert [each.state for each in store.ticks.of("KEN", 4)] == [TaskState.OPEN]


def test_ticks_of_one_review_leave_out_the_others(store: Store) -> None:
    store.ticks.record(tick("brief", country="NPL"))
    store.ticks.record(tick("brief", cycle=3))

    assert store.ticks.of("KEN", 4) == ()
    assert store.ticks.history("KEN", 4, "brief") == ()


def test_all_ticks_come_by_country_cycle_and_task(store: Store) -> None:
    mixed = [
        tick("b", country="NPL"),
        tick("a_b"),
        tick("B"),
        tick("a-c"),
        tick("é"),
        tick("z", cycle=3),
        tick("z", country="KEN", cycle=10),
    ]
    for each in mixed:
        store.ticks.record(each)

    assert [(each.country, each.cycle, each.task) for each in store.ticks.all()] == [
        ("KEN", 3, "z"),
        ("KEN", 4, "B"),
        ("KEN", 4, "a-c"),
        ("KEN", 4, "a_b"),
        ("KEN", 4, "é"),
        ("KEN", 10, "z"),
        ("NPL", 4, "b"),
    ]


def test_moment_of_a_tick_comes_back_in_utc(store: Store) -> None:
    store.ticks.record(tick("brief", at=NOW.astimezone(NEPAL_TIME)))

    (kept,) = store.ticks.of("KEN", 4)

    assert kept == Tick("KEN", 4, "brief", "RCO Kenya", TaskState.DONE, "desk", NOW)
    assert kept.at.isoformat() == "2026-05-04T07:00:00.123456+00:00"
