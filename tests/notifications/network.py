"""A channel that fails as told, and a ledger whose process dies as told."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from uprcycle.store import kept
from uprcycle.store.ports import Envelope, Ledger, LedgerRow, LedgerState, Outcome, Receipt

Answer = TypeVar("Answer")


class Died(BaseException):
    """The process was killed; nothing of ours may catch it."""


class Fate(StrEnum):
    """What befalls a message on its way."""

    TAKEN = "taken"
    LATER = "later"
    NEVER = "never"
    TAKEN_IN_SILENCE = "taken, and no answer came back"
    LOST_IN_SILENCE = "lost, and no answer came back"
    BROKEN = "the channel raises"
    DIED_BEFORE = "killed before the server took it"
    DIED_AFTER = "killed after the server took it"


ARRIVES = {Fate.TAKEN, Fate.TAKEN_IN_SILENCE, Fate.DIED_AFTER}
_RECEIPTS = {
    Fate.TAKEN: Receipt(Outcome.SENT, "250"),
    Fate.LATER: Receipt(Outcome.TEMPORARY, "451"),
    Fate.NEVER: Receipt(Outcome.PERMANENT, "550"),
    Fate.TAKEN_IN_SILENCE: Receipt(Outcome.UNKNOWN, "timeout"),
    Fate.LOST_IN_SILENCE: Receipt(Outcome.UNKNOWN, "timeout"),
}


@dataclass
class Network:
    """Delivers as the next fate says; after the last one, everything is taken."""

    fates: list[Fate] = field(default_factory=list)
    arrived: list[tuple[str, bytes]] = field(default_factory=list)
    tried: int = 0
    closed: int = 0

    def send(self, payload: bytes, to: str) -> Receipt:
        self.tried += 1
        fate = self.fates.pop(0) if self.fates else Fate.TAKEN
        if fate in ARRIVES:
            self.arrived.append((to, payload))
        if fate in (Fate.DIED_BEFORE, Fate.DIED_AFTER):
            raise Died
        if fate is Fate.BROKEN:
            raise RuntimeError("a poisonous message")
        return _RECEIPTS[fate]

    def close(self) -> None:
        self.closed += 1


@dataclass
class MortalLedger:
    """A ledger whose caller is killed at one of its calls.

    ``life`` counts the moments that are left, of which each call has two: one before it and
    one after. None lives for ever.
    """

    ledger: Ledger
    life: int | None = None

    def claim(self, envelope: Envelope, *, now: datetime, lease: timedelta) -> bool:
        return self._lived(lambda: self.ledger.claim(envelope, now=now, lease=lease))

    def claim_all(
        self, envelopes: Sequence[Envelope], *, now: datetime, lease: timedelta
    ) -> tuple[bool, ...]:
        return self._lived(lambda: self.ledger.claim_all(envelopes, now=now, lease=lease))

    def handing_over(self, message_id: str, *, now: datetime, taken: str = "") -> None:
        self._lived(lambda: self.ledger.handing_over(message_id, now=now, taken=taken))

    def record(self, message_id: str, receipt: Receipt, *, now: datetime) -> None:
        self._lived(lambda: self.ledger.record(message_id, receipt, now=now))

    def record_all(self, receipts: Sequence[tuple[str, Receipt]], *, now: datetime) -> None:
        self._lived(lambda: self.ledger.record_all(receipts, now=now))

    def resumable(self, now: datetime) -> tuple[Envelope, ...]:
        return self._lived(lambda: self.ledger.resumable(now))

    def reclaim(self, message_id: str, *, now: datetime, lease: timedelta) -> bool:
        return self._lived(lambda: self.ledger.reclaim(message_id, now=now, lease=lease))

    def withdraw(self, message_id: str, *, now: datetime) -> bool:
        return self._lived(lambda: self.ledger.withdraw(message_id, now=now))

    def keys(self, prefixes: Collection[str] = ("",), person: str = "") -> frozenset[str]:
        return self.ledger.keys(prefixes, person)

    def claimed_at(self, keys: Iterable[str]) -> Mapping[str, datetime]:
        return self.ledger.claimed_at(keys)

    def fates(self, prefix: str, people: Collection[str] | None = None) -> tuple[kept.Fate, ...]:
        return self.ledger.fates(prefix, people)

    def rows(
        self, limit: int | None = None, states: Collection[LedgerState] = (), person: str = ""
    ) -> tuple[LedgerRow, ...]:
        return self.ledger.rows(limit, states, person)

    def tally(self, answer: str = "") -> Mapping[LedgerState, int]:
        return self.ledger.tally(answer)

    def of(self, message_id: str) -> LedgerRow | None:
        return self.ledger.of(message_id)

    def _lived(self, call: Callable[[], Answer]) -> Answer:
        self._age()
        answer = call()
        self._age()
        return answer

    def _age(self) -> None:
        if self.life is not None:
            self.life -= 1
            if self.life < 0:
                raise Died
