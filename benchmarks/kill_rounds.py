"""Kills rounds of mail at any point: nothing lost, repeats bounded, no claim twice, each claim on disk first.

    python benchmarks/kill_rounds.py kill --runs 50     # T1, T2: so many at each of ten points, and as many
                                                        # at random instants as at all points together
    python benchmarks/kill_rounds.py race --rows 4000   # T3: eight processes claim the same messages
    python benchmarks/kill_rounds.py trace --mails 200  # T4: strace tells what reaches the disk and the line

Each run sends four mails to a real mail server in a process of its own, is killed with SIGKILL, and
is run again after its leases are over. All of it on SQLite and, where a server is installed, on
PostgreSQL. Prints JSON lines; ends with 1 if a promise was broken.
"""

import argparse
import json
import os
import random
import re
import signal
import smtplib
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from bench_delivery import letters_for

from notifications.deliver import LEASE, Outlet, deliver
from notifications.guard import DeliveryMode, Guard
from notifications.mail_server import MailServer, Security
from notifications.pace import Limits
from notifications.sending import MOST_UNKEPT
from notifications.smtp_channel import SmtpChannel
from tests.notifications.build import HEAD, NOON
from tests.uprcycle.store.postgresql_server import find_binaries, running_server
from uprcycle.store.database import migrate, open_store
from uprcycle.store.ports import Envelope, Store

MAILS = 4  # of one run
MOST_COPIES = 2
WORKERS = 8
POINTS = (
    "before the claim",
    "after the claim",
    "about to hand over",
    "sender named",
    "recipient named",
    "text asked for",
    "half of the text sent",
    "after the final dot",
    "after the answer",
    "after the record",
)
RANDOM = "at a random instant"


@dataclass(frozen=True, slots=True)
class Place:
    """Where mail is claimed and where it goes."""

    store: str
    port: int


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


def die() -> None:
    """Kill this process without a chance to clean up."""
    os.kill(os.getpid(), signal.SIGKILL)


class MortalSession(smtplib.SMTP):
    """Kills its process as it reaches a point, within the message of a number."""

    point, number = "", 0
    message = 0

    def send(self, s: bytes | str) -> None:  # type: ignore[override]
        """Send, and die in the middle or after."""
        said = s.encode() if isinstance(s, str) else s
        verb = said[:4].upper()
        self.message += verb == b"MAIL"
        name = _AFTER.get(verb, "") if len(said) < _LONGEST_COMMAND else POINTS[7]
        if name == POINTS[7] and self._is_at(POINTS[6]):
            super().send(said[: len(said) // 2])
            die()
        super().send(said)
        if self._is_at(name):
            die()

    def getreply(self) -> tuple[int, bytes]:
        """Hear the answer; die after that to a text."""
        answer = super().getreply()
        if answer[1].startswith(b"2.0.0 taken") and self._is_at(POINTS[8]):
            die()
        return answer

    def _is_at(self, point: str) -> bool:
        return bool(point) and (point, self.message) == (self.point, self.number)


_LONGEST_COMMAND = 512
_AFTER = {b"MAIL": POINTS[3], b"RCPT": POINTS[4], b"DATA": POINTS[5]}


class MortalLedger:
    """Kills its process before or after some of its calls."""

    def __init__(self, store: Store, point: str) -> None:
        """Die at ``point``."""
        self._ledger, self._point = store.ledger, point

    def __getattr__(self, name: str) -> Callable[..., object]:
        """Return a call that dies where it is to."""
        call = getattr(self._ledger, name)
        before = {"claim_all": POINTS[0], "handing_over": POINTS[2]}.get(name)
        after = {"claim_all": POINTS[1], "record_all": POINTS[9]}.get(name)

        def mortal(*given: object, **named: object) -> object:
            if self._point == before:
                die()
            answer = call(*given, **named)
            if self._point == after:
                die()
            return answer

        return mortal


def send(place: Place, letters: Sequence[Envelope], lives: int, point: str = "", number: int = 0) -> None:
    """Deliver ``letters`` as a round does, after so many leases; die at ``point`` of mail ``number``."""
    MortalSession.point, MortalSession.number = point, number
    smtplib.SMTP = MortalSession  # type: ignore[misc]
    store, now = open_store(place.store), NOON + lives * (LEASE + timedelta(minutes=1))
    server = MailServer("127.0.0.1", place.port, Security.NONE)
    channel = SmtpChannel(server, HEAD.sender, limits=Limits(per_second=0))
    addresses = {each.person: f"{each.person}@example.org" for each in letters}
    ledger = MortalLedger(store, point) if point else store.ledger
    deliver(ledger, Outlet(channel, addresses, Guard(DeliveryMode.LIVE)), letters, lambda: now)  # type: ignore[arg-type]
    store.close()


def start(work: Callable[[], object]) -> int:
    """Do ``work`` in a child of this process, which has everything imported; return its number."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    return child


def finish(child: int) -> None:
    """Wait for a child that is to end well."""
    _, status = os.waitpid(child, 0)
    if status != 0:
        raise RuntimeError(f"a process ended with {status}")


def kill_at(child: int, instant: float) -> None:
    """Kill a child after so many seconds, whatever it is doing; one that kills itself is waited for."""
    time.sleep(instant)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def kill_runs(place: Place, taking: Sink, runs: int, seed: int) -> list[dict[str, object]]:
    """Kill rounds at every point and at random instants; return what was lost and repeated, by point."""
    chance = random.Random(seed)  # noqa: S311 - when to kill is no secret
    whole = max(_seconds(place, batch(9_000_000 + each)) for each in range(3))
    taking.taken()
    found: dict[str, Counter[str]] = {}
    plan = [*(point for point in POINTS for _ in range(runs)), *[RANDOM] * (runs * len(POINTS))]
    for number, point in enumerate(plan):
        letters = batch(number)
        if point == RANDOM:
            kill_at(start(lambda: send(place, letters, 0)), chance.uniform(0, whole))  # noqa: B023 - done at once
        else:
            which = chance.randint(1, MAILS)
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
        "too many at once": int(repeats > 2 * MOST_UNKEPT),
    }


def batch(number: int) -> list[Envelope]:
    """Return the mails of one run."""
    return list(letters_for("kill", number * MAILS, (number + 1) * MAILS))


def _seconds(place: Place, letters: Sequence[Envelope]) -> float:
    began = time.perf_counter()
    finish(start(lambda: send(place, letters, 0)))
    return time.perf_counter() - began


def race(place: Place, rows: int, seed: int) -> dict[str, object]:
    """Let eight processes claim the same messages, each in an order of its own."""
    letters = [_light(number) for number in range(rows)]
    with tempfile.TemporaryDirectory() as folder:
        children = [
            start(partial(_claim, place, letters, Path(folder) / str(each), seed + each))
            for each in range(WORKERS)
        ]
        for each in children:
            finish(each)
        claims = Counter(line for each in Path(folder).iterdir() for line in each.read_text().split())
    twice = sum(each > 1 for each in claims.values())
    return {
        "name": f"{WORKERS} processes, {rows} messages",
        "value": twice,
        "unit": "claimed twice",
        "claimed": len(claims),
    }


def _claim(place: Place, letters: Sequence[Envelope], file: Path, seed: int) -> None:
    mine, chance = [], random.Random(seed)  # noqa: S311 - an order is no secret
    groups = [letters[first : first + 10] for first in range(0, len(letters), 10)]
    chance.shuffle(groups)
    store = open_store(place.store)
    for group in groups:
        claims = store.ledger.claim_all(group, now=NOON, lease=LEASE)
        mine += [each.person for each, is_mine in zip(group, claims, strict=True) if is_mine]
    store.close()
    file.write_text("\n".join(mine))


def _light(number: int) -> Envelope:
    who = f"p{number}"
    return Envelope(f"<{number}@example.org>", (f"one/{who}", f"two/{who}"), who, "email", b"x", NOON)


def trace(place: Place, mails: int) -> dict[str, object]:
    """Send mails under strace; count those of which a byte went out before their claim was on disk."""
    with tempfile.NamedTemporaryFile() as log:
        own = [
            sys.executable,
            __file__,
            "send",
            "--store",
            place.store,
            "--port",
            str(place.port),
            "--mails",
            str(mails),
        ]
        calls = "trace=pwrite64,fdatasync,sendto"
        subprocess.run(["strace", "-f", "-s", "4200", "-o", log.name, "-e", calls, *own], check=True)  # noqa: S603, S607 - our own
        lines = Path(log.name).read_text("utf-8", "replace").splitlines()
    return {
        "name": f"{mails} mails under strace",
        "value": count_early(lines, mails),
        "unit": "sent before the claim was on disk",
    }


def count_early(lines: Sequence[str], mails: int) -> int:
    """Return of how many mails no sync lies between the write of the claim and the first byte."""
    synced, sent = sorted(at for at, line in enumerate(lines) if "fdatasync(" in line), {}
    written: dict[str, int] = {}
    for at, line in enumerate(lines):
        if "pwrite64(" in line:
            for name in re.findall(r"<(\d+)\.\d\.", line):
                written.setdefault(name, at)
        elif found := re.search(r"sendto\(.*rcpt TO:<p(\d+)@", line):
            sent.setdefault(found[1], at)
    if len(sent) != mails:
        raise RuntimeError(f"the trace shows {len(sent)} mails")
    return sum(not any(written.get(name, at) < each < at for each in synced) for name, at in sent.items())


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
                lines = kill_runs(place, taking, chosen.runs, chosen.seed)
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
