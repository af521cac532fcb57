"""Kills what runs a round at random instants: after the next round all is done, and nothing twice.

    python benchmarks/outages.py --runs 100

Each run begins with the same store on PostgreSQL, in which a session was put off and nobody knows it yet.
A worker of Prefect runs ``round``; in turn its flow, the worker, both, Prefect's server or the database is
killed with SIGKILL and, but for the flow, started again. Then ``uprcycle round`` runs an hour later, and
once more. What reached the mail server and what the feeds say is compared with an undisturbed run.
Prints JSON lines, at last one for each kind; ends with 1 if a promise was broken.
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from kill_rounds import Sink, sink
from machines import Killable, Machines

from flows.feeds.publishing import publish
from flows.installation.environment import load_settings
from flows.installation.founding import found
from flows.installation.wiring import wire
from tests.flows.released import postponed
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.store.packaged import load_countries, load_ruleset, load_schedule

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)  # a Monday
PEOPLE = 24
MOST_COPIES = 2
EARLIEST = 0.25  # of the time a round takes from being asked for: before, nothing of ours runs
FAULTS = ("lost", "others", "more than twice", "other bytes", "wrong sequence", "left", "said twice")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to: each mail with the digests of its texts, SEQUENCE by UID, states of the ledger."""

    mails: Mapping[str, Sequence[str]]
    sequences: Mapping[str, int]
    states: Mapping[str, int]
    said_twice: int


def main() -> int:
    """Run, print, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=20260504)
    chosen = parser.parse_args()
    chance = random.Random(chosen.seed)  # noqa: S311 - when to kill is no secret
    with ExitStack() as stack:
        taking = stack.enter_context(sink())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        machines = stack.enter_context(Machines.running_on(folder, taking.port, NOW))
        prepare(machines)
        machines.start_all()
        play(machines, taking)  # the first compiles and warms
        whole, wanted = play(machines, taking)
        print(
            json.dumps(
                {
                    "name": "a round that nothing disturbs",
                    "value": round(whole, 1),
                    "unit": "s",
                    "mails": len(wanted.mails),
                    "entries": len(wanted.sequences),
                }
            ),
            flush=True,
        )
        found_by_kind: defaultdict[Killable, list[dict[str, float]]] = defaultdict(list)
        for number in range(chosen.runs):
            kind = list(Killable)[number % len(Killable)]
            instant = whole * chance.uniform(EARLIEST, 1)
            seconds, outcome = play(machines, taking, kind, instant)
            judged = {"recovered in": seconds, **judge(outcome, wanted)}
            found_by_kind[kind].append(judged)
            print(
                json.dumps({"run": number, "killed": kind.value, "at": round(instant, 2), **judged}),
                flush=True,
            )
        broken = tell(found_by_kind, machines.count_zombies())
        machines.forget_prefect()
        _, restored = play(machines, taking)
    judged = judge(restored, wanted)
    print(json.dumps({"name": "a round after Prefect's database was lost", **judged}))
    return int(broken or any(judged[word] for word in FAULTS))


def prepare(machines: Machines) -> None:
    """Make the store that every run begins with."""
    wiring = found(load_settings(machines.settings)).wiring
    publish(wiring)
    wiring.store.people.save(list(islice(people(), PEOPLE)), by="the desk", at=NOW)
    wiring.store.releases.add(
        postponed(load_schedule()), load_ruleset(), by="the desk", note="put off", source="", at=NOW
    )
    wiring.store.close()
    machines.keep_store()


def people() -> Iterable[Assignment]:
    """Yield invented people, each in the office of a State of the session that is put off or near it."""
    countries = load_countries()
    for slot in sorted(load_schedule().slots, key=lambda each: (-(each.session or 0), each.order or 0)):
        country = countries[slot.country]
        if country.facts.get("has_unct"):
            name = f"{slot.country.lower()}@example.org"
            yield Assignment(
                Person(f"p-{slot.country}", "Amina Example", name),
                Office(f"RCO {country.names['en']}", slot.country, frozenset({Role.RCO})),
            )


def play(
    machines: Machines, taking: Sink, kind: Killable | None = None, instant: float = 0
) -> tuple[float, Outcome]:
    """Run a round, kill ``kind`` after so many seconds, and heal.

    Returns:
        How many seconds it took from asking, or from the kill, until all was well; and what it came to.
    """
    machines.reset_store()
    taking.taken()
    run = machines.ask_for_round()
    began = time.perf_counter()
    if kind is None:
        machines.await_end(run)
        seconds = time.perf_counter() - began
    else:
        time.sleep(instant)
        began = time.perf_counter()
        machines.kill(kind)
        machines.revive(kind)
    machines.round_at(NOW + timedelta(hours=1))
    if kind is not None:
        seconds = time.perf_counter() - began
    mails = taking.taken()
    machines.round_at(NOW + timedelta(hours=2))
    again = taking.taken()
    return round(seconds, 1), outcome(machines, [*mails, *again], said_twice=len(again))


def outcome(machines: Machines, taken: Iterable[tuple[str, str]], *, said_twice: int) -> Outcome:
    """Return what is there now."""
    mails: defaultdict[str, list[str]] = defaultdict(list)
    for message_id, digest in taken:
        mails[message_id].append(digest)
    wiring = wire(load_settings(machines.settings))
    sequences = {uid: each.sequence for uid, each in wiring.store.revisions.current().items()}
    states = Counter(each.state for each in wiring.store.ledger.rows())
    wiring.store.close()
    return Outcome(mails, sequences, states, said_twice)


def judge(got: Outcome, wanted: Outcome) -> dict[str, float]:
    """Return how many promises were broken, and how many mails came again."""
    return {
        "lost": len(wanted.mails.keys() - got.mails.keys()),
        "others": len(got.mails.keys() - wanted.mails.keys()),
        "repeats": sum(len(each) - 1 for each in got.mails.values()),
        "more than twice": sum(len(each) > MOST_COPIES for each in got.mails.values()),
        "other bytes": sum(len(set(each)) > 1 for each in got.mails.values()),
        "wrong sequence": len(dict(got.sequences.items() ^ wanted.sequences.items())),
        "left": sum(number for state, number in got.states.items() if state not in wanted.states),
        "said twice": got.said_twice - wanted.said_twice,
    }


def tell(found_by_kind: Mapping[Killable, Sequence[Mapping[str, float]]], zombies: int) -> int:
    """Print a line for each kind; return 1 if a promise was broken."""
    broken = zombies
    for kind, runs in found_by_kind.items():
        sums = {word: sum(each[word] for each in runs) for word in ("repeats", *FAULTS)}
        median = statistics.median(each["recovered in"] for each in runs)
        line = {
            "name": f"killed: {kind.value}",
            "value": len(runs),
            "unit": "runs",
            "median recovery": median,
        }
        print(json.dumps(line | sums), flush=True)
        broken += sum(int(sums[word]) for word in FAULTS)
    print(json.dumps({"name": "runs that Prefect still takes for running", "value": zombies, "unit": "runs"}))
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
