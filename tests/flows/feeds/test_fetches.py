"""Fetches are gathered, kept together and soon, and never lost in silence."""

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from threading import Event

import pytest

from flows.feeds.fetches import Fetches
from tests.flows.installed import NOON
from uprcycle.errors import RefusedError
from uprcycle.subscriptions import Fetch

HOUR = timedelta(hours=1)
MUCH_LATER = 3600.0


def keeping(kept: list[tuple[Fetch, ...]]) -> Callable[[Iterable[Fetch]], None]:
    return lambda fetches: kept.append(tuple(fetches))


def test_many_fetches_are_kept_together_once_an_hour_for_each_feed() -> None:
    kept: list[tuple[Fetch, ...]] = []
    fetches = Fetches(keeping(kept), MUCH_LATER)
    first, other, later = Fetch("s1", "a", NOON), Fetch("s2", "a", NOON), Fetch("s1", "b", NOON + HOUR)

    for each in (first, other, Fetch("s1", "b", NOON + HOUR / 2), later):
        fetches.note(each)
    assert kept == []
    fetches.flush()
    fetches.note(Fetch("s1", "c", NOON + HOUR))
    fetches.flush()

    assert kept == [(first, other, later)]


def test_they_are_kept_soon_after_the_first() -> None:
    done = Event()
    kept: list[Fetch] = []

    def keep(fetches: Iterable[Fetch]) -> None:
        kept.extend(fetches)
        done.set()

    Fetches(keep, 0.01).note(Fetch("s1", "a", NOON))

    assert done.wait(5)
    assert kept == [Fetch("s1", "a", NOON)]


def test_what_cannot_be_kept_is_said_and_gathered_again(caplog: pytest.LogCaptureFixture) -> None:
    kept: list[tuple[Fetch, ...]] = []

    def keep(fetches: Iterable[Fetch]) -> None:
        kept.append(tuple(fetches))
        if len(kept) == 1:
            raise RefusedError("the store cannot be used")

    fetches = Fetches(keep, MUCH_LATER)
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            fetches.note(Fetch("s1", "a", NOON))
            fetches.flush()

    assert kept == [(Fetch("s1", "a", NOON),)] * 2
    assert caplog.messages == ["fetches of 1 feeds could not be noted: the store cannot be used"]
