"""Who writes, and where the links of a mail lead."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from notifications.links import NOWHERE, Tokens, draw_tokens
from uprcycle.countries import Countries
from uprcycle.wording.language import Language


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes, and where the links lead.

    ``base_url`` has no slash at its end; ``sender`` is a plain address. ``names_internal`` is
    the choice to spell out UN-internal items in the body; the subject never names them. Where mails
    are not ``sent``, their links lead nowhere; ``tokens`` are those of one mail.
    """

    base_url: str
    sender: str
    countries: Countries
    reprisal_addresses: tuple[str, ...]
    name: str = "uprcycle"
    names_internal: bool = False
    sent: bool = False
    tokens: Tokens = NOWHERE

    def for_a_mail(self, now: datetime) -> Self:
        """Return it with the tokens of one mail that is written ``now``."""
        return replace(self, tokens=draw_tokens(now)) if self.sent else self

    @property
    def preferences_link(self) -> str:
        """Where the reader says how they want to be written to, in their own language."""
        return f"{self.base_url}{self.tokens.preferences_path}"

    @property
    def unsubscribe_link(self) -> str:
        """Where a mail program unsubscribes the reader."""
        return f"{self.base_url}{self.tokens.unsubscribe_path}"


@dataclass(frozen=True, slots=True)
class Reference:
    """A link and what it says."""

    label: str
    link: str


def refer_to_preferences(language: Language, head: Letterhead) -> Reference:
    """Return the link at the foot of every mail."""
    label = language.text("Language, days and hours of these mails; unsubscribe")
    return Reference(label, head.preferences_link)
