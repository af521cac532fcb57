"""What is being sent and was sent, as the rest of uprcycle sees it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from uprcycle.store.kept import Envelope, Fate, LedgerRow, LedgerState, Receipt


class Ledger(Protocol):
    """What is being sent and was sent: claim, hand over, record.

    Each step is on disk when its call returns, so a process may die between any two of them.
    A lease must outlast the longest wait for an answer of the channel it is used for.
    """

    def claim(self, envelope: Envelope, *, now: datetime, lease: timedelta) -> bool:
        """Take ``envelope`` for sending and keep its links; False, and nothing written, if a key is taken."""

    def claim_all(
        self, envelopes: Sequence[Envelope], *, now: datetime, lease: timedelta
    ) -> tuple[bool, ...]:
        """Claim each of ``envelopes``, which is quicker than one by one; say of each whether it was free."""

    def handing_over(self, message_id: str, *, now: datetime, taken: str = "") -> None:
        """Note that the body is about to go out; between this and ``record`` nobody knows where it is.

        In the same breath note that the message ``taken`` was: it is not sent again even if its
        ``record`` never comes.

        Raises:
            RefusedError: The message is not claimed, or the lease is over; do not send it.
        """

    def record(self, message_id: str, receipt: Receipt, *, now: datetime) -> None:
        """Keep how the try ended.

        Raises:
            RefusedError: There is no such message.
        """

    def record_all(self, receipts: Sequence[tuple[str, Receipt]], *, now: datetime) -> None:
        """Keep how several tries ended, each by the id of its message: all of them or none.

        Raises:
            RefusedError: There is no such message.
        """

    def resumable(self, now: datetime) -> tuple[Envelope, ...]:
        """Return what is to be tried again now, oldest first.

        A message that was lost on its way for the second time is parked instead; one that was taken
        is recorded.
        """

    def reclaim(self, message_id: str, *, now: datetime, lease: timedelta) -> bool:
        """Take one of ``resumable`` for another try; False when somebody else was faster."""

    def withdraw(self, message_id: str, *, now: datetime) -> bool:
        """Take back one of ``resumable`` with its links, and set its keys free; False where it may be out.

        Only what nobody holds and no server can have taken is withdrawn.
        """

    def keys(self, prefixes: Collection[str] = ("",), person: str = "") -> frozenset[str]:
        """Return the nudge keys claimed and not set free; none of them is planned again.

        By default all of them; else those that begin with one of ``prefixes``, and those of the messages
        to a ``person``, by their id.
        """

    def claimed_at(self, keys: Iterable[str]) -> Mapping[str, datetime]:
        """Return of those of ``keys`` that are claimed when each was, by key; the others are left out."""

    def fates(self, prefix: str, people: Collection[str] | None = None) -> tuple[Fate, ...]:
        """Return what became of each key that begins with ``prefix``, by key; by default of anybody's.

        With ``people`` of theirs alone, by their ids. A key that was set free has none.
        """

    def rows(
        self, limit: int | None = None, states: Collection[LedgerState] = (), person: str = ""
    ) -> tuple[LedgerRow, ...]:
        """Return the messages in one of ``states``, by default in any, the last claimed first.

        With the id of a ``person``, those to them alone.
        """

    def tally(self, answer: str = "") -> Mapping[LedgerState, int]:
        """Return how many messages are in each state that any is in; with an answer, of those that got it."""

    def of(self, message_id: str) -> LedgerRow | None:
        """Return one message; None where there is none of this id."""
