"""How fast the ledger lets mail out, against a bare smtplib loop that sends the same bytes.

    python benchmarks/bench_delivery.py --messages 10000

Digests of invented people go to a local mail server in a process of its own: by smtplib alone over
one connection, and by ``deliver`` with the ledger on SQLite (synchronous FULL) and on PostgreSQL
(fsync on, where a server is installed), sealed as in an installation. They take turns, a slice
each, so that what else the machine does falls on all of them. Prints JSON lines.
"""

import argparse
import json
import smtplib
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from flows.installation.founding import found
from flows.installation.settings import Settings
from flows.installation.wiring import wire
from notifications.deliver import Outlet, deliver
from notifications.digest import build_digests
from notifications.guard import DeliveryMode, Guard
from notifications.mail import seal
from notifications.mail_server import MailServer, Security
from notifications.message import compose
from notifications.pace import Limits
from notifications.smtp_channel import SmtpChannel
from tests.notifications.build import HEAD, MONDAY, NOON, nudge, person, task
from tests.uprcycle.store.postgresql_server import find_binaries, running_server
from uprcycle.store.ports import Envelope, Ledger
from uprcycle.wording.language import ENGLISH

SLICE = 500
ITEMS = 8
BARE, SQLITE, POSTGRESQL = "bare smtplib loop", "ledger on SQLite, FULL", "ledger on PostgreSQL, fsync"
GOALS = {SQLITE: 0.5, POSTGRESQL: 0.7}
Send = Callable[[Sequence[Envelope]], int]


def main() -> int:
    """Run, print, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=1000)
    count = parser.parse_args().messages
    seconds: defaultdict[str, float] = defaultdict(float)
    with ExitStack() as stack:
        port = stack.enter_context(sink())
        ways = {BARE: stack.enter_context(bare(port))}
        ways |= {name: by_ledger(each, port) for name, each in stack.enter_context(ledgers())}
        for first in range(0, count, SLICE):
            for name, send in ways.items():
                letters = list(letters_for(name, first, min(first + SLICE, count)))
                began = time.perf_counter()
                taken = send(letters)
                seconds[name] += time.perf_counter() - began
                if taken != len(letters):
                    raise RuntimeError(f"{name}: {taken} of {len(letters)} were taken")
    for name, goal in GOALS.items():
        if name in seconds:
            print(json.dumps(line(name, count, seconds, goal)))
    return 0


def line(name: str, count: int, seconds: dict[str, float], goal: float) -> dict[str, object]:
    """Return what is said of one way, beside the bare loop."""
    return {
        "name": f"delivery, {name}",
        "value": round(count / seconds[name]),
        "unit": f"messages a second, of {count}",
        "peer": BARE,
        "peer_value": round(count / seconds[BARE]),
        "ratio": round(seconds[BARE] / seconds[name], 2),
        "goal": goal,
    }


@contextmanager
def sink() -> Iterator[int]:
    """Run the mail server in a process of its own."""
    program = [sys.executable, str(Path(__file__).with_name("smtp_sink.py"))]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        if process.stdout is None or process.stdin is None:
            raise RuntimeError("the sink has no pipes")
        yield int(process.stdout.readline())
        process.stdin.close()
        process.terminate()


@contextmanager
def bare(port: int) -> Iterator[Send]:
    """Send over one connection, remembering nothing."""
    with smtplib.SMTP("127.0.0.1", port) as session:

        def send(letters: Sequence[Envelope]) -> int:
            refused = [
                session.sendmail(HEAD.sender, [f"{each.person}@example.org"], each.payload)
                for each in letters
            ]
            return refused.count({})

        yield send


@contextmanager
def ledgers() -> Iterator[list[tuple[str, Ledger]]]:
    """Found an installation on each database there is."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        addresses, binaries = {SQLITE: ""}, find_binaries()
        if binaries is not None:
            addresses[POSTGRESQL] = stack.enter_context(running_server(binaries, fsync=True)).create()
        opened = []
        for number, (name, address) in enumerate(addresses.items()):
            settings = Settings(data_dir=folder / str(number), database_url=address)
            found(settings).wiring.store.close()
            store = stack.enter_context(closing(wire(settings).store))
            opened.append((name, store.ledger))
        yield opened


def by_ledger(ledger: Ledger, port: int) -> Send:
    """Send through ``ledger`` as a round does, at no pace but the server's."""
    server = MailServer("127.0.0.1", port, Security.NONE)

    def send(letters: Sequence[Envelope]) -> int:
        channel = SmtpChannel(server, HEAD.sender, limits=Limits(per_second=0, per_connection=SLICE))
        addresses = {each.person: f"{each.person}@example.org" for each in letters}
        outlet = Outlet(channel, addresses, Guard(DeliveryMode.LIVE))
        return deliver(ledger, outlet, letters, lambda: datetime.now(UTC)).sent  # noqa: TID251 - as a round does

    return send


@cache
def model() -> Envelope:
    """Return the digest of which all others are copies."""
    tasks = [task(MONDAY, f"item-{number}") for number in range(ITEMS)]
    (digest,) = build_digests([nudge(each, person("somebody")) for each in tasks])
    return seal(digest, compose(digest, ENGLISH, HEAD, NOON))


def letters_for(name: str, first: int, last: int) -> Iterator[Envelope]:
    """Yield digests of several items, each of its own person and with keys of its own."""
    sealed = model()
    for number in range(first, last):
        who, message_id = f"p{number}", sealed.message_id.replace("<", f"<{number}.{len(name)}.")
        payload = sealed.payload.replace(sealed.message_id.encode(), message_id.encode())
        keys = tuple(f"{key}/{who}" for key in sealed.keys)
        yield replace(sealed, message_id=message_id, keys=keys, person=who, payload=payload)


if __name__ == "__main__":
    sys.exit(main())
