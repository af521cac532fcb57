"""The web-hooks by which people and offices are written to in chat, as the rest of uprcycle sees them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


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


class ChatHooks(Protocol):
    """The ways into chats; the audit trail holds of each the ids of hook and person."""

    def add(self, hook: ChatHook, *, by: str) -> None:
        """Keep a new way.

        Raises:
            RefusedError: The person is not known.
        """

    def remove(self, hook_id: str, *, by: str, at: datetime) -> ChatHook:
        """Forget a way and return it.

        Raises:
            RefusedError: There is none of this id.
        """

    def rest(self, hook_id: str, until: datetime) -> None:
        """Leave a way alone until a moment; an earlier one than is kept changes nothing."""

    def bury(self, hook_id: str, why: str, *, at: datetime) -> None:
        """Note that a way is dead; the first answer counts."""

    def of_id(self, hook_id: str) -> ChatHook | None:
        """Return the way of this id."""

    def all(self) -> tuple[ChatHook, ...]:
        """Return every way, by person and id."""
