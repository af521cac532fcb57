"""What the pages of preferences show and hand on; what stands behind them is given from outside."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from uprcycle.people import Person
from uprcycle.preferences import Preferences


class MailKind(StrEnum):
    """What a mail is about: the week, what is urgent, or dates that changed."""

    DIGEST = "digest"
    URGENT = "urgent"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class NextMail:
    """A mail that would come if nothing changed, by the reader's clock; its items are only counted."""

    at: datetime
    items: int
    kind: MailKind


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody is written to: ``person`` is as they want to be, ``chosen`` their own part in that."""

    person: Person
    chosen: Preferences
    channels: tuple[str, ...]


class PreferenceDesk(Protocol):
    """Answers whoever shows a token of its kind; None is the answer to all others, whatever the reason."""

    def look(self, token: str) -> Standing | None:
        """Return how the person is written to."""

    def coming(self, token: str) -> tuple[NextMail, ...]:
        """Return the next mails to the person, in order."""

    def choose(self, token: str, asked: Preferences) -> Standing | None:
        """Keep what a form asks for, whoever it names.

        Raises:
            BadInputError: With everything that cannot be chosen; nothing was kept.
        """

    def leave(self, token: str) -> Standing | None:
        """Decline everything that can be declined; again changes nothing."""

    def come_back(self, token: str) -> Standing | None:
        """Take that back."""
