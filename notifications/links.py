"""The links of one mail: a token for each purpose, drawn when it is written; only their digests are kept.

A mail that goes to nobody has links of the same shape that lead nowhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from uprcycle.store.ports import Link, Purpose
from uprcycle.tokens import digest_of, draw_token

PREFIX = "uprmail-"
"""How every token in a mail begins."""

TERMS = {
    Purpose.ANSWER: timedelta(days=180),
    Purpose.PREFERENCES: timedelta(days=400),
    Purpose.UNSUBSCRIBE: timedelta(days=400),
}
"""For how long a link opens anything: an answer may come late and be taken back after that."""

_NOWHERE = f"{PREFIX}this-mail-goes-to-nobody"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one mail, by purpose; ``made_at`` is None where they lead nowhere."""

    by_purpose: Mapping[Purpose, str] = field(repr=False)
    made_at: datetime | None = None

    @property
    def kept(self) -> tuple[Link, ...]:
        """What is kept of them, in the order of the purposes; nothing of those that lead nowhere."""
        if self.made_at is None:
            return ()
        tokens = self.by_purpose.items()
        return tuple(Link(digest_of(token), each, self.made_at + TERMS[each]) for each, token in tokens)

    def answer_path(self, number: int) -> str:
        """Return the path of the page on which one item of the mail, counted from 1, is answered."""
        return f"/answers/{self.by_purpose[Purpose.ANSWER]}/{number}"

    @property
    def preferences_path(self) -> str:
        """The path of the page on which the reader says how they want to be written to."""
        return f"/preferences/{self.by_purpose[Purpose.PREFERENCES]}"

    @property
    def unsubscribe_path(self) -> str:
        """The path that unsubscribes the reader."""
        return f"/unsubscribe/{self.by_purpose[Purpose.UNSUBSCRIBE]}"


NOWHERE = Tokens(dict.fromkeys(Purpose, _NOWHERE))
"""The tokens of a mail that goes to nobody."""


def draw_tokens(now: datetime) -> Tokens:
    """Draw the tokens of a mail that is written ``now``."""
    return Tokens({each: draw_token(PREFIX) for each in Purpose}, now)
