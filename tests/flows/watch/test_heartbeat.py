"""The last round: kept, found again, late after two hours, and told to whom watches the installation."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from flows.site.pages import readiness
from flows.watch.heartbeat import is_late, last_round, note_alarm, note_round, note_well, open_alarms
from tests.flows.installed import NOON, founded_memory, stored, wiring_over
from uprcycle.store.memory import MemoryStore
from web.sources import Readiness


def test_no_round_is_known_before_the_first() -> None:
    assert last_round(founded_memory()) is None


def test_the_last_round_is_found_again() -> None:
    moments = iter([NOON, NOON + timedelta(hours=1)])
    wiring = founded_memory(lambda: next(moments))
    note_round(wiring)
    note_round(wiring)

    assert last_round(wiring) == NOON + timedelta(hours=1)


@pytest.mark.parametrize(
    ("ago", "late"),
    [
        (timedelta(0), False),
        (timedelta(hours=1), False),
        (timedelta(hours=2), False),
        (timedelta(hours=2, microseconds=1), True),
        (timedelta(days=9), True),
    ],
)
def test_a_round_is_late_after_two_hours(ago: timedelta, *, late: bool) -> None:
    assert is_late(NOON - ago, NOON) == late


def test_an_alarm_is_open_until_it_is_well_again_each_for_itself() -> None:
    wiring = founded_memory()
    seen = [open_alarms(wiring, ("a", "b"))]
    for count, (note, name) in enumerate(
        [(note_alarm, "b"), (note_alarm, "a"), (note_well, "b"), (note_alarm, "b")]
    ):
        note(wiring, name, NOON + count * timedelta(hours=1))
        seen.append(open_alarms(wiring, ("a", "b")))

    assert seen == [(), ("b",), ("a", "b"), ("a",), ("a", "b")]


def test_readiness_tells_the_release_and_the_last_round() -> None:
    wiring = founded_memory()
    before = readiness(wiring)
    note_round(wiring)

    assert (before, readiness(wiring)) == (Readiness(1), Readiness(1, NOON))


def test_an_installation_without_a_release_is_not_ready() -> None:
    assert readiness(wiring_over(MemoryStore())) == Readiness(
        problem="nothing is released yet; run `uprcycle init` first"
    )


UNREADABLE = "DROP TRIGGER release_refuses_update; UPDATE release SET schedule = '{'"


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        ("DROP TABLE release", "the store cannot be used"),
        ("DROP TABLE heartbeat", "the store cannot be used"),
        (UNREADABLE, "the store cannot be read: JSONDecodeError"),
    ],
)
def test_a_damaged_store_is_not_ready_and_raises_nothing(home: Path, damage: str, problem: str) -> None:
    with closing(sqlite3.connect(home / "uprcycle.db")) as database:
        database.executescript(damage)

    assert readiness(stored(home)) == Readiness(problem=problem)
