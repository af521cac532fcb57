"""Releases: numbered, immutable, found by number and by the day they were in force; on every store."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from tests.uprcycle.store.build import HOUR, NEPAL_TIME, NOW, RULES, override, schedule
from uprcycle.errors import RefusedError
from uprcycle.schedule.release import Release
from uprcycle.schedule.session import Schedule
from uprcycle.store.database import open_store
from uprcycle.store.packaged import load_schedule
from uprcycle.store.ports import ReleaseSummary, Store
from uprcycle.timetable.override import Aim

TINY = schedule("KEN", "NPL")
KENYA, NEPAL = Aim("hrc-adoption", "KEN", 4), Aim("hrc-adoption", "NPL", 4)


def release(store: Store, released: Schedule = TINY, at: datetime = NOW, note: str = "first") -> Release:
    return store.releases.add(released, RULES, by="desk", note=note, source="a list", at=at)


def test_new_store_has_no_release(store: Store) -> None:
    assert store.releases.latest() is None
    assert store.releases.number(1) is None
    assert store.releases.as_of(NOW) is None
    assert store.releases.history() == ()


def test_releases_are_numbered_from_one(store: Store) -> None:
    assert [release(store).number for _ in range(3)] == [1, 2, 3]


def test_release_reads_back_as_it_was_added(store: Store) -> None:
    added = release(store)

    assert added == Release(1, TINY, NOW, "desk", "first", "a list", RULES.digest)
    assert store.releases.latest() == added
    assert store.releases.number(1) == added


@pytest.mark.parametrize("number", [0, -1, 2])
def test_number_that_was_never_given_finds_nothing(store: Store, number: int) -> None:
    release(store)

    assert store.releases.number(number) is None


def test_packaged_schedule_survives_the_store(store: Store) -> None:
    packaged = load_schedule()
    release(store, packaged)

    latest = store.releases.latest()

    assert latest is not None
    assert latest.schedule == packaged
    assert latest.digest == Release(9, packaged, NOW, "", "", "", "").digest


def test_rows_in_another_order_are_the_same_release(store: Store) -> None:
    shuffled = Schedule(sessions=TINY.sessions, slots=TINY.slots[::-1])

    first, second = release(store, shuffled), release(store, TINY)

    assert first.schedule == second.schedule == TINY
    assert [each.digest for each in store.releases.history()] == [first.digest, first.digest]


def test_moment_comes_back_in_utc_whatever_its_zone(store: Store) -> None:
    release(store, at=NOW.astimezone(NEPAL_TIME))

    latest = store.releases.latest()

    assert latest is not None
    assert latest.at.isoformat() == "2026-05-04T07:00:00.123456+00:00"


def test_naive_moment_is_refused_and_changes_nothing(store: Store) -> None:
    with pytest.raises(ValueError, match="has no zone"):
        release(store, at=NOW.replace(tzinfo=None))

    assert store.releases.history() == ()
    assert store.audit.rows() == ()


@pytest.mark.parametrize(
    ("after_first", "expected"),
    [
        pytest.param(timedelta(microseconds=-1), None, id="before-the-first"),
        pytest.param(timedelta(0), 1, id="at-the-very-moment"),
        pytest.param(2 * HOUR - timedelta(microseconds=1), 1, id="just-before-the-second"),
        pytest.param(2 * HOUR, 2, id="at-the-second"),
        pytest.param(timedelta(days=365), 3, id="long-after"),
    ],
)
def test_as_of_finds_what_was_in_force(store: Store, after_first: timedelta, expected: int | None) -> None:
    for hours in (0, 2, 3):
        release(store, at=NOW + hours * HOUR)

    found = store.releases.as_of(NOW.astimezone(NEPAL_TIME) + after_first)

    assert (found and found.number) == expected


def test_history_tells_of_each_release_without_its_schedule(store: Store) -> None:
    first, second = release(store), release(store, schedule("KEN"), NOW + HOUR, "only one")

    assert store.releases.history() == (
        ReleaseSummary(1, NOW, "desk", "first", "a list", first.digest, 2, RULES.digest, keeping=0),
        ReleaseSummary(
            2, NOW + HOUR, "desk", "only one", "a list", second.digest, 1, RULES.digest, keeping=0
        ),
    )


@pytest.mark.parametrize("expected", [0, 1, None])
def test_release_upon_the_latest_is_kept(store: Store, expected: int | None) -> None:
    for _ in range(expected or 0):
        release(store)

    added = store.releases.add(TINY, RULES, by="desk", note="", source="", at=NOW, expected=expected)

    assert added.number == (expected or 0) + 1


@pytest.mark.parametrize("expected", [0, 1, 3])
def test_release_upon_another_than_the_latest_is_refused_and_changes_nothing(
    store: Store, expected: int
) -> None:
    kept = [release(store), release(store)]

    with pytest.raises(RefusedError) as caught:
        store.releases.add(TINY, RULES, by="desk", note="", source="", at=NOW, expected=expected)

    assert [each.what for each in caught.value.problems] == [f"the latest release is 2, not {expected}"]
    assert [each.number for each in store.releases.history()] == [each.number for each in kept]
    assert len(store.audit.rows()) == 2


def test_of_many_releases_upon_the_same_one_is_kept(store: Store) -> None:
    release(store)

    def add(_: int) -> bool:
        try:
            store.releases.add(TINY, RULES, by="desk", note="", source="", at=NOW, expected=1)
        except RefusedError:
            return False
        return True

    with ThreadPoolExecutor(max_workers=8) as pool:
        kept = list(pool.map(add, range(16)))

    assert (kept.count(True), len(store.releases.history())) == (1, 2)


@pytest.mark.parametrize("change", ["UPDATE release SET note = 'changed'", "DELETE FROM release"])
def test_database_itself_refuses_to_change_a_release(address: str, change: str) -> None:
    store = open_store(address)
    release(store)
    engine = create_engine(address)

    with engine.begin() as connection, pytest.raises(DBAPIError, match="a release never changes"):
        connection.execute(text(change))

    engine.dispose()
    assert store.releases.latest() == Release(1, TINY, NOW, "desk", "first", "a list", RULES.digest)
    store.close()


def test_releases_made_at_the_same_time_leave_no_gap(store: Store) -> None:
    with ThreadPoolExecutor(max_workers=8) as pool:
        numbers = [each.number for each in pool.map(lambda _: release(store), range(24))]

    assert sorted(numbers) == list(range(1, 25))
    assert sorted(row.number for row in store.audit.rows()) == list(range(1, 25))


# Dates set by hand, compared in the transaction that writes


def add_upon(store: Store, overrides: tuple[int, ...], at: datetime = NOW) -> Release:
    return store.releases.add(TINY, RULES, by="desk", note="", source="", at=at, overrides=overrides)


def test_a_release_with_the_dates_set_by_hand_that_were_planned_is_kept(store: Store) -> None:
    assert add_upon(store, ()).number == 1
    first, second = (store.overrides.add(override(aim)) for aim in (KENYA, NEPAL))

    assert add_upon(store, (second.number, first.number)).number == 2


@pytest.mark.parametrize("planned", [(), (2,), (1, 2)], ids=["set-since", "another", "lifted-since"])
def test_a_release_planned_with_other_dates_set_by_hand_is_refused(
    store: Store, planned: tuple[int, ...]
) -> None:
    store.overrides.add(override(KENYA))
    if 2 in planned:
        store.overrides.lift(store.overrides.add(override(NEPAL)).number, by="desk", at=NOW)
    rows = store.audit.rows()

    with pytest.raises(RefusedError, match="a date was set by hand or taken back in between"):
        add_upon(store, planned)

    assert (store.releases.history(), store.audit.rows()) == ((), rows)


def test_a_date_that_expires_before_the_release_does_not_count_in_it(store: Store) -> None:
    store.overrides.add(override(KENYA, expires=NOW.date()))

    with pytest.raises(RefusedError):
        add_upon(store, (1,), NOW + timedelta(days=1))
    assert add_upon(store, (1,)).number == 1
