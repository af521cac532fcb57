"""Rounds of mail in processes that die: at a point of the way of one mail, or at an instant."""

import os
import signal
import smtplib
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from notifications.deliver import LEASE, Outlet, deliver
from notifications.guard import DeliveryMode, Guard
from notifications.mail_server import MailServer, Security
from notifications.pace import Limits
from notifications.smtp_channel import SmtpChannel
from tests.notifications.build import HEAD, NOON
from uprcycle.store.database import open_store
from uprcycle.store.ports import Envelope, Store

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


@dataclass(frozen=True, slots=True)
class Place:
    """Where mail is claimed and where it goes."""

    store: str
    port: int


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
    """Do ``work`` in a child of this process, which has everything imported; return its number.

    A child that fails says why and leaves at once: it may not clean up what its parent still uses.
    """
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:  # noqa: BLE001 - whatever it was
            traceback.print_exc()
            os._exit(1)
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
