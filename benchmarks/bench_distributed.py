"""Several machines: how long they take to stand, who runs what, what they need, and how soon webs agree.

    python benchmarks/bench_distributed.py                        # three workers, 12 flows, on this machine
    python benchmarks/bench_distributed.py --workers 2 --runs 24
    python benchmarks/bench_distributed.py --namespaces           # each machine in a network of its own

Starts PostgreSQL, Redis, two API servers, the services, two webs and the workers, all thrown away at
the end. Prints JSON lines. Where machines cannot have networks of their own, it says why and ends with 1.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from calendars.feeds import plan_feeds
from flows.installation.environment import load_settings
from flows.installation.wiring import wire
from tests.flows.conftest import free_port
from tests.flows.distributed.fleet import Host, redis_server
from tests.flows.distributed.several import Several, Shared, several
from tests.flows.distributed.story import tell
from tests.uprcycle.store.postgresql_server import (
    INSTALL,
    OWNER,
    Server,
    connect,
    find_binaries,
    running_server,
)

BRIDGE, NETWORK = "upr0", "10.77.0"
PORT = 8500
STATES = ("SDN", "SUR", "SWZ", "KEN", "GRC", "TGO")


def show(what: str, **figures: object) -> None:
    """Print one line."""
    print(json.dumps({"what": what, **figures}), flush=True)


class Clock:
    """Seconds since the last look."""

    def __init__(self) -> None:
        """Start now."""
        self._at = time.perf_counter()

    def split(self) -> float:
        """Return the seconds since the last split."""
        before, self._at = self._at, time.perf_counter()
        return round(self._at - before, 2)


@dataclass
class Watcher:
    """Asks a web for a feed all the time and notes when it becomes another."""

    address: str
    changed: float = 0.0
    _stop: threading.Event = field(default_factory=threading.Event)

    def __call__(self) -> None:
        """Ask until it is another, or until told to stop."""
        first = fetch(self.address)
        while not self._stop.wait(0.02):
            if fetch(self.address) != first:
                self.changed = time.perf_counter()
                return

    def stop(self) -> None:
        """Ask no more."""
        self._stop.set()


def fetch(address: str) -> bytes:
    """Return what stands at an address."""
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - our own web
        body: bytes = answer.read()
    return body


def ip(*words: str) -> None:
    """Run the program that makes networks."""
    subprocess.run(["ip", *words], check=True, capture_output=True)  # noqa: S603, S607 - found by its name


@contextmanager
def networks(names: Sequence[str]) -> Iterator[tuple[Host, ...]]:
    """Yield hosts, each with a network of its own; a bridge joins them, and this machine is the first on it.

    Raises:
        CalledProcessError: This machine does not allow it.
    """
    with ExitStack() as undo:
        ip("link", "add", BRIDGE, "type", "bridge")
        undo.callback(ip, "link", "del", BRIDGE)
        ip("addr", "add", f"{NETWORK}.1/24", "dev", BRIDGE)
        ip("link", "set", BRIDGE, "up")
        hosts = []
        for number, name in enumerate(names, start=2):
            ip("netns", "add", f"upr-{name}")
            undo.callback(ip, "netns", "del", f"upr-{name}")
            hosts.append(_joined(name, number))
        yield tuple(hosts)


def _joined(name: str, number: int) -> Host:
    space, outer, inner = f"upr-{name}", f"upr{number}o", f"upr{number}i"
    ip("link", "add", outer, "type", "veth", "peer", "name", inner, "netns", space)
    ip("link", "set", outer, "master", BRIDGE, "up")
    ip("-n", space, "addr", "add", f"{NETWORK}.{number}/24", "dev", inner)
    ip("-n", space, "link", "set", inner, "up")
    ip("-n", space, "link", "set", "lo", "up")
    return Host(name, f"{NETWORK}.{number}", (shutil.which("ip") or "ip", "netns", "exec", space))


@contextmanager
def servers(folder: Path, *, apart: bool) -> Iterator[Shared]:
    """Start PostgreSQL and Redis where all machines reach them."""
    binaries = find_binaries()
    if binaries is None:
        sys.exit(INSTALL)
    address = f"{NETWORK}.1" if apart else "127.0.0.1"
    with (
        running_server(binaries, address=address if apart else "") as server,
        redis_server(folder, free_port(), address) as redis,
    ):
        with connect(server.folder) as connection:
            connection.execute("CREATE DATABASE prefect TEMPLATE template0")
        yield Shared(*_addresses(server, f"{address}:5432" if apart else ""), redis)


def _addresses(server: Server, host: str) -> tuple[str, str]:
    store = server.create()
    if not host:
        return store, f"postgresql+asyncpg://{OWNER}@/prefect?host={server.folder}"
    name = store.partition("@/")[2].partition("?")[0]
    return f"postgresql://{OWNER}@{host}/{name}", f"postgresql+asyncpg://{OWNER}@{host}/prefect"


def stand(machines: Several) -> None:
    """Bring everything up, and say how long each step took."""
    clock = Clock()
    machines.found()
    founded = clock.split()
    machines.start_servers()
    machines.deploy()
    served = clock.split()
    machines.start_workers()
    show("standing", found_seconds=founded, servers_and_deploy_seconds=served)


def move(machines: Several, folder: Path) -> None:
    """Put a session off on the second machine, and say when each web showed it."""
    watchers = [Watcher(f"{web}/feeds/country/SDN.ics") for web in machines.webs]
    threads = [threading.Thread(target=each, daemon=True) for each in watchers]
    for each in threads:
        each.start()
    tell(folder, lambda *words: machines.fleet.run(machines.hosts[1], *words))
    done = time.perf_counter()
    time.sleep(2)
    for each in watchers:
        each.stop()
    first, last = sorted(each.changed for each in watchers)
    show(
        "a release on both webs",
        apart_seconds=round(last - first, 3),
        after_the_command_ended=[round(each.changed - done, 3) for each in watchers],
    )


def agree(machines: Several) -> bool:
    """Compare every public feed in English as both webs serve it."""
    wiring = wire(load_settings(machines.fleet.settings))
    names = [each.name for each in plan_feeds(wiring.world())]
    wiring.store.close()
    clock = Clock()
    pairs = [[fetch(f"{web}/feeds/{name}.ics") for web in machines.webs] for name in names]
    same = sum(first == second for first, second in pairs)
    show(
        "feeds that both webs serve alike",
        feeds=len(names),
        same=same,
        mb=round(_size(pairs) / 1e6, 1),
        seconds=clock.split(),
    )
    return same == len(names)


def _size(pairs: Sequence[Sequence[bytes]]) -> int:
    return sum(len(first) for first, _ in pairs)


def spread(machines: Several, count: int) -> bool:
    """Ask both API servers for flows, and say how workers shared them."""
    first, second = machines.apis
    clock = Clock()
    asked = [
        (first, second)[number % 2].create(
            "review-cycle/on-demand", {"country": STATES[number % len(STATES)]}
        )
        for number in range(count)
    ]
    ends = first.await_states(asked)
    seconds = clock.split()
    show("flows", runs=count, seconds=seconds, ends=ends, by_worker=second.ran(asked))
    return ends == {"COMPLETED": count}


def main() -> int:
    """Measure, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--runs", type=int, default=12)
    parser.add_argument("--namespaces", action="store_true")
    chosen = parser.parse_args()
    names = ["one", "two", "three", *(f"n{number}" for number in range(4, chosen.workers + 1))]
    names = names[: max(2, chosen.workers)]
    folder = Path(tempfile.mkdtemp(prefix="uprcycle-machines-"))
    try:
        with ExitStack() as stack:
            hosts = stack.enter_context(networks(names)) if chosen.namespaces else tuple(map(Host, names))
            shared = stack.enter_context(servers(folder, apart=chosen.namespaces))
            port = PORT if chosen.namespaces else 0
            machines = stack.enter_context(several(folder, shared, hosts, port))
            return measure(machines, folder, chosen.runs)
    except (subprocess.CalledProcessError, FileNotFoundError) as error:
        said = getattr(error, "stderr", b"") or str(error).encode()
        show("no networks of their own here", why=said.decode("utf-8", "replace").strip())
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(machines: Several, folder: Path, runs: int) -> int:
    """Do everything once on machines that stand, and return the exit status."""
    stand(machines)
    move(machines, folder)
    well = all([agree(machines), spread(machines, runs)])  # the second, whatever the first came to
    for name, (seconds, memory) in machines.fleet.figures().items():
        show("process", name=name, processor_seconds=seconds, memory_mb=round(memory))
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
