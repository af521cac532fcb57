"""Having signed in: the link that opens a session, the session, and when each is over.

Of both tokens only the digest is kept. Moments are UTC.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

LINK_LASTS = timedelta(minutes=15)
"""How long a link may be used."""

IDLE = timedelta(hours=12)
"""How long a session lasts without a request."""

LONGEST = timedelta(days=7)
"""How long a session lasts at most."""

SEEN_EVERY = timedelta(minutes=5)
"""How precisely it is kept when a session was last used."""


class Way(StrEnum):
    """By what somebody signed in."""

    MAIL = "mail"
    OPERATOR = "operator"
    FOUNDING = "founding"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class SignInLink:
    """A link that opens one session of ``person``; of the founding one nobody knows yet whose."""

    digest: str = field(repr=False)
    person: str
    way: Way
    made: datetime
    expires: datetime

    def is_open(self, now: datetime) -> bool:
        """Tell whether it may still be used, unless it was."""
        return now < self.expires


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who signed in, by one program; ``program`` is a coarse word for it and all that is known.

    ``person`` is the id of whom it is, whether they have an account, an office or both.
    """

    id: str
    digest: str = field(repr=False)
    person: str
    way: Way
    made: datetime
    seen: datetime
    program: str = ""
    ended: datetime | None = None

    def is_live(self, now: datetime) -> bool:
        """Tell whether it lasts at ``now``; the roles of the day are asked elsewhere."""
        return self.ended is None and now < self.over

    @property
    def over(self) -> datetime:
        """When it is over unless it is used again."""
        return min(self.seen + IDLE, self.made + LONGEST)

    def is_seen_late(self, now: datetime) -> bool:
        """Tell whether it is time to note that it was used."""
        return now - self.seen >= SEEN_EVERY
