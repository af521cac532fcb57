"""That mail to somebody of an office comes back, as it is told to others: once, and without a name."""

from dataclasses import dataclass
from datetime import UTC, datetime

from uprcycle.people import Person

UNREACHED = "unreached/"
"""How the keys begin that say of which silence somebody was told."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Mail to somebody of an office comes back since a moment."""

    country: str
    office: str
    since: datetime

    def key(self, reader: Person) -> str:
        """Return the key that makes telling ``reader`` of it unique, for ever."""
        since = self.since.astimezone(UTC)
        return f"{UNREACHED}{self.country}/{since:%Y-%m-%dT%H:%M:%S}/{reader.channel}/{reader.id}"
