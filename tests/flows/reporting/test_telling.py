"""Events are told once each, those of an outage afterwards, and nothing ever waits for it."""

import json
import time
from datetime import datetime, timedelta

import pytest

from flows.installation.wiring import Wiring
from flows.reporting.telling import Told, tell_events, telling
from tests.flows.installed import NOON
from tests.flows.released import released_for
from tests.flows.scheduled import Runs, answering
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.reviews.phases import Phase
from uprcycle.store.ports import Passage

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
BEFORE = NOON


class Hands:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = BEFORE

    def __call__(self) -> datetime:
        return self.now


def entering(hands: Hands) -> Wiring:
    wiring = released_for("NIC", now=hands)
    tomorrow = BEFORE + DAY
    wiring.store.passages.note([Passage("NIC", 4, Phase.MID_TERM, tomorrow.date(), tomorrow)])
    return wiring


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def wiring(hands: Hands) -> Wiring:
    """Return an installation that has told all up to now, and in which a review enters a phase tomorrow."""
    wiring = entering(hands)
    wiring.store.heartbeats.beat("events", BEFORE)
    return wiring


def told_to(runs: Runs) -> list[str]:
    return [each["payload"]["text"] for _, _, body in runs.asked for each in json.loads(body)]


def await_first(runs: Runs) -> None:
    """Return when something was told, or after ten seconds."""
    deadline = time.monotonic() + 10
    while not runs.asked and time.monotonic() < deadline:
        time.sleep(0.01)


def test_what_happened_is_told_once_and_what_is_told_again_has_the_same_id(
    wiring: Wiring, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    with answering(Runs()) as runs:
        monkeypatch.setenv("PREFECT_API_URL", runs.api)
        hands.now = BEFORE + DAY
        first = tell_events(wiring)
        hands.now += MINUTE
        again = tell_events(wiring)
        hands.now += 20 * MINUTE
        tell_events(wiring)
        once_more = len(runs.asked)
        tell_events(wiring)

    assert (first.as_words(), again.as_words()) == ("1 event told", "no event")
    assert set(told_to(runs)) == {"Nicaragua, cycle 4: mid-term since 2026-11-22"}
    assert len({each["id"] for _, _, body in runs.asked for each in json.loads(body)}) == 1
    assert len(runs.asked) == once_more  # what is older than ten minutes is not told again
    assert {path for path, *_ in runs.asked} == {"/api/events"}


def test_what_happened_while_prefect_was_away_is_told_when_it_is_back(
    wiring: Wiring, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    with answering(Runs()) as runs:
        monkeypatch.setenv("PREFECT_API_URL", runs.api)
        runs.rows, hands.now = None, BEFORE + DAY
        failed = tell_events(wiring)
        runs.rows, hands.now = [], BEFORE + 2 * DAY
        back = tell_events(wiring)

    assert (failed, back) == (Told(problem="HTTPStatusError"), Told(1))
    assert failed.as_words() == "events wait (HTTPStatusError)"
    assert told_to(runs) == 2 * ["Nicaragua, cycle 4: mid-term since 2026-11-22"]


def test_nothing_waits_for_a_prefect_that_is_not_there(
    wiring: Wiring, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.now = BEFORE + DAY
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    nowhere = tell_events(wiring)
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:1/api")
    dead = tell_events(wiring)

    assert (nowhere, dead) == (Told(), Told(problem="ConnectError"))
    assert wiring.store.heartbeats.last("events") == BEFORE


def test_an_installation_tells_nothing_of_the_time_before_its_first_telling(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiring = entering(hands)
    with answering(Runs()) as runs:
        monkeypatch.setenv("PREFECT_API_URL", runs.api)
        assert tell_events(wiring) == Told()
        hands.now = BEFORE + DAY
        assert tell_events(wiring) == Told(1)


def test_what_prefect_would_throw_away_at_once_is_not_told(
    wiring: Wiring, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    with answering(Runs()) as runs:
        monkeypatch.setenv("PREFECT_API_URL", runs.api)
        hands.now = BEFORE + 9 * DAY
        assert (tell_events(wiring), runs.asked) == (Told(), [])


def test_a_server_tells_of_a_task_within_seconds_and_asks_its_store_alone_meanwhile(
    wiring: Wiring, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    with answering(Runs()) as runs:
        monkeypatch.setenv("PREFECT_API_URL", runs.api)
        with telling(wiring, every=0.02):
            hands.now = BEFORE + MINUTE
            wiring.store.ticks.record(
                Tick("NIC", 4, "lookup-review-slot", "RCO Nicaragua", TaskState.DONE, "p", hands.now)
            )
            await_first(runs)

    assert told_to(runs) == ["Nicaragua, cycle 4: done: Find out when the State will be reviewed"]


def test_a_dry_run_tells_nothing(wiring: Wiring, hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(Runs()) as runs:
        monkeypatch.setenv("PREFECT_API_URL", runs.api)
        hands.now = BEFORE + DAY
        assert (tell_events(wiring.rehearsal()), runs.asked) == (Told(), [])
