"""Kills rounds of mail at any point: nothing lost, repeats bounded, no claim twice, each claim on disk first.

    python benchmarks/kill_rounds.py kill --runs 50     # T1, T2: so many at each of ten points, and as many
                                                        # at random instants as at all points together
    python benchmarks/kill_rounds.py race --rows 4000   # T3: eight processes claim the same messages
    python benchmarks/kill_rounds.py trace --mails 200  # T4: strace tells what reaches the disk and the line

Each run sends four mails (or ``--each``) to a real mail server in a process of its own, is killed
with SIGKILL, and is run again after its leases are over. All of it on SQLite and, where a server is
installed, on PostgreSQL. Prints JSON lines; ends with 1 if a promise was broken.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench_delivery import letters_for
from mortal_rounds import POINTS, Place, finish, kill_at, send, start
from raced_claims import race
from traced_mails import trace

from tests.uprcycle.store.postgresql_server import find_binaries, running_server
from uprcycle.store.database import migrate
from uprcycle.store.ports import Envelope

MOST_COPIES, MOST_REPEATS = 2, 1
RANDOM = "at a random instant"


class Sink:
    """The mail server, seen from here."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        """Speak to a sink that has just been started."""
        self._process = process
        self.port = int(self._line())

    def taken(self) -> list[tuple[str, str]]:
        """Return what it has taken since it was last asked."""
        if self._process.stdin is not None:
            print(file=self._process.stdin, flush=True)
        return [(message_id, digest) for message_id, digest in json.loads(self._line())]

    def _line(self) -> str:
        return self._process.stdout.readline() if self._process.stdout is not None else ""


@contextmanager
def sink() -> Iterator[Sink]:
    """Run the mail server in a process of its own."""
    program = [sys.executable, str(Path(__file__).with_name("smtp_sink.py"))]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        yield Sink(process)
        process.terminate()


def kill_runs(place: Place, taking: Sink, runs: int, each: int, seed: int) -> list[dict[str, object]]:
    """Kill rounds at every point and at random instants; return what was lost and repeated, by point."""
    chance = random.Random(seed)  # noqa: S311 - when to kill is no secret
    whole = max(_seconds(place, batch(9_000_000 + extra, each)) for extra in range(3))
    taking.taken()
    found: dict[str, Counter[str]] = {}
    plan = [*(point for point in POINTS for _ in range(runs)), *[RANDOM] * (runs * len(POINTS))]
    for number, point in enumerate(plan):
        letters = batch(number, each)
        if point == RANDOM:
            kill_at(start(lambda: send(place, letters, 0)), chance.uniform(0, whole))  # noqa: B023 - done at once
        else:
            which = chance.randint(1, each)
            _, status = os.waitpid(start(lambda: send(place, letters, 0, point, which)), 0)  # noqa: B023 - likewise
            if status != signal.SIGKILL:
                raise RuntimeError(f"{point}: the process ended with {status}")
        finish(start(lambda: send(place, letters, 1)))  # noqa: B023 - likewise
        found.setdefault(point, Counter()).update(judge(letters, taking.taken()))
    return [
        {"name": f"killed {point}", "value": runs, "unit": "runs", **counts}
        for point, counts in found.items()
    ]


def judge(letters: Sequence[Envelope], taken: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return how many mails were lost, how many came twice, and how many promises of T2 were broken."""
    copies = Counter(message_id for message_id, _ in taken)
    texts = {message_id: {digest for each, digest in taken if each == message_id} for message_id in copies}
    repeats = sum(copies.values()) - len(copies)
    return {
        "mails": len(letters),
        "lost": sum(copies[each.message_id] == 0 for each in letters),
        "repeats": repeats,
        "more than twice": sum(each > MOST_COPIES for each in copies.values()),
        "other bytes": sum(len(each) > 1 for each in texts.values()),
        "too many at once": int(repeats > MOST_REPEATS),
    }


def batch(number: int, count: int) -> list[Envelope]:
    """Return the mails of one run."""
    return list(letters_for("kill", number * count, (number + 1) * count))


def _seconds(place: Place, letters: Sequence[Envelope]) -> float:
    began = time.perf_counter()
    finish(start(lambda: send(place, letters, 0)))
    return time.perf_counter() - began


@contextmanager
def stores() -> Iterator[dict[str, str]]:
    """Make a store on each database there is; return their addresses."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        addresses, binaries = {"SQLite": f"sqlite:///{folder / 'store.db'}"}, find_binaries()
        if binaries is not None:
            addresses["PostgreSQL"] = stack.enter_context(running_server(binaries, fsync=True)).create()
        for each in addresses.values():
            migrate(each)
        yield addresses


def main() -> int:
    """Run, print, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("kill", "race", "trace", "send"))
    parser.add_argument("--runs", type=int, default=4)
    parser.add_argument("--each", type=int, default=4)
    parser.add_argument("--rows", type=int, default=4000)
    parser.add_argument("--mails", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20260504)
    parser.add_argument("--store", default="")
    parser.add_argument("--port", type=int, default=0)
    chosen = parser.parse_args()
    if chosen.command == "send":
        send(Place(chosen.store, chosen.port), list(letters_for("trace", 0, chosen.mails)), 0)
        return 0
    broken = 0
    with sink() as taking, stores() as addresses:
        for name, address in addresses.items():
            place = Place(address, taking.port)
            if chosen.command == "kill":
                lines = kill_runs(place, taking, chosen.runs, chosen.each, chosen.seed)
                broken += sum(int(str(each[word])) for each in lines for word in ("lost", *_BROKEN))
            elif chosen.command == "race":
                lines = [race(place, chosen.rows, chosen.seed)]
                broken += lines[0]["value"] != 0 or lines[0]["claimed"] != chosen.rows
            elif name == "SQLite":
                lines = [trace(place, chosen.mails)]
                broken += lines[0]["value"] != 0
            else:
                continue
            for each in lines:
                print(json.dumps(each | {"store": name}))
    return int(broken > 0)


_BROKEN = ("more than twice", "other bytes", "too many at once")


if __name__ == "__main__":
    sys.exit(main())
