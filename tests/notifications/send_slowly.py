"""A sender to be killed: ``python -m tests.notifications.send_slowly STORE RECEIVER ROUND``.

It delivers the same messages in every round. The receiver is a file to which every message
that arrives adds its id; each round begins after the leases of the one before are over.
"""

import os
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from notifications.deliver import LEASE, Outlet, deliver
from notifications.guard import DeliveryMode, Guard
from uprcycle.store.database import open_store
from uprcycle.store.ports import Envelope, Outcome, Receipt

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
COUNT = 30
PEOPLE = [f"p{count}" for count in range(COUNT)]
PAUSE = 0.002


class Receiver:
    """Writes down what arrives before it answers, as a mail server does."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab", buffering=0)

    def send(self, payload: bytes, _: str) -> Receipt:
        time.sleep(PAUSE)
        self._file.write(payload + b"\n")
        os.fsync(self._file.fileno())
        time.sleep(PAUSE)
        return Receipt(Outcome.SENT)

    def close(self) -> None:
        self._file.close()


def letters() -> list[Envelope]:
    return [
        Envelope(f"<{each}@example.org>", (f"key of {each}",), each, "email", each.encode(), NOON)
        for each in PEOPLE
    ]


def main(store: str, receiver: str, count: str) -> None:
    outlet = Outlet(
        Receiver(Path(receiver)), {each: f"{each}@example.org" for each in PEOPLE}, Guard(DeliveryMode.LIVE)
    )
    began, now = time.monotonic(), NOON + int(count) * 2 * LEASE

    def clock() -> datetime:
        return now + timedelta(seconds=time.monotonic() - began)

    deliver(open_store(store).ledger, outlet, letters(), clock)


if __name__ == "__main__":
    main(*sys.argv[1:])
