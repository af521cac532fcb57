"""What must not be read by whoever holds the database alone: sealed on its way in, opened on its way out.

How a value is sealed is handed in; nothing here knows of keys.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from uprcycle.store.kept import Envelope, Fate, LedgerRow, LedgerState, Receipt
from uprcycle.store.ledger_port import Ledger


class Seal(Protocol):
    """Makes values unreadable, and readable again."""

    def seal(self, value: bytes) -> bytes:
        """Return ``value`` so that nobody reads it without a key."""

    def open(self, sealed: bytes) -> bytes | None:
        """Return what was sealed; None where no key of ours opens it."""


class Unsealed:
    """Leaves values as they are, for stores that hold nothing of anybody."""

    def seal(self, value: bytes) -> bytes:
        """Return ``value``."""
        return value

    def open(self, sealed: bytes) -> bytes | None:
        """Return ``sealed``."""
        return sealed


class Sealed(Protocol):
    """All sealed values of a store, whatever they are of; what is empty was never sealed."""

    def values(self, most: int | None = None) -> Iterator[bytes]:
        """Yield every sealed value, or the newest ones of each kind, so many at most."""

    def renew(self, change: Callable[[bytes], bytes | None], *, at: datetime) -> int:
        """Put what ``change`` makes of each value in its place and return how many it changed.

        None leaves a value as it is. It works in small steps, each whole or not at all: stopped
        anywhere, it can be asked again.
        """


class SealedLedger:
    """A ledger whose messages are sealed; what no key opens is not lost, and waits for its key."""

    def __init__(self, ledger: Ledger, seal: Seal) -> None:
        """Seal what goes into ``ledger``."""
        self._ledger = ledger
        self._seal = seal

    def claim(self, envelope: Envelope, *, now: datetime, lease: timedelta) -> bool:
        """Take ``envelope`` for sending; False, and nothing written, when any of its keys is taken."""
        return self._ledger.claim(self._sealed(envelope), now=now, lease=lease)

    def claim_all(
        self, envelopes: Sequence[Envelope], *, now: datetime, lease: timedelta
    ) -> tuple[bool, ...]:
        """Claim each of ``envelopes``; say of each whether it was free."""
        return self._ledger.claim_all(tuple(map(self._sealed, envelopes)), now=now, lease=lease)

    def handing_over(self, message_id: str, *, now: datetime, taken: str = "") -> None:
        """Note that the body is about to go out."""
        self._ledger.handing_over(message_id, now=now, taken=taken)

    def record(self, message_id: str, receipt: Receipt, *, now: datetime) -> None:
        """Keep how the try ended."""
        self._ledger.record(message_id, receipt, now=now)

    def record_all(self, receipts: Sequence[tuple[str, Receipt]], *, now: datetime) -> None:
        """Keep how several tries ended."""
        self._ledger.record_all(receipts, now=now)

    def resumable(self, now: datetime) -> tuple[Envelope, ...]:
        """Return what is to be tried again now, oldest first, without what no key opens."""
        opened = map(self._opened, self._ledger.resumable(now))
        return tuple(each for each in opened if each is not None)

    def reclaim(self, message_id: str, *, now: datetime, lease: timedelta) -> bool:
        """Take one of ``resumable`` for another try; False when somebody else was faster."""
        return self._ledger.reclaim(message_id, now=now, lease=lease)

    def withdraw(self, message_id: str, *, now: datetime) -> bool:
        """Take back one of ``resumable`` and set its keys free; False where it may have gone out."""
        return self._ledger.withdraw(message_id, now=now)

    def keys(self, prefixes: Collection[str] = ("",), person: str = "") -> frozenset[str]:
        """Return the nudge keys claimed and not set free: those that begin so, and those of one person."""
        return self._ledger.keys(prefixes, person)

    def claimed_at(self, keys: Iterable[str]) -> Mapping[str, datetime]:
        """Return when each of ``keys`` was claimed."""
        return self._ledger.claimed_at(keys)

    def fates(self, prefix: str, people: Collection[str] | None = None) -> tuple[Fate, ...]:
        """Return what became of each key that begins with ``prefix``, of ``people`` or of anybody."""
        return self._ledger.fates(prefix, people)

    def rows(
        self, limit: int | None = None, states: Collection[LedgerState] = (), person: str = ""
    ) -> tuple[LedgerRow, ...]:
        """Return the messages, the last claimed first; what no key opens has no payload."""
        return tuple(map(self._legible, self._ledger.rows(limit, states, person)))

    def tally(self, answer: str = "") -> Mapping[LedgerState, int]:
        """Return how many messages are in each state that any is in."""
        return self._ledger.tally(answer)

    def of(self, message_id: str) -> LedgerRow | None:
        """Return one message; None where there is none of this id."""
        row = self._ledger.of(message_id)
        return row and self._legible(row)

    def _legible(self, row: LedgerRow) -> LedgerRow:
        return replace(row, envelope=self._opened(row.envelope) or replace(row.envelope, payload=b""))

    def _sealed(self, envelope: Envelope) -> Envelope:
        return replace(envelope, payload=self._seal.seal(envelope.payload) if envelope.payload else b"")

    def _opened(self, envelope: Envelope) -> Envelope | None:
        if not envelope.payload:
            return envelope
        payload = self._seal.open(envelope.payload)
        return None if payload is None else replace(envelope, payload=payload)
