"""A store for dry runs: it reads what there is, and a round that writes to it leaves no trace."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from uprcycle.store import ledger_rules
from uprcycle.store.kept import Envelope, Fate, LedgerRow, LedgerState, Receipt
from uprcycle.store.ledger_port import Ledger
from uprcycle.store.ports import Heartbeats, Passage, Passages, Store


class RehearsedLedger:
    """Answers as the ledger would, and forgets all that it is told."""

    def __init__(self, ledger: Ledger) -> None:
        """Read from ``ledger`` and write nothing to it."""
        self._ledger = ledger
        self._keys = set(ledger.keys())
        self._people: dict[str, str] = {}

    def claim(self, envelope: Envelope, *, now: datetime, lease: timedelta) -> bool:
        """Tell whether ``envelope`` could be claimed, after those that were before it."""
        del now, lease
        if not self._keys.isdisjoint(envelope.keys):
            return False
        self._keys.update(envelope.keys)
        self._people |= dict.fromkeys(envelope.keys, envelope.person)
        return True

    def claim_all(
        self, envelopes: Sequence[Envelope], *, now: datetime, lease: timedelta
    ) -> tuple[bool, ...]:
        """Tell of each of ``envelopes`` whether it could be claimed."""
        return tuple(self.claim(each, now=now, lease=lease) for each in envelopes)

    def handing_over(self, message_id: str, *, now: datetime, taken: str = "") -> None:
        """Note nothing."""

    def record(self, message_id: str, receipt: Receipt, *, now: datetime) -> None:
        """Keep nothing."""

    def record_all(self, receipts: Sequence[tuple[str, Receipt]], *, now: datetime) -> None:
        """Keep nothing."""

    def resumable(self, now: datetime) -> tuple[Envelope, ...]:
        """Return what would be tried again now, oldest first; park nothing."""
        due = [each for each in self._ledger.rows() if ledger_rules.is_due(each, now)]
        return tuple(each.envelope for each in reversed(due) if not ledger_rules.is_spent(each, now))

    def reclaim(self, message_id: str, *, now: datetime, lease: timedelta) -> bool:
        """Say that it would be taken for another try."""
        del message_id, now, lease
        return True

    def withdraw(self, message_id: str, *, now: datetime) -> bool:
        """Tell whether a message would be taken back; if so its keys are free."""
        for row in self._ledger.rows():
            if row.envelope.message_id == message_id and ledger_rules.withdrawn(row, now):
                self._keys.difference_update(row.envelope.keys)
                return True
        return False

    def keys(self, prefixes: Collection[str] = ("",), person: str = "") -> frozenset[str]:
        """Return the nudge keys that would be claimed: those that begin so, and those of one person."""
        claimed = self._people.items()
        mine = {key for key, whose in claimed if key.startswith(tuple(prefixes)) or person == whose}
        return frozenset(self._keys & (self._ledger.keys(prefixes, person) | mine))

    def claimed_at(self, keys: Iterable[str]) -> Mapping[str, datetime]:
        """Return when each of ``keys`` was claimed."""
        return self._ledger.claimed_at(keys)

    def fates(self, prefix: str, people: Collection[str] | None = None) -> tuple[Fate, ...]:
        """Return what became of each key that begins with ``prefix``, of ``people`` or of anybody."""
        return self._ledger.fates(prefix, people)

    def rows(
        self, limit: int | None = None, states: Collection[LedgerState] = (), person: str = ""
    ) -> tuple[LedgerRow, ...]:
        """Return the messages that there are."""
        return self._ledger.rows(limit, states, person)

    def tally(self, answer: str = "") -> Mapping[LedgerState, int]:
        """Return how many messages are in each state that any is in."""
        return self._ledger.tally(answer)

    def of(self, message_id: str) -> LedgerRow | None:
        """Return one of them."""
        return self._ledger.of(message_id)


class _StillHeartbeats:
    def __init__(self, heartbeats: Heartbeats) -> None:
        self.last = heartbeats.last

    def beat(self, name: str, at: datetime) -> None:
        """Note nothing."""

    def take_turn(self, name: str, at: datetime, spell: timedelta) -> bool:
        """Tell whether it would be noted."""
        last = self.last(name)
        return last is None or abs(at - last) >= spell


class _RehearsedPassages:
    def __init__(self, passages: Passages) -> None:
        self.all = passages.all

    def note(self, passages: Iterable[Passage]) -> tuple[Passage, ...]:
        """Return those that were not noted before and keep none."""
        known = {each.key for each in self.all()}
        return tuple(each for each in passages if each.key not in known)


class _Rehearsal:
    def __init__(self, store: Store) -> None:
        self._store = store
        self.ledger = RehearsedLedger(store.ledger)
        self.heartbeats = _StillHeartbeats(store.heartbeats)
        self.passages = _RehearsedPassages(store.passages)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the store has under this name
        return getattr(self._store, name)


def rehearsed(store: Store) -> Store:
    """Return ``store`` with a ledger, heartbeats and passages that keep nothing: a round writes to these."""
    return cast("Store", _Rehearsal(store))
