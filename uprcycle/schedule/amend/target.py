"""What a change is about: a review, a place in a session, a deadline."""

from dataclasses import dataclass, field

from uprcycle.days.span import Span, Unknown
from uprcycle.phrase import series
from uprcycle.schedule.session import name_session


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A State in a cycle; without one, in the last cycle in which it has a review."""

    country: str
    cycle: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a session: its number in the list (0: not known) and its day."""

    session: int
    order: int = 0
    span: Span = field(default_factory=Unknown)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date of a session, for the State named or, without one, for all of it."""

    session: int
    milestone: str
    country: str = ""

    @property
    def text(self) -> str:
        """Its name, as problems and deeds name a row."""
        return series([name_session(self.session), self.country, self.milestone])
