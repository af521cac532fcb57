"""What every channel promises: one message to one recipient, answered by a receipt."""

from typing import Protocol

from uprcycle.store.ports import Receipt


class Channel(Protocol):
    """A way out.

    Failure is an answer, not an exception: what a server refuses, delays or leaves open comes
    back as the outcome of the receipt. The answer never holds an address or a text of the message.
    """

    def send(self, payload: bytes, to: str) -> Receipt:
        """Hand ``payload`` over to ``to``, once, and say what became of it."""

    def close(self) -> None:
        """Let go of what is kept open; whoever sends again opens it again."""
