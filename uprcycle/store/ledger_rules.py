"""How a message moves through the ledger, as pure functions of its row.

Both stores use these rules, so that they cannot drift apart. The promise is at least once,
byte-identical: a message whose end nobody knows is sent once more and then parked, for SMTP
cannot tell a lost message from a lost answer.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from uprcycle.errors import Problem, RefusedError
from uprcycle.store.moments import as_utc
from uprcycle.store.ports import Envelope, LedgerRow, LedgerState, Outcome, Receipt

BACK_OFF = tuple(timedelta(minutes=each) for each in (1, 5, 15, 60))
PATIENCE = timedelta(hours=48)
RESENDS_OF_A_LOST_MESSAGE = 1
_LONGEST_ANSWER = 500


def claimed(envelope: Envelope, now: datetime, lease: timedelta) -> LedgerRow:
    """Return the first row of a message."""
    now = as_utc(now)
    return LedgerRow(
        envelope=replace(envelope, not_before=as_utc(envelope.not_before), links=()),
        state=LedgerState.CLAIMED,
        attempts=1,
        claimed_at=now,
        lease_until=now + lease,
    )


def handed_over(row: LedgerRow, now: datetime) -> LedgerRow:
    """Return the row with its body on the way.

    Only one caller can make this step in each claim, so one whose lease was taken over stops here.

    Raises:
        RefusedError: The message is not claimed, or the lease is over.
    """
    where = f"message {row.envelope.message_id!r}"
    if row.state is not LedgerState.CLAIMED:
        raise _refusal(where, f"is {row.state}, not claimed")
    if row.lease_until <= now:
        raise _refusal(where, "has a lease that is over")
    return replace(row, state=LedgerState.HANDING_OVER)


def taken(row: LedgerRow) -> LedgerRow:
    """Return the row of a message that was handed over with the other side having taken it."""
    return replace(row, state=LedgerState.TAKEN) if row.state is LedgerState.HANDING_OVER else row


def unknown_message(message_id: str) -> RefusedError:
    """Return the refusal of a message that nobody claimed."""
    problem = Problem(f"message {message_id!r}", "is not in the ledger", "claim it before it is sent")
    return RefusedError("the ledger does not know the message", [problem])


def _refusal(where: str, what: str) -> RefusedError:
    remedy = "do not send it; the next round takes it up where that is safe"
    return RefusedError("the message cannot be handed over", [Problem(where, what, remedy)])


def recorded(row: LedgerRow, receipt: Receipt, now: datetime) -> LedgerRow:
    """Return the row after a try; a late receipt changes a finished row only if it says that it was sent."""
    if row.finished_at is not None and (receipt.outcome is not Outcome.SENT or row.state is LedgerState.SENT):
        return row
    now = as_utc(now)
    # Who was erased while the mail was on its way would come back with the server's answer.
    answered = replace(row, answer=_printable(receipt.answer) if row.envelope.payload else "")
    match receipt.outcome:
        case Outcome.SENT:
            return _finished(answered, LedgerState.SENT, now)
        case Outcome.PERMANENT:
            return _finished(answered, LedgerState.FAILED, now)
        case Outcome.TEMPORARY:
            return _refused(answered, now)
        case Outcome.UNKNOWN:
            return _lost(answered, now)
        case unknown:
            assert_never(unknown)


def is_due(row: LedgerRow, now: datetime) -> bool:
    """Tell whether nobody works on the message and its time has come."""
    return row.finished_at is None and row.lease_until <= now and row.envelope.not_before <= now


def is_spent(row: LedgerRow, now: datetime) -> bool:
    """Tell whether a due message was taken, or was lost on its way once more than it may be sent again."""
    lost_again = row.state is LedgerState.HANDING_OVER and row.losses >= RESENDS_OF_A_LOST_MESSAGE
    return (lost_again or row.state is LedgerState.TAKEN) and is_due(row, now)


def settled(row: LedgerRow, now: datetime) -> LedgerRow:
    """Return a spent row as sent where it was taken, otherwise out of the way for a person to look at."""
    if row.state is LedgerState.TAKEN:
        return _finished(row, LedgerState.SENT, as_utc(now))
    return replace(_finished(row, LedgerState.PARKED, as_utc(now)), losses=row.losses + 1)


def settling(row: LedgerRow) -> str:
    """Return what the trail says of a row that was settled."""
    return "park" if row.state is LedgerState.PARKED else f"record {Outcome.SENT}"


def reclaimed(row: LedgerRow, now: datetime, lease: timedelta) -> LedgerRow | None:
    """Return the row under a new lease; None when it is not to be tried again now."""
    if not is_due(row, now) or is_spent(row, now):
        return None
    return replace(
        row,
        state=LedgerState.CLAIMED,
        attempts=row.attempts + 1,
        lease_until=as_utc(now) + lease,
        losses=row.losses + (row.state is LedgerState.HANDING_OVER),
    )


def withdrawn(row: LedgerRow, now: datetime) -> LedgerRow | None:
    """Return the row as one that never goes out and holds no key; None where it may have gone out."""
    if not is_due(row, now) or row.state is not LedgerState.CLAIMED or row.losses:
        return None
    freed = replace(row, envelope=replace(row.envelope, keys=()))
    return _finished(freed, LedgerState.WITHDRAWN, as_utc(now))


def _finished(row: LedgerRow, state: LedgerState, now: datetime) -> LedgerRow:
    return replace(row, state=state, finished_at=now)


def _refused(row: LedgerRow, now: datetime) -> LedgerRow:
    first = row.refused_at or now
    refusals = row.refusals + 1
    again = now + BACK_OFF[min(refusals, len(BACK_OFF)) - 1]
    counted = replace(row, refusals=refusals, refused_at=first)
    if again - first > PATIENCE:
        return _finished(counted, LedgerState.FAILED, now)
    return _waiting(counted, now, again)


def _lost(row: LedgerRow, now: datetime) -> LedgerRow:
    counted = replace(row, losses=row.losses + 1)
    if counted.losses > RESENDS_OF_A_LOST_MESSAGE:
        return _finished(counted, LedgerState.PARKED, now)
    return _waiting(counted, now, now + BACK_OFF[0])


def _waiting(row: LedgerRow, now: datetime, again: datetime) -> LedgerRow:
    envelope = replace(row.envelope, not_before=max(again, row.envelope.not_before))
    return replace(row, state=LedgerState.CLAIMED, lease_until=now, envelope=envelope)


def _printable(answer: str) -> str:
    """Return what a stranger's server said as text that every database can hold."""
    text = answer.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")
    return text[:_LONGEST_ANSWER]
