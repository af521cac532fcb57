"""The channel that is on by default: it keeps messages, and nothing leaves the machine."""

from collections import deque
from dataclasses import dataclass

from uprcycle.store.ports import Outcome, Receipt

RECORDED = "recorded"
_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Recorded:
    """One message as it would have gone out."""

    to: str
    payload: bytes


class Recorder:
    """Keeps the latest messages, oldest first, and counts them all."""

    def __init__(self, kept: int | None = _KEPT) -> None:
        """Keep at most ``kept`` messages; None keeps all."""
        self._recorded: deque[Recorded] = deque(maxlen=kept)
        self.count = 0

    @property
    def recorded(self) -> tuple[Recorded, ...]:
        """The messages kept, oldest first."""
        return tuple(self._recorded)

    def send(self, payload: bytes, to: str) -> Receipt:
        """Keep the message."""
        self._recorded.append(Recorded(to, payload))
        self.count += 1
        return Receipt(Outcome.SENT, RECORDED)

    def close(self) -> None:
        """Keep everything: there is nothing to let go of."""
