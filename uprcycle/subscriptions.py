"""What somebody subscribed to: whose items, which of them, and in which form.

A subscription is known by its id; the address of its feed holds a token of which only the
digest is kept. Its filter can be edited and its token replaced without one touching the other.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Kind


class Scope(StrEnum):
    """Whose feed it is: what one person has to do in all their offices, one office, or one organisation."""

    PERSON = "person"
    OFFICE = "office"
    ORGANISATION = "organisation"


class TaskForm(StrEnum):
    """How tasks stand in a feed: not at all, as VEVENT, or as VTODO with a VEVENT beside each."""

    NONE = "none"
    EVENTS = "events"
    TODOS = "todos"


class WindowForm(StrEnum):
    """How a window of days is shown: a long one by its two ends (decision 0010), or all in one way."""

    AUTO = "auto"
    BARS = "bars"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries a feed holds, and how; empty means all, and nothing here grants anything.

    ``languages`` are one or two codes: summaries are in the first, descriptions in both.
    """

    countries: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    phases: tuple[Phase, ...] = ()
    kinds: tuple[Kind, ...] = ()
    languages: tuple[str, ...] = ("en",)
    tasks: TaskForm = TaskForm.EVENTS
    windows: WindowForm = WindowForm.AUTO
    shows_cancelled: bool = True
    has_alarms: bool = False


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that needs a token, made for one person by right of the offices they hold.

    ``key`` is the name of the office or organisation, empty for a person's own; ``country`` is that
    of the office. ``digest`` is the SHA-256 of the token in hex. ``expires`` is the last day on which
    the feed answers. ``fetched`` and ``client`` are the last fetch and the family of its program,
    and all that is known of who reads it. Moments are UTC.
    """

    id: str
    person: str
    title: str
    scope: Scope
    digest: str
    made: datetime
    expires: date
    key: str = ""
    country: str = ""
    filter: Filter = field(default_factory=Filter)
    revoked: datetime | None = None
    fetched: datetime | None = None
    client: str = ""

    def is_live(self, today: date) -> bool:
        """Tell whether its own state lets the feed answer on ``today``; the roles are asked elsewhere."""
        return self.revoked is None and today <= self.expires
