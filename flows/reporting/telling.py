"""Telling Prefect what happened, so that operators can build on it: best effort, and each once.

A mark in our store says up to when all was told, so that what happened while Prefect was away is told
when it is back. Nothing waits for it, nothing fails with it, and nothing of Prefect is imported.
"""

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import httpx

from flows.installation.looking import Rhythm, looking
from flows.installation.wiring import Wiring
from flows.reporting.events import Event
from flows.reporting.happenings import Stretch, events_in
from flows.watch.scheduler import sign_in

_LOG = logging.getLogger("uprcycle.events")
_TOLD = "events"  # beats with the moment up to which all was told

_KEPT = timedelta(days=7)
"""How long Prefect keeps events: what is older is of no use to it."""

_OVERLAP = timedelta(minutes=10)
"""What was written may become visible later than its own moment; Prefect knows the id of what it was told."""

_EVERY = 5.0
_SECONDS = 2.0
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Told:
    """How many events were told now; ``problem`` says why none were, empty where nothing stood in the way."""

    events: int = 0
    problem: str = ""

    def as_words(self) -> str:
        """Return it in a few words, for the final message of a run."""
        if self.problem:
            return f"events wait ({self.problem})"
        return f"{self.events} event{'s' * (self.events != 1)} told" if self.events else "no event"


def tell_events(wiring: Wiring) -> Told:
    """Tell Prefect all that it was not told yet; never raises, and gives up after two seconds of silence.

    It goes by the clock of the installation, whichever day a flow acts for. Where no Prefect is named
    by PREFECT_API_URL, what happens waits to be told. An installation tells nothing of what was before
    its first telling.
    """
    api = os.environ.get("PREFECT_API_URL", "").rstrip("/")
    if not api or wiring.is_rehearsal:
        return Told()
    try:
        return _tell(wiring, api)
    except Exception as fault:  # noqa: BLE001 - whatever it is, those who send and publish go on
        _LOG.warning("events could not be told: %s", type(fault).__name__)
        return Told(problem=type(fault).__name__)


@contextmanager
def telling(wiring: Wiring, every: float = _EVERY) -> Iterator[None]:
    """Tell what happened within seconds, in a thread, until the block ends.

    A look costs one question to the store while nothing is written. What could not be told then is
    told by the next round.
    """
    seen = -1

    def look() -> None:
        nonlocal seen
        last = wiring.store.audit.last()
        if last != seen:
            tell_events(wiring)
            seen = last

    with looking(look, Rhythm("events", every, _SECONDS), "events could not be told"):
        yield


def _tell(wiring: Wiring, api: str) -> Told:
    now = wiring.now()
    mark = wiring.store.heartbeats.last(_TOLD)
    if mark is None:
        wiring.store.heartbeats.beat(_TOLD, now)
        return Told()
    since = max(mark - _OVERLAP, now - _KEPT)
    found = events_in(wiring, Stretch(since, now))
    _post(api, found)
    if mark < now:
        wiring.store.heartbeats.beat(_TOLD, now)
    return Told(sum(each.occurred > mark for each in found))


def _post(api: str, events: Sequence[Event]) -> None:
    """Hand events over by the hundred; what Prefect has already it passes over, by its id."""
    with httpx.Client(timeout=_SECONDS, trust_env=False, auth=sign_in()) as client:
        for start in range(0, len(events), _AT_ONCE):
            several = [each.as_json() for each in events[start : start + _AT_ONCE]]
            client.post(f"{api}/events", json=several).raise_for_status()
