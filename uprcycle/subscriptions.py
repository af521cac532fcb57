"""What somebody subscribed to: whose items, which of them, and in which form.

A subscription is known by its id; the address of its feed holds a token of which only the
digest is kept. Its filter can be edited and its token replaced without one touching the other.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from uprcycle.people import Assignment, Office, Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Kind
from uprcycle.visibility import Audience, audience_of

LIFETIME = timedelta(days=400)
"""How long a feed answers unless somebody extends it."""

WARNED = timedelta(days=30)
"""How long before its last day a feed says that it ends."""

SILENCE = timedelta(days=7)
"""How long a program may not have fetched its feed before it counts as one that nobody reads."""


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

    @property
    def is_whole(self) -> bool:
        """Whether every task enters, so that the feed can stand in for a digest."""
        narrowed = (*self.countries, *self.roles, *self.phases, *self.kinds)
        return not narrowed and self.tasks is not TaskForm.NONE


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that needs a token, made for one person by right of the offices they hold.

    ``key`` is the name of the office, in whatever States the person holds it, or of the organisation;
    empty for a person's own. ``digest`` is the SHA-256 of the token in hex, ``made`` when that was drawn, and
    ``expires`` the last day on which the feed answers; ``extended`` is when that was set anew for this
    token, None where it never was. ``fetched`` and ``client`` are the last fetch
    and the family of its program, and all that is known of who reads it. Moments are UTC.
    """

    id: str
    person: str
    title: str
    scope: Scope
    digest: str
    made: datetime
    expires: date
    key: str = ""
    filter: Filter = field(default_factory=Filter)
    extended: datetime | None = None
    revoked: datetime | None = None
    fetched: datetime | None = None
    client: str = ""

    def is_live(self, today: date) -> bool:
        """Tell whether its own state lets the feed answer on ``today``; the roles are asked elsewhere."""
        return self.revoked is None and today <= self.expires

    def is_ending(self, today: date) -> bool:
        """Tell whether the feed answers on ``today`` and soon will not."""
        return self.is_live(today) and self.expires - today <= WARNED

    def is_read(self, now: datetime) -> bool:
        """Tell whether some program fetched the feed of late; that is not to say that anybody saw it."""
        return self.fetched is not None and now - self.fetched <= SILENCE

    def is_stale(self, now: datetime) -> bool:
        """Tell whether a program stopped fetching the feed, or none began to in good time."""
        return now - (self.fetched or self.made) > SILENCE


@dataclass(frozen=True, slots=True)
class Fetch:
    """Some program of a family fetched the feed of a subscription at about ``at``."""

    subscription: str
    client: str
    at: datetime

    @property
    def hour(self) -> datetime:
        """The hour in which it was, in UTC: nobody needs to know more."""
        return self.at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class Right:
    """What a subscription may show on a day: tasks of ``offices``, by country and name.

    ``held`` are those of them that the person holds: how far the tasks of the others are is not shown.
    """

    offices: tuple[Office, ...]
    held: frozenset[Office]

    @property
    def audience(self) -> Audience:
        """The audience of what is not the task of one office: UN only where each office is of the UN."""
        return audience_of(is_un=all(each.is_un for each in self.offices))


class FeedState(StrEnum):
    """How a subscription stands, the worst that is true of it."""

    REVOKED = "revoked"
    EXPIRED = "expired"
    NO_ROLE = "no role"
    STALE = "stale"
    NEW = "new"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for: ``key`` names the office or the organisation, ``days`` tell how long."""

    title: str
    scope: Scope = Scope.PERSON
    key: str = ""
    filter: Filter = field(default_factory=Filter)
    days: int = LIFETIME.days


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be another way; None leaves it as it is, and ``days`` count from today."""

    title: str | None = None
    filter: Filter | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """A subscription and the address of its feed, to be shown once."""

    subscription: Subscription
    address: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A subscription as it stands; ``ends_soon`` tells whether it needs to be extended.

    ``offices`` are those of its owner that it may show today, by State and name.
    """

    subscription: Subscription
    state: FeedState
    ends_soon: bool
    offices: tuple[Office, ...] = ()


def build_right(subscription: Subscription, assignments: Iterable[Assignment], today: date) -> Right | None:
    """Return what the roles of ``today`` let a subscription show; None where they let it show nothing.

    Args:
        subscription: Whose life (:meth:`Subscription.is_live`) is not asked here.
        assignments: Who holds what and when: at least those of the person, and for an organisation
            those of everybody who works for it.
        today: The civil day in Geneva.
    """
    now = [each for each in assignments if each.holds_on(today)]
    mine = [each for each in now if each.person.id == subscription.person]
    match subscription.scope:
        case Scope.PERSON:
            shown = mine
        case Scope.OFFICE:
            shown = [each for each in mine if each.office.name == subscription.key]
        case Scope.ORGANISATION:
            body = [each for each in now if subscription.key and each.organisation == subscription.key]
            shown = body if any(each in mine for each in body) else []
    if not shown:
        return None
    offices, held = _merged(shown), {(each.office.country, each.office.name) for each in mine}
    return Right(offices, frozenset(each for each in offices if (each.country, each.name) in held))


def write_filter(chosen: Filter) -> dict[str, Any]:
    """Return a filter in the shape in which it is kept and shown as JSON."""
    return {
        "countries": list(chosen.countries),
        "roles": [each.value for each in chosen.roles],
        "phases": [each.value for each in chosen.phases],
        "kinds": [each.value for each in chosen.kinds],
        "languages": list(chosen.languages),
        "tasks": chosen.tasks.value,
        "windows": chosen.windows.value,
        "shows_cancelled": chosen.shows_cancelled,
        "has_alarms": chosen.has_alarms,
    }


def read_filter(row: Mapping[str, Any]) -> Filter:
    """Read a filter that :func:`write_filter` wrote."""
    return Filter(
        countries=tuple(row["countries"]),
        roles=tuple(Role(each) for each in row["roles"]),
        phases=tuple(Phase(each) for each in row["phases"]),
        kinds=tuple(Kind(each) for each in row["kinds"]),
        languages=tuple(row["languages"]),
        tasks=TaskForm(row["tasks"]),
        windows=WindowForm(row["windows"]),
        shows_cancelled=row["shows_cancelled"],
        has_alarms=row["has_alarms"],
    )


def _merged(assignments: Iterable[Assignment]) -> tuple[Office, ...]:
    """Return each office once, with all roles in which somebody holds it."""
    roles: defaultdict[tuple[str, str], frozenset[Role]] = defaultdict(frozenset)
    for each in assignments:
        roles[each.office.country, each.office.name] |= each.office.roles
    return tuple(Office(name, country, roles[country, name]) for country, name in sorted(roles))
