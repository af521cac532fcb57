"""The ledger in the database; the rules of its states are in :mod:`uprcycle.store.ledger_rules`."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, delete, select
from sqlmodel.sql.expression import SelectOfScalar

from uprcycle.store import ledger_rules
from uprcycle.store.answer_tables import MessageLinkRecord
from uprcycle.store.audit import append
from uprcycle.store.engine import Database
from uprcycle.store.ledger_queries import CLAIMED, HAND_OVER, LOCKED, UNFINISHED, fates_of, keys_of, tally_of
from uprcycle.store.links import drop_links, link_cells
from uprcycle.store.ports import Envelope, Fate, LedgerRow, LedgerState, Receipt
from uprcycle.store.rows import change_all, insert_free
from uprcycle.store.tables import MessageRecord, NudgeKeyRecord
from uprcycle.store.trail import moved


class DatabaseLedger:
    """What is being sent and was sent."""

    def __init__(self, database: Database) -> None:
        """Keep the ledger in ``database``."""
        self._database = database

    def claim(self, envelope: Envelope, *, now: datetime, lease: timedelta) -> bool:
        """Take ``envelope`` for sending; the unique keys decide who was first."""
        return self._claimed([envelope], now, lease)

    def claim_all(
        self, envelopes: Sequence[Envelope], *, now: datetime, lease: timedelta
    ) -> tuple[bool, ...]:
        """Claim those of ``envelopes`` that are free in one go; each for itself where that fails."""
        if self._claimed(envelopes, now, lease):
            return (True,) * len(envelopes)
        free = self._free(envelopes)
        if len(free) < len(envelopes) and self._claimed(free, now, lease):
            return tuple(each in free for each in envelopes)
        return tuple(each in free and self.claim(each, now=now, lease=lease) for each in envelopes)

    def handing_over(self, message_id: str, *, now: datetime, taken: str = "") -> None:
        """Note that the body is about to go out, and which was taken."""
        noted = {"message": message_id, "at": now, "taken": taken}
        while message_id not in self._database.note(HAND_OVER, noted):
            with self._database.reading() as session:
                (row,) = _locked(session, [message_id]).values()
                ledger_rules.handed_over(row, now)  # refuses, unless it was claimed just now

    def record(self, message_id: str, receipt: Receipt, *, now: datetime) -> None:
        """Keep how the try ended."""
        self.record_all([(message_id, receipt)], now=now)

    def record_all(self, receipts: Sequence[tuple[str, Receipt]], *, now: datetime) -> None:
        """Keep how several tries ended."""
        with self._database.writing() as session:
            rows, entries = _locked(session, [message_id for message_id, _ in receipts]), []
            for message_id, receipt in receipts:
                row = rows[message_id] = ledger_rules.recorded(rows[message_id], receipt, now)
                entries.append(moved(f"record {receipt.outcome}", row, now))
            changed = [{"message_id": each} | _moving_cells(row) for each, row in rows.items()]
            change_all(session, MessageRecord, changed)
            append(session, *entries)

    def resumable(self, now: datetime) -> tuple[Envelope, ...]:
        """Return what is to be tried again now, oldest first; settle what is not to be tried any more."""
        with self._database.reading() as session:
            due = [each for each in _rows(session, UNFINISHED) if ledger_rules.is_due(each, now)]
        if any(ledger_rules.is_spent(each, now) for each in due):
            self._settle(now)
        return tuple(each.envelope for each in due if not ledger_rules.is_spent(each, now))

    def reclaim(self, message_id: str, *, now: datetime, lease: timedelta) -> bool:
        """Take a message for another try, unless somebody holds it."""
        wanted = UNFINISHED.where(MessageRecord.message_id == message_id)
        with self._database.writing() as session:
            for record in session.exec(wanted.with_for_update(skip_locked=True)):
                row = ledger_rules.reclaimed(_row(record), now, lease)
                if row is not None:
                    keep(session, record, row)
                    append(session, moved("reclaim", row, now))
                    return True
        return False

    def withdraw(self, message_id: str, *, now: datetime) -> bool:
        """Take back a message that cannot have gone out, set its keys free and drop its links."""
        wanted = UNFINISHED.where(MessageRecord.message_id == message_id)
        with self._database.writing() as session:
            for record in session.exec(wanted.with_for_update(skip_locked=True)):
                row = ledger_rules.withdrawn(_row(record), now)
                if row is not None:
                    session.exec(delete(NudgeKeyRecord).where(col(NudgeKeyRecord.message_id) == message_id))
                    drop_links(session, message_id)
                    keep(session, record, row)
                    append(session, moved("withdraw", row, now))
                    return True
        return False

    def keys(self, prefixes: Collection[str] = ("",), person: str = "") -> frozenset[str]:
        """Return the nudge keys claimed and not set free: those that begin so, and those of one person."""
        with self._database.reading() as session:
            asked = keys_of(prefixes, person)
            return frozenset(key for one in asked for key in session.connection().execute(one).scalars())

    def claimed_at(self, keys: Iterable[str]) -> Mapping[str, datetime]:
        """Return when each of ``keys`` was claimed."""
        wanted, found = tuple(dict.fromkeys(keys)), dict[str, datetime]()
        with self._database.reading() as session:
            for first in range(0, len(wanted), _AT_ONCE):
                some = col(NudgeKeyRecord.key).in_(wanted[first : first + _AT_ONCE])
                found |= dict(session.exec(CLAIMED.where(some)).all())
        return found

    def fates(self, prefix: str, people: Collection[str] | None = None) -> tuple[Fate, ...]:
        """Return what became of each key that begins with ``prefix``, of ``people`` or of anybody."""
        wanted, named = fates_of(prefix), sorted(set(people or ()))
        groups = (named[first : first + _AT_ONCE] for first in range(0, len(named), _AT_ONCE))
        theirs = [wanted.where(col(MessageRecord.person).in_(each)) for each in groups]
        some = [wanted] if people is None else theirs
        with self._database.reading() as session:
            found = [each for one in some for each in session.connection().execute(one)]
        fates = (Fate(key, person, LedgerState(state), at) for key, person, state, at in found)
        return tuple(sorted(fates, key=lambda each: each.key))

    def rows(
        self, limit: int | None = None, states: Collection[LedgerState] = (), person: str = ""
    ) -> tuple[LedgerRow, ...]:
        """Return the messages in one of ``states``, by default in any, the last claimed first."""
        newest_first = select(MessageRecord).order_by(col(MessageRecord.number).desc())
        if states:
            newest_first = newest_first.where(col(MessageRecord.state).in_([each.value for each in states]))
        if person:
            newest_first = newest_first.where(MessageRecord.person == person)
        with self._database.reading() as session:
            return _rows(session, newest_first.limit(limit))

    def tally(self, answer: str = "") -> Mapping[LedgerState, int]:
        """Return how many messages are in each state that any is in."""
        with self._database.reading() as session:
            found = session.connection().execute(tally_of(answer)).all()
        return {LedgerState(state): count for state, count in found}

    def of(self, message_id: str) -> LedgerRow | None:
        """Return one message; None where there is none of this id."""
        with self._database.reading() as session:
            found = _rows(session, select(MessageRecord).where(MessageRecord.message_id == message_id))
        return found[0] if found else None

    def _free(self, envelopes: Sequence[Envelope]) -> list[Envelope]:
        """Return those of ``envelopes`` of which nothing is in the store."""
        wanted = {
            col(MessageRecord.message_id): [each.message_id for each in envelopes],
            col(NudgeKeyRecord.key): [key for each in envelopes for key in each.keys],
            col(MessageLinkRecord.digest): [link.digest for each in envelopes for link in each.links],
        }
        with self._database.reading() as session:
            taken = {
                name
                for column, names in wanted.items()
                for first in range(0, len(names), _AT_ONCE)
                for name in session.exec(select(column).where(column.in_(names[first : first + _AT_ONCE])))
            }
        return [each for each in envelopes if taken.isdisjoint(_names(each))]

    def _claimed(self, envelopes: Sequence[Envelope], now: datetime, lease: timedelta) -> bool:
        if not envelopes:
            return True
        # By id, so that two who want the same messages wait in line, not for each other.
        rows = [ledger_rules.claimed(each, now, lease) for each in envelopes]
        rows.sort(key=lambda each: each.envelope.message_id)
        with self._database.writing() as session:
            mine = insert_free(session, MessageRecord, [_cells(each) for each in rows])
            mine = mine and insert_free(session, NudgeKeyRecord, _key_cells(envelopes))
            links = [cells for each in envelopes for cells in link_cells(each, now)]
            mine = mine and insert_free(session, MessageLinkRecord, links)
            if mine:
                append(session, *(moved("claim", each, now) for each in rows))
            else:
                session.rollback()
        return mine

    def _settle(self, now: datetime) -> None:
        with self._database.writing() as session:
            drained = session.exec(UNFINISHED.with_for_update(skip_locked=True)).all()
            spent = [each for each in drained if ledger_rules.is_spent(_row(each), now)]
            rows = [ledger_rules.settled(_row(each), now) for each in spent]
            for record, row in zip(spent, rows, strict=True):
                keep(session, record, row)
            append(session, *(moved(ledger_rules.settling(each), each, now) for each in rows))


def _names(envelope: Envelope) -> tuple[str, ...]:
    """Return all of a message that can be in the store once."""
    return envelope.message_id, *envelope.keys, *(each.digest for each in envelope.links)


_AT_ONCE = 500  # a statement holds only so many values


def _locked(session: Session, message_ids: Sequence[str]) -> dict[str, LedgerRow]:
    """Return messages by their ids, without keys and with no more of a payload than that there is one.

    Others are kept from changing them.
    """
    found = session.connection().execute(LOCKED, {"ids": message_ids})
    rows = {each.message_id: _row(each) for each in found}
    for message_id in message_ids:
        if message_id not in rows:
            raise ledger_rules.unknown_message(message_id)
    return rows


def _rows(session: Session, chosen: SelectOfScalar[MessageRecord]) -> tuple[LedgerRow, ...]:
    ids = chosen.with_only_columns(col(MessageRecord.message_id))
    of_chosen = select(NudgeKeyRecord).where(col(NudgeKeyRecord.message_id).in_(ids))
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for each in session.exec(of_chosen.order_by(col(NudgeKeyRecord.place))):
        keys[each.message_id].append(each.key)
    return tuple(_row(each, tuple(keys[each.message_id])) for each in session.exec(chosen))


def _row(record: Any, keys: tuple[str, ...] = ()) -> LedgerRow:  # noqa: ANN401 - a record, or columns of one
    return LedgerRow(
        envelope=Envelope(
            message_id=record.message_id,
            keys=keys,
            person=record.person,
            channel=record.channel,
            payload=record.payload,
            not_before=record.not_before,
        ),
        state=LedgerState(record.state),
        attempts=record.attempts,
        claimed_at=record.claimed_at,
        lease_until=record.lease_until,
        finished_at=record.finished_at,
        answer=record.answer,
        refusals=record.refusals,
        refused_at=record.refused_at,
        losses=record.losses,
    )


def messages_of(session: Session, person: str) -> tuple[tuple[MessageRecord, LedgerRow], ...]:
    """Return every message to one person, locked, with what it says."""
    chosen = select(MessageRecord).where(MessageRecord.person == person).order_by(col(MessageRecord.number))
    records = session.exec(chosen.with_for_update()).all()
    return tuple(zip(records, _rows(session, chosen), strict=True))


def keep(session: Session, record: MessageRecord, row: LedgerRow) -> None:
    """Let ``record`` say what ``row`` says."""
    for name, value in _cells(row).items():
        setattr(record, name, value)
    session.add(record)


def _cells(row: LedgerRow) -> dict[str, Any]:
    envelope = row.envelope
    return _moving_cells(row) | {
        "message_id": envelope.message_id,
        "person": envelope.person,
        "channel": envelope.channel,
        "payload": envelope.payload,
        "claimed_at": row.claimed_at,
    }


def _moving_cells(row: LedgerRow) -> dict[str, Any]:
    """Return what changes while a message is on its way."""
    return {
        "not_before": row.envelope.not_before,
        "state": row.state.value,
        "attempts": row.attempts,
        "lease_until": row.lease_until,
        "finished_at": row.finished_at,
        "answer": row.answer,
        "refusals": row.refusals,
        "refused_at": row.refused_at,
        "losses": row.losses,
    }


def _key_cells(envelopes: Iterable[Envelope]) -> list[dict[str, Any]]:
    """Return the rows by key, so that two who want the same keys wait in line, not for each other."""
    places = sorted(
        (key, each.message_id, place) for each in envelopes for place, key in enumerate(each.keys)
    )
    return [{"key": key, "message_id": message_id, "place": place} for key, message_id, place in places]
