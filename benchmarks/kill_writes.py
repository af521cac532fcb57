"""Kills commands that write at random moments: the old store or the new one, never between.

    python benchmarks/kill_writes.py release --runs 200

The commands are `uprcycle schedule release`, `uprcycle init` and `uprcycle people load`. Each run
copies one installation, starts the command in a process of its own, kills it with SIGKILL after
a random part of the time it takes, and looks at what is left; then it runs the command again,
which must end where an unkilled one does. Half of the kills fall on the part in which a release
is written. Prints one JSON line; ends with 1 if anything was between.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from flows.cli.main import run
from flows.feeds.publishing import publish
from flows.installation.settings import Settings
from flows.installation.wiring import wire
from flows.releases.releasing import preview, read_draft
from uprcycle.errors import RefusedError
from uprcycle.schedule.document import write_document
from uprcycle.schedule.session import Schedule
from uprcycle.store.database import migrate
from uprcycle.store.packaged import load_countries, load_ruleset, load_schedule
from uprcycle.store.ports import Store

SESSION = 54
ANYWHERE, WRITING = (0.0, 1.02), (0.1, 0.5)  # parts of the time that the command takes
TRIALS = 3
OLD, NEW, UNTOLD, BETWEEN = "old", "new", "new, and the feeds not yet told", "between"


@dataclass(frozen=True, slots=True)
class Trace:
    """What a store holds: digests of releases, histories and people, and the trail of what was loaded."""

    releases: tuple[str, ...] = ()
    histories: str = ""
    people: str = ""
    trail: int = 0


def main() -> int:
    """Run, print, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=PREPARE, nargs="?", default="release")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--sessions", type=int, default=28, help="how many of the last sessions are released")
    parser.add_argument("--seed", type=int, default=SESSION)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        command = PREPARE[chosen.command](Path(folder), chosen.sessions)
        counts = kill_runs(Path(folder), command, chosen.runs, chosen.seed)
    print(json.dumps({"name": f"killed: {chosen.command}", "value": chosen.runs, "unit": "runs", **counts}))
    return int(counts[BETWEEN] > 0)


def kill_runs(folder: Path, command: list[str], runs: int, seed: int) -> dict[str, int]:
    """Return how often the store was found in which state."""
    before = trace(folder / "base")
    whole = min(seconds_of(copied(folder), command) for _ in range(TRIALS))
    after = trace(folder / "copy")
    counts = Counter(dict.fromkeys((OLD, NEW, UNTOLD, BETWEEN), 0))
    moments = random.Random(seed)  # noqa: S311 - when to kill is no secret
    for number in range(runs):
        home = copied(folder)
        kill(start(home, command), moments.uniform(*(WRITING if number % 2 else ANYWHERE)) * whole)
        found = judge(trace(home), before, after)
        finish(home, command)
        counts[found if trace(home) == after else BETWEEN] += 1
    return dict(counts)


def prepare_release(folder: Path, sessions: int) -> list[str]:
    """Make an installation and a file that puts its last session off by half a year; return the command."""
    settings = Settings(data_dir=folder / "base")
    migrate(settings.store_url)
    wiring = wire(settings)
    schedule = last_sessions(load_schedule(), sessions)
    wiring.store.releases.add(
        schedule, load_ruleset(), by="benchmark", note="first", source="", at=wiring.now()
    )
    publish(wiring)
    document = write_document(schedule)
    for row in document["session"]:
        row["dates"] = "2027-07/2027-08" if row["number"] == SESSION else row["dates"]
    for row in document["review"]:
        row["date"] = "2027-07" if row.get("session") == SESSION else row["date"]
    file = folder / "later.json"
    file.write_text(json.dumps(document), "utf-8")
    digest = preview(wiring, read_draft(wiring, file.name, file.read_bytes())).plan.digest
    wiring.store.close()
    return ["schedule", "release", str(file), "--plan", digest, "--note", "half a year", "--by", "benchmark"]


def prepare_init(folder: Path, sessions: int) -> list[str]:
    """Make an empty folder; return the command. It releases every session there is."""
    del sessions
    (folder / "base").mkdir()
    return ["init"]


def prepare_people(folder: Path, sessions: int) -> list[str]:
    """Make an installation and a file of three invented people for each State; return the command."""
    prepare_release(folder, sessions)
    rows = ["name,email,office,role,country,valid_from"]
    for number, country in enumerate(sorted(each.iso3 for each in load_countries() if each.is_member)):
        rows += [
            f"Person {letter},{letter}{number}@example.org,RCO {country},RCO,{country},2026-01-01"
            for letter in "abc"
        ]
    file = folder / "people.csv"
    file.write_text("\n".join(rows), "utf-8")
    return ["people", "load", str(file)]


PREPARE = {"release": prepare_release, "init": prepare_init, "people": prepare_people}


def last_sessions(schedule: Schedule, count: int) -> Schedule:
    """Return the last sessions of ``schedule`` alone."""
    kept = {each.number for each in schedule.sessions[-count:]}
    return replace(
        schedule,
        sessions=schedule.sessions[-count:],
        slots=tuple(each for each in schedule.slots if each.session in kept),
        dates=tuple(each for each in schedule.dates if each.session in kept),
    )


def copied(folder: Path) -> Path:
    """Return a fresh copy of the installation."""
    shutil.rmtree(folder / "copy", ignore_errors=True)
    shutil.copytree(folder / "base", folder / "copy")
    return folder / "copy"


def start(home: Path, command: list[str]) -> int:
    """Run the command in a child of this process, which has everything imported; return its number."""
    child = os.fork()
    if child == 0:
        os.environ["UPRCYCLE_DATA_DIR"] = str(home)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        os._exit(run(command))
    return child


def kill(child: int, seconds: float) -> None:
    """Kill a child after so many seconds, whatever it is doing."""
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def finish(home: Path, command: list[str]) -> None:
    """Run the command to its end."""
    _, status = os.waitpid(start(home, command), 0)
    if status != 0:
        raise RuntimeError(f"the command ended with {status}")


def seconds_of(home: Path, command: list[str]) -> float:
    """Return how long the command takes when nobody kills it."""
    began = time.perf_counter()
    finish(home, command)
    return time.perf_counter() - began


def trace(home: Path) -> Trace:
    """Read what a store holds, moments left out: they differ from run to run."""
    if not any(home.iterdir()):  # to look at a store would make one
        return Trace()
    wiring = wire(Settings(data_dir=home))
    try:
        return trace_of(wiring.store)
    except RefusedError:  # killed before its tables stood
        return Trace()
    finally:
        wiring.store.close()


def trace_of(store: Store) -> Trace:
    """Read what a store with all its tables holds."""
    histories = [
        (each.uid, each.sequence, each.dated, each.text, each.first_release, each.withdrawn)
        for each in store.revisions.current().values()
    ]
    return Trace(
        tuple(each.digest for each in store.releases.history()),
        digest_of(histories),
        digest_of(store.people.assignments()),
        sum(each.action in {"release", "assign"} for each in store.audit.rows()),
    )


def digest_of(values: Sequence[object]) -> str:
    """Return a digest of what values say; of none, an empty text."""
    return hashlib.sha256(repr(values).encode()).hexdigest() if values else ""


def judge(found: Trace, before: Trace, after: Trace) -> str:
    """Return the word for what was found."""
    untold = replace(after, histories=before.histories)
    return {untold: UNTOLD, before: OLD, after: NEW}.get(found, BETWEEN)


if __name__ == "__main__":
    sys.exit(main())
