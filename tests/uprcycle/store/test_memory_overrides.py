"""The dates set by hand in memory, beside what test_overrides says of every store."""

from concurrent.futures import ThreadPoolExecutor

from tests.uprcycle.store.build import override
from uprcycle.store.memory import MemoryStore
from uprcycle.timetable.override import Aim


def test_threads_that_set_dates_at_once_get_numbers_of_their_own() -> None:
    store = MemoryStore()
    aims = [Aim(f"task-{number}", "KEN", 4) for number in range(40)]

    with ThreadPoolExecutor(8) as threads:
        added = list(threads.map(lambda aim: store.overrides.add(override(aim)), aims))

    assert sorted(each.number for each in added) == list(range(1, 41))
    assert [each.number for each in store.overrides.all()] == list(range(1, 41))
