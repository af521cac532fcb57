"""What the pages of duties cost, in an installation of 193 States with 10,000 people, over SQLite.

Each page is asked 200 times by somebody who holds one office and by somebody who holds eight, with
nothing written meanwhile and with a tick before each. The peer is the promise of 100 ms. Prints JSON lines:
``p50`` and ``p99`` are milliseconds on the clock, ``processor`` those of this process, ``load`` how many
programs wanted a core.

    python benchmarks/bench_duties.py --requests 200
"""

import argparse
import asyncio
import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter, process_time

import httpx

from flows.installation.founding import found
from flows.installation.settings import Settings
from flows.installation.wiring import Wiring
from flows.site.pages import pages_of
from tests.web.site import AlwaysSignedIn
from uprcycle.access.principal import Principal
from uprcycle.checklist.routing import office_of
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.store.packaged import load_countries
from web.app import create_app

PEOPLE_A_STATE, PROMISED = 52, 100.0
BODIES = (
    ("UNICEF", Role.UN_ENTITY),
    ("UNDP", Role.UN_ENTITY),
    ("NHRI", Role.NHRI),
    ("Civic Forum", Role.CSO),
)
STATES = ("KEN", "UGA", "TGO", "NPL", "FJI", "SUR", "GRC", "BEN")
ONE, EIGHT = (Person(f"p-{name}", name.title(), f"{name}@example.org") for name in ("one", "eight"))


@dataclass(frozen=True)
class Figure:
    """What a page cost, and how large it is."""

    times: list[float]
    processor: float
    size: int


def people(wiring: Wiring) -> int:
    """Fill the offices of every State and return how many people there are."""
    held = []
    for state in load_countries().members():
        bodies = [Office(f"{body} {state.iso3}", state.iso3, frozenset({role})) for body, role in BODIES]
        offices = (office_of(state), *bodies)
        for number in range(PEOPLE_A_STATE):
            name = f"{state.iso3.lower()}-{number}"
            person = Person(f"p-{name}", f"Person {name}", f"{name}@example.org")
            held.append(Assignment(person, offices[number % len(offices)], is_head=number == 0))
    for code in STATES:
        office = office_of(load_countries()[code])
        held += [Assignment(each, office) for each in (EIGHT, *([ONE] if code == STATES[0] else []))]
    wiring.store.people.save(held, by="benchmark", at=wiring.now())
    return len({each.person.id for each in held})


def principal(wiring: Wiring, person: Person) -> Principal:
    """Return who signed in."""
    held = tuple(each for each in wiring.store.people.assignments() if each.person.id == person.id)
    return Principal(person.id, person.name, person.email, "en", (), held, wiring.today())


def ask(wiring: Wiring, person: Person, path: str, count: int, before: Callable[[int], None]) -> Figure:
    """Ask for a page so often; ``before`` is done before each request and not counted."""
    access = AlwaysSignedIn(principal(wiring, person))
    app = create_app(replace(pages_of(wiring), access=access))

    async def ask_all() -> Figure:
        times, processor, size = [], 0.0, 0
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url=wiring.settings.address
        ) as client:
            await client.get(path)
            for number in range(count):
                before(number)
                began, spent = perf_counter(), process_time()
                answer = await client.get(path)
                times.append(1000 * (perf_counter() - began))
                processor += 1000 * (process_time() - spent)
                answer.raise_for_status()
                size = len(answer.content)
        return Figure(sorted(times), processor / count, size)

    return asyncio.run(ask_all())


def nothing(_number: int) -> None:
    """Write nothing."""


def main() -> None:
    """Run everything and print a line for each page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=200)
    count = parser.parse_args().requests
    with tempfile.TemporaryDirectory() as folder:
        wiring = found(Settings(data_dir=Path(folder))).wiring
        print(json.dumps({"name": "people", "value": people(wiring)}))
        lead = office_of(load_countries()[STATES[0]])

        def tick(number: int) -> None:
            wiring.store.ticks.record(
                Tick("VUT", 4, f"task-{number}", "somebody", TaskState.DONE, "benchmark", wiring.now())
            )

        for person, path, before, name in (
            (ONE, "/my", nothing, "one office"),
            (EIGHT, "/my", nothing, "eight offices"),
            (EIGHT, "/my", tick, "eight offices, something written before each"),
            (ONE, f"/my/offices/{lead.key}", nothing, "an office"),
            (ONE, f"/my/offices/{lead.key}/brief", nothing, "its brief"),
            (ONE, "/my/feeds", nothing, "calendars"),
        ):
            say(name, ask(wiring, person, path, count, before))


def say(name: str, figure: Figure) -> None:
    """Write what a page cost as a line."""
    middle, last = figure.times[len(figure.times) // 2], figure.times[int(0.99 * len(figure.times))]
    row = {"name": name, "value": round(middle, 1), "unit": "ms", "peer": "promised", "peer_value": PROMISED}
    more = {"p50": round(middle, 1), "p99": round(last, 1), "processor": round(figure.processor, 1)}
    about = {"ratio": round(middle / PROMISED, 2), **more, "bytes": figure.size, "load": os.getloadavg()[0]}
    print(json.dumps(row | about))


if __name__ == "__main__":
    main()
