"""The plain values that every store takes and gives back.

Every moment is aware and comes back in UTC.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from uprcycle.reviews.phases import Phase


@dataclass(frozen=True, slots=True)
class ReleaseSummary:
    """A release without its schedule.

    ``reviews`` counts the States in all cycles it holds, ``keeping`` those that keep older rules
    than ``ruleset``.
    """

    number: int
    at: datetime
    by: str
    note: str
    source: str
    digest: str
    reviews: int
    ruleset: str
    keeping: int


class Purpose(StrEnum):
    """The one thing that a link in a message is for."""

    ANSWER = "answer"
    PREFERENCES = "preferences"
    UNSUBSCRIBE = "unsubscribe"


@dataclass(frozen=True, slots=True)
class Link:
    """What is kept of a link in a message: the digest of its token, and until when it opens anything."""

    digest: str
    purpose: Purpose
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link that opens something now: the message that holds it, to whom it went and what it answered."""

    message_id: str
    person: str
    keys: tuple[str, ...]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Envelope:
    """A rendered message and the nudge keys it answers.

    ``payload`` is what goes out, byte for byte, at every try. ``person`` is an opaque id.
    Nothing is sent before ``not_before``. ``links`` are kept when it is claimed and looked up by
    their digests; the ledger gives envelopes back without them.
    """

    message_id: str
    keys: tuple[str, ...]
    person: str
    channel: str
    payload: bytes
    not_before: datetime
    links: tuple[Link, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a key named twice: it would look taken by somebody else."""
        if len(set(self.keys)) != len(self.keys):
            raise ValueError(f"an envelope names a nudge key twice: {sorted(self.keys)}")


class Outcome(StrEnum):
    """How a try ended, as far as the channel could tell."""

    SENT = "sent"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The outcome of one try and the answer of the other side."""

    outcome: Outcome
    answer: str = ""


class LedgerState(StrEnum):
    """Where a message stands; one that is ``taken`` was sent, and the trail does not say so yet."""

    CLAIMED = "claimed"
    HANDING_OVER = "handing-over"
    TAKEN = "taken"
    SENT = "sent"
    FAILED = "failed"
    PARKED = "parked"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One message and its fate.

    ``claimed_at`` is the first claim; ``attempts`` counts it and every one after it.
    ``refusals`` counts temporary refusals since ``refused_at``. ``losses`` counts tries of
    which nobody knows how they ended. A row with ``finished_at`` is not tried again.
    """

    envelope: Envelope
    state: LedgerState
    attempts: int
    claimed_at: datetime
    lease_until: datetime
    finished_at: datetime | None = None
    answer: str = ""
    refusals: int = 0
    refused_at: datetime | None = None
    losses: int = 0

    @property
    def possibly_twice(self) -> bool:
        """Whether the person may hold two copies, both with the same message id."""
        lost_beside_this_one = 1 if self.state in _ARRIVED else 2
        return self.losses >= lost_beside_this_one


_ARRIVED = frozenset({LedgerState.TAKEN, LedgerState.SENT})


@dataclass(frozen=True, slots=True)
class Fate:
    """To whom the message of a key goes and what became of it so far; nothing of what it says."""

    key: str
    person: str
    state: LedgerState
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """What a feed last said of one entry, so that its SEQUENCE can rise when that changes.

    ``dated`` is the fingerprint of date and status, ``text`` that of the rest. A withdrawn
    entry keeps in ``payload`` what is needed to serve it as cancelled.
    """

    uid: str
    sequence: int
    dated: str
    text: str
    modified: datetime
    first_release: int
    withdrawn: bool = False
    payload: str = ""


@dataclass(frozen=True, slots=True)
class ChatHook:
    """A way into the chat of a person, or into the room of an office.

    ``person`` is whose it is, or who answers for the room, and is told when it is dead. ``kind`` names
    the channel. ``address`` is empty where no key opens it; ``fingerprint`` is what may be shown of it.
    ``why`` is the answer that ended it.
    """

    id: str
    kind: str
    person: str
    fingerprint: str
    made: datetime
    address: str = field(repr=False)
    country: str = ""
    office: str = ""
    language: str = "en"
    rests_until: datetime | None = None
    dead_since: datetime | None = None
    why: str = ""

    @property
    def is_room(self) -> bool:
        """Whether it is the room of an office, in which anybody may read."""
        return bool(self.office)


@dataclass(frozen=True, slots=True)
class Passage:
    """A review entered ``phase``, whose first day was ``opened`` when that was noted at ``at``."""

    country: str
    cycle: int
    phase: Phase
    opened: date
    at: datetime

    @property
    def key(self) -> tuple[str, int, Phase]:
        """What is noted once: the review and the phase, whatever becomes of its day."""
        return self.country, self.cycle, self.phase
