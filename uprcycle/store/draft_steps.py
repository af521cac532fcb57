"""A schedule that somebody uploaded and may release, and the steps it takes on its way.

A step fits some states of a draft and no others, so that whoever comes second changes nothing: a draft
is ordered once, taken up by one worker at a time, and released once.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

KEPT_FOR = timedelta(days=14)
"""How long a draft is kept after it was uploaded, whatever became of it."""


class DraftState(StrEnum):
    """Open while it is looked at, ordered while it is being released; the other two are ends."""

    OPEN = "open"
    ORDERED = "ordered"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asked to be released, and why.

    ``plan`` is the digest of the plan they saw, upon release ``base``; ``schedule`` that of the schedule
    that would be in force. ``person`` is the id of whoever signed in as ``by``.
    """

    plan: str
    base: int
    schedule: str
    by: str
    note: str
    source: str
    at: datetime
    person: str = ""


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """An uploaded file and what was said of it.

    ``content`` is empty where a draft is only listed, was withdrawn, or no key opens it. ``accepted``
    are the corrections that were confirmed, such as ``Nepall=NPL``; ``allows_loss`` says that missing
    States are meant. ``release`` and ``entries`` say what it became, ``refusal`` why it did not.
    ``held_until`` is the moment up to which one worker has it.
    """

    id: str
    name: str
    by: str
    at: datetime
    content: bytes = field(default=b"", repr=False)
    state: DraftState = DraftState.OPEN
    allows_loss: bool = False
    accepted: tuple[str, ...] = ()
    order: Order | None = None
    held_until: datetime | None = None
    release: int = 0
    entries: int = 0
    refusal: str = ""

    @property
    def expires(self) -> datetime:
        """The moment from which it is forgotten."""
        return self.at + KEPT_FOR

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts in which somebody may be named."""
        own = (self.name, self.by, self.refusal, *self.accepted)
        order = self.order
        return own if order is None else (*own, order.by, order.person, order.note, order.source)


class Step(Protocol):
    """Something that happens to a draft; ``action`` is what the audit trail calls it."""

    @property
    def action(self) -> str:
        """What the audit trail calls it."""

    def apply(self, draft: KeptDraft) -> KeptDraft | None:
        """Return the draft after it, None where it does not fit."""


@dataclass(frozen=True, slots=True)
class Confirm:
    """Somebody confirms corrections, these and no others."""

    accepted: tuple[str, ...]
    action: str = "confirm corrections"

    def apply(self, draft: KeptDraft) -> KeptDraft | None:
        """Keep which were confirmed."""
        return replace(draft, accepted=self.accepted) if draft.state is DraftState.OPEN else None


@dataclass(frozen=True, slots=True)
class AllowLoss:
    """Somebody says that the States which are missing are meant to be."""

    action: str = "allow loss"

    def apply(self, draft: KeptDraft) -> KeptDraft | None:
        """Keep that it is meant."""
        return replace(draft, allows_loss=True) if draft.state is DraftState.OPEN else None


@dataclass(frozen=True, slots=True)
class Ask:
    """Somebody orders the release of what they saw."""

    order: Order
    action: str = "order release"

    def apply(self, draft: KeptDraft) -> KeptDraft | None:
        """Keep the order; the refusal of an earlier one is over."""
        if draft.state is not DraftState.OPEN:
            return None
        return replace(draft, state=DraftState.ORDERED, order=self.order, refusal="")


@dataclass(frozen=True, slots=True)
class TakeUp:
    """A worker takes up an order, unless another one has it."""

    now: datetime
    lease: timedelta
    action: str = "take up release"

    def apply(self, draft: KeptDraft) -> KeptDraft | None:
        """Hold it for a while."""
        is_held = draft.held_until is not None and draft.held_until > self.now
        if draft.state is not DraftState.ORDERED or is_held:
            return None
        return replace(draft, held_until=self.now + self.lease)


@dataclass(frozen=True, slots=True)
class Finish:
    """The order became a release, or there was nothing to change in that release."""

    release: int
    entries: int
    action: str = "finish release"

    def apply(self, draft: KeptDraft) -> KeptDraft | None:
        """Keep what it became."""
        if draft.state is not DraftState.ORDERED:
            return None
        return replace(
            draft,
            state=DraftState.RELEASED,
            held_until=None,
            release=self.release,
            entries=self.entries,
        )


@dataclass(frozen=True, slots=True)
class Refuse:
    """The order was refused; the draft can be looked at again."""

    why: str
    action: str = "refuse release"

    def apply(self, draft: KeptDraft) -> KeptDraft | None:
        """Keep why."""
        if draft.state is not DraftState.ORDERED:
            return None
        return replace(draft, state=DraftState.OPEN, held_until=None, order=None, refusal=self.why)


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Somebody takes a draft back; what it held is forgotten."""

    action: str = "withdraw draft"

    def apply(self, draft: KeptDraft) -> KeptDraft | None:
        """Empty it."""
        if draft.state is not DraftState.OPEN:
            return None
        return replace(draft, state=DraftState.WITHDRAWN, content=b"", refusal="")
