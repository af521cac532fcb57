"""Hands over what is claimed, one message after the other, and keeps how each fared (decision 0039).

Before the first byte of a message it is noted that it is about to go out, and in the same breath that
the one before it was taken: whatever kills the process, one message may go out a second time. How
messages fared is kept for good beside the sending of others: at once where they go at an even pace,
and where they go fast some at a time, because each time costs as much as a message.
"""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from notifications.channel import Channel
from uprcycle.errors import RefusedError
from uprcycle.store.ports import Envelope, Ledger, Outcome, Receipt

Clock = Callable[[], datetime]

MOST_UNKEPT = 25
LONGEST_UNKEPT = timedelta(milliseconds=50)


@dataclass(slots=True)
class Sending:
    """Sends by ``channel`` what ``ledger`` has claimed, which ``beside`` works for; ends with ``finish``."""

    ledger: Ledger
    channel: Channel
    clock: Clock
    beside: Executor
    _unkept: list[tuple[str, Receipt]] = field(default_factory=list, init=False)
    _taken: str = field(default="", init=False)
    _keeping: Future[None] | None = field(default=None, init=False)

    def send(self, envelope: Envelope, to: str) -> Outcome | None:
        """Hand ``envelope`` over to ``to``; None where another round has it by now."""
        began = self.clock()
        try:
            self.ledger.handing_over(envelope.message_id, now=began, taken=self._taken)
        except RefusedError:
            return None
        if len(self._unkept) >= MOST_UNKEPT:
            self._keep()
        receipt = self._handed(envelope.payload, to)
        self._taken = envelope.message_id if receipt.outcome is Outcome.SENT else ""
        self._unkept.append((envelope.message_id, receipt))
        if self.clock() - began >= LONGEST_UNKEPT:
            self._keep()
        return receipt.outcome

    def finish(self) -> None:
        """Return when it is kept how every message fared."""
        self._keep()
        self._wait()

    def _keep(self) -> None:
        self._wait()
        if self._unkept:
            unkept, self._unkept = self._unkept, []
            self._keeping = self.beside.submit(self.ledger.record_all, unkept, now=self.clock())

    def _wait(self) -> None:
        if self._keeping is not None:
            keeping, self._keeping = self._keeping, None
            keeping.result()

    def _handed(self, payload: bytes, to: str) -> Receipt:
        try:
            return self.channel.send(payload, to)
        except Exception as failure:  # noqa: BLE001 - one poisonous message must not stop the others
            return Receipt(Outcome.UNKNOWN, type(failure).__name__)
