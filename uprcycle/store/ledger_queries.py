"""What the ledger asks of the database, written once."""

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, LargeBinary, Select, and_, bindparam, case, func, or_, update
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from uprcycle.store.ports import LedgerState
from uprcycle.store.tables import MessageRecord, NudgeKeyRecord, table_of

UNFINISHED = (
    select(MessageRecord).where(col(MessageRecord.finished_at).is_(None)).order_by(col(MessageRecord.number))
)
"""Messages that are to be tried again, or are being tried, oldest first."""


CLAIMED = select(NudgeKeyRecord.key, MessageRecord.claimed_at).where(
    NudgeKeyRecord.message_id == MessageRecord.message_id
)
"""When keys were claimed."""


_MESSAGES, _KEYS = table_of(MessageRecord), table_of(NudgeKeyRecord)
_IS_NEXT = and_(
    _MESSAGES.c.message_id == bindparam("message"),
    _MESSAGES.c.state == LedgerState.CLAIMED.value,
    _MESSAGES.c.lease_until > bindparam("at"),
)
_WAS_TAKEN = and_(
    _MESSAGES.c.message_id == bindparam("taken"), _MESSAGES.c.state == LedgerState.HANDING_OVER.value
)
HAND_OVER = (
    update(_MESSAGES)
    .where(or_(_IS_NEXT, _WAS_TAKEN))
    .values(
        state=case(
            (_MESSAGES.c.state == LedgerState.CLAIMED.value, LedgerState.HANDING_OVER.value),
            else_=LedgerState.TAKEN.value,
        )
    )
    .returning(_MESSAGES.c.message_id)
)
"""Note that ``message`` is about to go out, unless its claim is over, and that ``taken`` was."""

# Of the payload, which may be long, the rules only ask whether it is there.
_WITHOUT_PAYLOADS = select_columns(
    *(each for each in _MESSAGES.c if each.name != "payload"),
    func.substr(_MESSAGES.c.payload, 1, 1, type_=LargeBinary).label("payload"),
)
LOCKED = (
    _WITHOUT_PAYLOADS.where(_MESSAGES.c.message_id.in_(bindparam("ids", expanding=True)))
    .order_by(_MESSAGES.c.number)
    .with_for_update()
)
"""Messages by ``ids``, kept from others."""


def tally_of(answer: str) -> Select[tuple[str, int]]:
    """Return the question how many messages are in each state; with an answer, of those that got it."""
    query = select_columns(_MESSAGES.c.state, func.count()).group_by(_MESSAGES.c.state)
    return query.where(_MESSAGES.c.answer == answer) if answer else query


def keys_of(prefixes: Collection[str], person: str) -> Iterator[Select[tuple[str]]]:
    """Yield the questions which keys begin so, and which are of the messages to a person."""
    if prefixes:
        yield select_columns(_KEYS.c.key).where(or_(*map(_begins_with, prefixes)))
    if person:
        theirs = _KEYS.c.message_id == _MESSAGES.c.message_id, _MESSAGES.c.person == person
        yield select_columns(_KEYS.c.key).where(*theirs)


def fates_of(prefix: str) -> Select[tuple[str, str, str, datetime | None]]:
    """Return the question what became of the messages of keys that begin so; none of them is read itself."""
    return select_columns(_KEYS.c.key, _MESSAGES.c.person, _MESSAGES.c.state, _MESSAGES.c.finished_at).where(
        _KEYS.c.message_id == _MESSAGES.c.message_id, _begins_with(prefix)
    )


def _begins_with(prefix: str) -> ColumnElement[bool]:
    # Not by order: databases disagree on that of text.
    return func.substr(_KEYS.c.key, 1, len(prefix)) == prefix
