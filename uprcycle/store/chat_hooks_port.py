"""The web-hooks by which people and offices are written to in chat, as the rest of uprcycle sees them."""

from datetime import datetime
from typing import Protocol

from uprcycle.store.kept import ChatHook


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
