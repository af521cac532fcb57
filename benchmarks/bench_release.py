"""How long a plan and a release of a whole cycle take, beside a plain recompute of its timetables.

Prints JSON lines; ``load`` is how many programs wanted a core, so that a figure from a busy machine
shows as one. A full reload comes in three kinds: nothing differs, the last session is put off by
half a year, and every review of the cycle is a week later. Releases are on SQLite, with their own
plan and with the feeds told. The goals are 2 seconds for a plan and 3 for a release.
"""

import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from flows.feeds.publishing import publish
from flows.installation.founding import found
from flows.installation.settings import Settings
from flows.installation.wiring import Wiring, wire
from flows.releases.releasing import Draft, Signature, preview, read_draft, release_draft
from uprcycle.days.span import Days, Instant, Unknown
from uprcycle.schedule.document import write_document
from uprcycle.schedule.session import Published, Schedule
from uprcycle.timetable.world import World

WEEK, HALF_A_YEAR = timedelta(weeks=1), timedelta(weeks=26)


def later(schedule: Schedule, first: int, by: timedelta) -> Schedule:
    """Return ``schedule`` with the sessions from number ``first`` on, and their reviews, later."""
    return replace(
        schedule,
        sessions=tuple(
            replace(each, dates=shifted(each.dates, by)) if each.number >= first else each
            for each in schedule.sessions
        ),
        slots=tuple(
            replace(each, dates=shifted(each.dates, by)) if (each.session or 0) >= first else each
            for each in schedule.slots
        ),
    )


def shifted(dates: Published, by: timedelta) -> Published:
    """Return a published date later."""
    match dates.span:
        case Unknown():
            return dates
        case Instant() as span:
            return replace(dates, span=Instant(span.start + by, span.end + by))
        case Days() as span:
            return replace(dates, span=Days(span.first + by, span.last + by, span.precision))


def seconds_of(work: Callable[[], object]) -> float:
    """Return how long one run takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def cold(home: Path) -> Wiring:
    """Return an installation that has computed nothing yet."""
    return wire(Settings(data_dir=home))


def plain(wiring: Wiring) -> float:
    """Return how long the timetables of the cycle in force take and nothing else: the peer."""
    world = wiring.world()
    again = World(world.release, world.countries, world.rulesets.values())
    return seconds_of(again.timetables)


def line(name: str, value: float, peer: float) -> str:
    """Write one figure beside the plain recompute."""
    figures = {"value": round(value, 3), "unit": "s", "peer": "193 timetables", "peer_value": round(peer, 3)}
    load = round(os.getloadavg()[0], 1)
    return json.dumps({"name": name, **figures, "ratio": round(value / peer, 2), "load": load})


def measure(home: Path, draft: Draft) -> tuple[float, float]:
    """Return how long the plan and then the release of a draft take, each from a cold start."""
    planned = seconds_of(lambda: preview(cold(home), draft))
    digest = preview(cold(home), draft).plan.digest
    signature = Signature("benchmark", "measured", confirmed_by="another")
    return planned, seconds_of(lambda: release_draft(cold(home), draft, digest, signature))


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        wiring = found(Settings(data_dir=home)).wiring
        publish(wiring)
        schedule = wiring.world().release.schedule
        content = json.dumps(write_document(schedule)).encode()
        peer = plain(wiring)
        same = seconds_of(lambda: preview(cold(home), read_draft(cold(home), "again.json", content)))
        print(line("read, check and plan the schedule in force again", same, peer))
        for what, first, by in (("the last session", 54, HALF_A_YEAR), ("every session", 40, WEEK)):
            peer = plain(wiring)  # anew, because the machine may be busier by now
            planned, released = measure(home, Draft(later(schedule, first, by)))
            print(line(f"plan a full reload that moves {what}", planned, peer))
            print(line(f"release it ({what}), plan and feeds included", released, peer))


if __name__ == "__main__":
    main()
