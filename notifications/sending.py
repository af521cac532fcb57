"""Hands over what is claimed, one message after the other, and keeps how each fared (decision 0039).

That a message is about to go out is noted before its first byte. How it fared is kept at once where
messages go at an even pace; where they go fast, some at a time, because each time costs as much as a
message: then the last ones may go out a second time after a crash, with the same bytes and Message-ID.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from notifications.channel import Channel
from uprcycle.errors import RefusedError
from uprcycle.store.ports import Envelope, Ledger, Outcome, Receipt

Clock = Callable[[], datetime]

MOST_UNKEPT = 10
LONGEST_UNKEPT = timedelta(milliseconds=50)


@dataclass(slots=True)
class Sending:
    """Sends by ``channel`` what ``ledger`` has claimed; at the end ``keep`` what is not kept yet."""

    ledger: Ledger
    channel: Channel
    clock: Clock
    _unkept: list[tuple[str, Receipt]] = field(default_factory=list, init=False)
    _since: datetime | None = field(default=None, init=False)

    def send(self, envelope: Envelope, to: str) -> Outcome | None:
        """Hand ``envelope`` over to ``to``; None where another round has it by now."""
        now = self.clock()
        try:
            self.ledger.handing_over(envelope.message_id, now=now)
        except RefusedError:
            return None
        receipt = self._handed(envelope.payload, to)
        self._unkept.append((envelope.message_id, receipt))
        self._since = self._since or now
        if len(self._unkept) >= MOST_UNKEPT or self.clock() - self._since >= LONGEST_UNKEPT:
            self.keep()
        return receipt.outcome

    def keep(self) -> None:
        """Keep how the messages fared that were sent since this was last done."""
        if self._unkept:
            unkept, self._unkept, self._since = self._unkept, [], None
            self.ledger.record_all(unkept, now=self.clock())

    def _handed(self, payload: bytes, to: str) -> Receipt:
        try:
            return self.channel.send(payload, to)
        except Exception as failure:  # noqa: BLE001 - one poisonous message must not stop the others
            return Receipt(Outcome.UNKNOWN, type(failure).__name__)
