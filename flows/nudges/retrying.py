"""Retrying: what a mail server put off is tried again when its time has come, not only by the next round.

It needs no Prefect. In most minutes nothing is due, and a look costs one question to the store.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from flows.installation.looking import Rhythm, looking
from flows.installation.wiring import Wiring

_EVERY = 60.0
_STOPPED_WITHIN = 1.0
_COMMAND = (sys.executable, "-m", "flows.cli", "nudges", "send")


Try = tuple[str, datetime]


def due_retries(wiring: Wiring) -> frozenset[Try]:
    """Return which messages that an earlier round left open may be tried again now, and since when."""
    return frozenset(
        (each.message_id, each.not_before) for each in wiring.store.ledger.resumable(wiring.now())
    )


def send_in_a_child() -> None:
    """Deliver what is due in a process of its own, so that readers of pages do not wait for it."""
    subprocess.run(_COMMAND, check=False, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command


@contextmanager
def retrying(
    wiring: Wiring, send: Callable[[], None] = send_in_a_child, every: float = _EVERY
) -> Iterator[None]:
    """Look every so many seconds, in a thread, and ``send`` when a retry is due, until the block ends.

    What is still due as before after it was sent for, such as in quiet hours, waits for the next round.
    """
    before: frozenset[Try] = frozenset()

    def look() -> None:
        nonlocal before
        due = due_retries(wiring)
        if due - before:
            send()
        before = due

    rhythm = Rhythm("retrying", every, _STOPPED_WITHIN)
    with looking(look, rhythm, "what is due could not be tried again"):
        yield
