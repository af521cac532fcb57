"""A round over all States: what our own functions take, and what Prefect adds, by States that changed.

    python benchmarks/bench_round.py                                    # 193 States, 0, 1, 14, 193 changed
    python benchmarks/bench_round.py --states 1930 --changed 0 14 1930  # ten States for each that there is
    python benchmarks/bench_round.py --changed 193 --workers 1 2 4      # threads that visit States

The flow runs in this process against the Prefect of PREFECT_API_URL, or one that is started for it;
``own`` is the same round by plain functions. Each works on an installation of its own, in memory, that
has published a release and then got another one that puts off the reviews of some States, of which no
feed says anything yet. A State that is made up is a copy of one that there is, under a code of its own;
it has that one's slot, rules and dates, so the work for it is real. Nobody holds an office, so no mail is
written. Prints JSON lines; ``worked`` are the seconds of a core that this process took, and ``load`` is how
many programs wanted one.
"""

import argparse
import asyncio
import json
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from itertools import cycle, islice, product
from pathlib import Path
from string import ascii_uppercase

from bench_release import shifted

import flows.installation.wiring
from flows.cycle.going_round import go_round
from flows.engine.server import set_environment
from flows.feeds.publishing import publish
from flows.installation.settings import Settings
from flows.installation.wiring import Wiring
from uprcycle.countries import Countries
from uprcycle.schedule.session import Schedule
from uprcycle.store.memory import MemoryStore
from uprcycle.store.packaged import load_countries, load_ruleset, load_schedule
from uprcycle.store.ports import Revision

WEEK = timedelta(weeks=1)


@cache
def made_up(count: int) -> dict[str, str]:
    """Return so many codes, each with the State it is a copy of; those that there are come first."""
    real = [each.iso3 for each in load_countries().members()]
    free = ("".join(letters) for letters in product(ascii_uppercase, repeat=3))
    unused = (each for each in free if each not in load_countries())
    return dict(zip([*real, *islice(unused, max(0, count - len(real)))], cycle(real), strict=False))


def countries_of(count: int) -> Countries:
    """Return so many States."""
    known = load_countries()
    others = (replace(known[like], iso3=code) for code, like in made_up(count).items() if code != like)
    return Countries((*known, *others))


def schedule_of(count: int, changed: int) -> Schedule:
    """Return the fourth cycle of so many States, the reviews of the first ``changed`` a week later."""
    packaged = load_schedule()
    slots = {each.country: each for each in packaged.slots if each.cycle == packaged.slots[-1].cycle}
    codes = list(made_up(count).items())[:count]
    copies = [replace(slots[like], country=code) for code, like in codes]
    moved = [replace(each, dates=shifted(each.dates, WEEK)) for each in copies[:changed]]
    return replace(packaged, slots=(*moved, *copies[changed:]))


@cache
def histories(count: int) -> tuple[Revision, ...]:
    """Return what the feeds say of so many States after the first release."""
    wiring = founded(count)
    publish(wiring)
    return tuple(wiring.store.revisions.current().values())


def founded(count: int) -> Wiring:
    """Return an installation of so many States that has published nothing."""
    store = MemoryStore()
    wiring = Wiring(Settings(), store)
    _release(wiring, schedule_of(count, 0))
    return wiring


def installed(count: int, changed: int) -> Wiring:
    """Return an installation that has gone round, and then got a release of which no feed says anything."""
    wiring, said = founded(count), histories(count)
    wiring.store.revisions.save(said, at=wiring.now())
    go_round(wiring, wiring.today())
    if changed:
        _release(wiring, schedule_of(count, changed))
    wiring.world().timetables()
    return wiring


def _release(wiring: Wiring, schedule: Schedule) -> None:
    wiring.store.releases.add(schedule, load_ruleset(), by="a benchmark", note="", source="", at=wiring.now())


@dataclass(frozen=True, slots=True)
class Taken:
    """The seconds that something took, and those that this process worked; not those of Prefect's server."""

    whole: float
    worked: float


class Clock:
    """Counts from its making on."""

    def __init__(self) -> None:
        """Begin."""
        self._whole, self._worked = time.perf_counter(), time.process_time()

    def taken(self) -> Taken:
        """Return what was taken since."""
        whole, worked = time.perf_counter() - self._whole, time.process_time() - self._worked
        return Taken(round(whole, 2), round(worked, 2))


def own_seconds(count: int, changed: int) -> Taken:
    """Return how long the round takes by plain functions."""
    wiring = installed(count, changed)
    clock = Clock()
    report = go_round(wiring, wiring.today())
    taken = clock.taken()
    check(len(report.visits), changed)
    return taken


def flow_seconds(count: int, changed: int, workers: int) -> Taken:
    """Return how long the flow takes."""
    from prefect.task_runners import ThreadPoolTaskRunner  # noqa: PLC0415 - likewise

    import flows.round as room  # noqa: PLC0415 - Prefect reads the environment when imported

    wiring = installed(count, changed)
    room.wire = lambda: wiring
    flow = room.round_flow.with_options(task_runner=ThreadPoolTaskRunner(max_workers=workers))
    clock = Clock()
    state = asyncio.run(flow(return_state=True))
    taken = clock.taken()
    if not state.is_completed():
        raise RuntimeError(state.message)
    return taken


def check(visited: int, changed: int) -> None:
    """Go on only if the round did what is measured; a State without a date cannot be put off."""
    if not changed - 2 <= visited <= changed:
        raise RuntimeError(f"{visited} States were visited, and {changed} had changed")


def figures(count: int, changed: int, workers: Sequence[int]) -> None:
    """Print a line for each number of workers."""
    own = own_seconds(count, changed)
    for each in workers:
        flow = flow_seconds(count, changed, each)
        row = {
            "name": f"round over {count} States, {changed} changed, {each} workers",
            "value": flow.whole,
            "unit": "s",
            "worked": flow.worked,
            "peer": "the same without Prefect",
            "peer_value": own.whole,
            "peer_worked": own.worked,
            "load": round(os.getloadavg()[0], 1),
        }
        print(json.dumps(row), flush=True)


def main() -> None:
    """Print the figures that were asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--states", type=int, default=193)
    parser.add_argument("--changed", type=int, nargs="+", default=[0, 1, 14, 193])
    parser.add_argument("--workers", type=int, nargs="+", default=[2])
    chosen = parser.parse_args()
    flows.installation.wiring.load_countries = lambda: countries_of(chosen.states)  # type: ignore[attr-defined]
    is_given = "PREFECT_API_URL" in os.environ
    with tempfile.TemporaryDirectory() as folder:
        set_environment(Settings(data_dir=Path(folder)))
        if not is_given:
            os.environ.pop("PREFECT_API_URL")  # a server of its own, for as long as this runs
            os.environ["PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS"] = "120"
        flow_seconds(chosen.states, 0, 1)  # the server starts, and the pages of all States are written
        for each in chosen.changed:
            figures(chosen.states, each, chosen.workers)


if __name__ == "__main__":
    main()
