"""Heartbeats: the last one of each name, and no trace of the others; on every store."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.uprcycle.store.build import HOUR, NEPAL_TIME, NOW
from tests.uprcycle.store.stores import SQLITE
from uprcycle.store.database import open_store
from uprcycle.store.ports import Store


def test_what_never_ran_has_no_beat(store: Store) -> None:
    store.heartbeats.beat("round", NOW)

    assert store.heartbeats.last("review cycle") is None


def test_last_beat_of_each_name_is_kept(store: Store) -> None:
    store.heartbeats.beat("round", NOW)
    store.heartbeats.beat("review cycle", NOW + HOUR)
    store.heartbeats.beat("round", NOW + 2 * HOUR)

    assert store.heartbeats.last("round") == NOW + 2 * HOUR
    assert store.heartbeats.last("review cycle") == NOW + HOUR


def test_moment_of_a_beat_comes_back_in_utc(store: Store) -> None:
    store.heartbeats.beat("round", NOW.astimezone(NEPAL_TIME))
    beat = store.heartbeats.last("round")

    assert beat is not None
    assert beat.isoformat() == "2026-05-04T07:00:00.123456+00:00"


def test_naive_moment_is_refused_and_the_earlier_beat_stays(store: Store) -> None:
    store.heartbeats.beat("round", NOW)

    with pytest.raises(ValueError, match="has no zone"):
        store.heartbeats.beat("round", (NOW + HOUR).replace(tzinfo=None))

    assert store.heartbeats.last("round") == NOW


def test_beat_leaves_no_row_in_the_audit_trail(store: Store) -> None:
    store.heartbeats.beat("round", NOW)

    assert store.audit.rows() == ()


@pytest.mark.parametrize("database_kind", [SQLITE])
def test_beat_outlives_its_process(address: str) -> None:
    first = open_store(address)
    first.heartbeats.beat("round", NOW)
    first.close()
    second = open_store(address)

    assert second.heartbeats.last("round") == NOW
    second.close()


def test_of_many_who_ask_within_a_spell_one_has_the_turn(store: Store) -> None:
    asked = [NOW, NOW, NOW + HOUR / 2, NOW + HOUR, NOW + HOUR, NOW + HOUR / 2, NOW]

    assert [store.heartbeats.take_turn("mail", each, HOUR) for each in asked] == [
        *(True, False, False),
        *(True, False),
        *(False, True),  # the clock went back by more than a spell
    ]
    assert store.heartbeats.take_turn("other", NOW, HOUR)


def test_threads_that_ask_at_once_share_one_turn(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        turns = list(pool.map(lambda _: store.heartbeats.take_turn("mail", NOW, HOUR), range(16)))

    assert turns.count(True) == 1
