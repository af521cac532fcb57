"""Run as a process: send one message and stop at a point, to be killed there.

Arguments: the address of the store, the point, the file that stands for the receiver.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from signal import pause

from tests.uprcycle.store.build import LEASE, NOW, envelope
from uprcycle.store.database import open_store
from uprcycle.store.ports import Outcome, Receipt


def send(address: str, receiver: Path, stop: Callable[[str], None]) -> None:
    """Claim, hand over, send and record, and call ``stop`` after each."""
    ledger = open_store(address).ledger
    message = envelope("m", "k")
    ledger.claim(message, now=NOW, lease=LEASE)
    stop("claim")
    ledger.handing_over("m", now=NOW)
    stop("hand over")
    receiver.write_bytes(message.payload)
    stop("send")
    ledger.record("m", Receipt(Outcome.SENT), now=NOW)
    stop("record")


if __name__ == "__main__":
    point = sys.argv[2]

    def stop_here(reached: str) -> None:
        """Say that the point is reached, and wait for the end."""
        if reached == point:
            print(reached, flush=True)  # noqa: T201 - the sign for the parent
            pause()

    send(sys.argv[1], Path(sys.argv[3]), stop_here)
