"""What every page weighs and how long the server takes for it, with 193 States, two cycles and 10,000 people.

    python benchmarks/bench_pages.py
    python benchmarks/bench_pages.py --people 500 --requests 20   # a small try
    python benchmarks/bench_pages.py --only /desk --only /calendar

A real server over SQLite in a thread of this process, asked over one connection of loopback, one request
after another; what is given is the time until the whole answer is read. Public pages are asked for by nobody,
the others by whoever may do everything, or by a focal point where they are hers. Addresses are found by
following links, as the tests of the browser do. Prints JSON lines; ``bytes`` is the page, ``packed`` what
travels of it, and ``load`` is how many programs wanted a core.
"""

import argparse
import json
import os
import tempfile
from collections.abc import Iterator
from http.client import HTTPConnection
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter
from urllib.parse import urlsplit

import brotli

from flows.feeds.publishing import publish
from flows.installation.founding import found
from flows.installation.manners import settle
from flows.installation.settings import Settings
from flows.installation.wiring import Wiring
from tests.browser.found import find_pages
from tests.browser.running import running
from uprcycle.people import Assignment, Office, Person, Role

OFFICES = (
    ("RCO", Role.RCO),
    ("OHCHR", Role.OHCHR_FIELD),
    ("UNICEF", Role.UN_ENTITY),
    ("Forum", Role.CSO),
    ("Commission", Role.NHRI),
)


def people(wiring: Wiring, count: int) -> Iterator[Assignment]:
    """Yield so many invented people, State by State and office by office."""
    offices = [
        Office(f"{name} {state}", state, frozenset({role}))
        for name, role in OFFICES
        for state in sorted(wiring.world().running)
    ]
    for number, office in enumerate(islice(cycle(offices), count)):
        yield Assignment(Person(f"p-{number}", f"Person {number}", f"p{number}@example.org"), office)


class Asking:
    """One connection to a server, and the cookie it shows."""

    def __init__(self, address: str, cookies: dict[str, str]) -> None:
        """Connect when first asked."""
        self._connection = HTTPConnection(urlsplit(address).netloc, timeout=120)
        shown = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self._headers = {"Accept-Encoding": "br"} | ({"Cookie": shown} if shown else {})

    def ask(self, path: str) -> tuple[float, bytes, bytes]:
        """Return how many milliseconds an answer took, its bytes as they came, and unpacked."""
        began = perf_counter()
        self._connection.request("GET", path, headers=self._headers)
        answer = self._connection.getresponse()
        body = answer.read()
        took = 1000 * (perf_counter() - began)
        if answer.status != 200:  # noqa: PLR2004 - all is well
            raise SystemExit(f"{path} answers {answer.status}")
        packed = answer.getheader("Content-Encoding") == "br"
        return took, body, brotli.decompress(body) if packed else body


def measure(asking: Asking, route: str, path: str, requests: int) -> str:
    """Ask for a page so often and write down what it took; the first time is told apart."""
    first, body, plain = asking.ask(path)
    times = sorted(asking.ask(path)[0] for _ in range(requests))
    figures = {
        "name": f"page {route}",
        "value": round(median(times), 2),
        "unit": "ms",
        "p99": round(times[min(len(times) - 1, int(0.99 * len(times)))], 2),
        "first": round(first, 2),
        "bytes": len(plain),
        "packed": len(body),
        "requests": requests,
        "load": round(os.getloadavg()[0], 1),
    }
    return json.dumps(figures)


def main() -> None:
    """Load, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--only", action="append", default=[], help="a route, or how several begin")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wiring = found(Settings(data_dir=Path(folder, "founded"))).wiring
        publish(wiring)
        wiring.store.people.save(list(people(wiring, given.people)), by="benchmark", at=wiring.now())
        wiring.store.close()
        with running(Path(folder, "founded"), Path(folder, "home")) as site:
            parties = find_pages(site)
            settle()  # as a server does when it has started
            for party in parties:
                asking = Asking(site.address, dict(party.cookies))
                for route, path in party.pages.items():
                    if given.only and not route.startswith(tuple(given.only)):
                        continue
                    print(measure(asking, route, path, given.requests), flush=True)


if __name__ == "__main__":
    main()
