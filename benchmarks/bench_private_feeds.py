"""What the first fetch of a private feed costs, alone and once others of its office were fetched.

Two thousand feeds of twenty offices, a hundred people each, over SQLite. The peer is the same feed
rendered and packed with nothing known, in turn with the others. Prints JSON lines; ``load`` is how
many programs wanted a core.
"""

import json
import os
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from calendars.access import digest_of, make_id, make_token
from flows.feeds.binding import Binder
from flows.feeds.fetches import Fetches
from flows.feeds.private_feeds import PrivateFeeds, open_on
from flows.feeds.publishing import publish
from flows.installation.founding import found
from flows.installation.settings import Settings
from flows.installation.wiring import Wiring
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.subscriptions import LIFETIME, Scope, Subscription

OFFICES, PEOPLE = 20, 100
SAMPLE = 40  # feeds that are rendered alone, too


def subscribe(wiring: Wiring) -> list[list[str]]:
    """Give each invented person a feed and return the tokens of each office."""
    now, states = wiring.now(), sorted(wiring.world().running)[:OFFICES]
    found = []
    for state in states:
        office = Office(f"RCO {state}", state, frozenset({Role.RCO, Role.UNCT}))
        people = [Person(f"p-{state}-{n}", f"Person {n}", f"p{n}.{state}@example.org") for n in range(PEOPLE)]
        wiring.store.people.save([Assignment(each, office) for each in people], by="benchmark", at=now)
        tokens = [make_token() for _ in people]
        for person, token in zip(people, tokens, strict=True):
            subscription = Subscription(
                id=make_id(),
                person=person.id,
                title=f"UPR: {person.name}",
                scope=Scope.PERSON,
                digest=digest_of(token),
                made=now,
                expires=wiring.today() + LIFETIME,
            )
            wiring.store.subscriptions.add(subscription, by="benchmark")
        found.append(tokens)
    return found


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long one run takes."""
    began = perf_counter()
    work()
    return 1000 * (perf_counter() - began)


def alone(wiring: Wiring, count: int) -> list[float]:
    """Return what so many feeds cost with nothing known but the world."""
    edition, day = wiring.edition(), wiring.today()
    opened = list(open_on(wiring, day))

    def bind(number: int) -> None:
        binder = Binder(wiring)
        view = binder.view(opened[number], edition, wiring.written(), day)
        binder.bind(view, edition).packed()

    every = len(opened) // count
    return [milliseconds(lambda number=each * every: bind(number)) for each in range(count)]  # type: ignore[misc]


def line(name: str, values: Sequence[float], peer: float) -> str:
    """Write the middle and the end of some figures beside the middle of the peer's."""
    last = sorted(values)[int(0.99 * len(values))]
    figures = {"value": round(median(values), 2), "p99": round(last, 2), "unit": "ms"}
    beside = {"peer": "rendered alone", "peer_value": round(peer, 2)}
    ratio = {"ratio": round(peer / median(values), 1), "load": round(os.getloadavg()[0], 1)}
    return json.dumps({"name": name, **figures, **beside, **ratio})


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        wiring = found(Settings(data_dir=Path(folder))).wiring
        publish(wiring)
        offices = subscribe(wiring)
        feeds = PrivateFeeds(wiring, Fetches(lambda _: None, seconds=3600))
        wiring.edition()
        peer = median(alone(wiring, SAMPLE))
        firsts = [milliseconds(lambda at=tokens[0]: feeds(at, "other")) for tokens in offices]  # type: ignore[misc]
        others = [milliseconds(lambda at=at: feeds(at, "other")) for tokens in offices for at in tokens[1:]]  # type: ignore[misc]
        state = next(iter(sorted(wiring.world().running)))
        wiring.store.ticks.record(
            Tick(
                state,
                wiring.world().running[state],
                "integrate-into-unsdcf",
                f"RCO {state}",
                TaskState.DONE,
                "benchmark",
                datetime(2026, 11, 22, tzinfo=UTC),
            )
        )
        again = [milliseconds(lambda at=at: feeds(at, "other")) for tokens in offices for at in tokens]  # type: ignore[misc]
        print(line("the first feed of each of 20 offices", firsts, peer))
        print(line("the first fetch of 1,980 more feeds of these offices", others, peer))
        print(line("all 2,000 feeds, after one office ticked a task", again, peer))


if __name__ == "__main__":
    main()
