"""The public feeds there are: their names, and the timetables each is made of."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from calendars.wording import Variant
from uprcycle.countries import Region, UnknownCountryError
from uprcycle.errors import BadInputError, Problem
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Kind
from uprcycle.timetable.timetable import Timetable
from uprcycle.timetable.world import World
from uprcycle.visibility import Audience, may_see


class FeedKind(StrEnum):
    """What the entries of a feed have in common; the first word of its name."""

    ALL = "all"
    REGION = "region"
    ROLE = "role"
    PHASE = "phase"
    SESSION = "session"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar to subscribe to; ``key`` is the value of its kind, empty for all States.

    One that is narrowed to ``kinds`` of dates has no address.
    """

    kind: FeedKind
    key: str = ""
    kinds: tuple[Kind, ...] = ()

    @property
    def name(self) -> str:
        """The name in paths and on the command line: ``country/KEN``, ``session/54``, ``all``."""
        return f"{self.kind}/{self.key}" if self.key else self.kind.value

    @property
    def variant(self) -> Variant:
        """How its entries are worded."""
        return Variant.OWN if self.kind is FeedKind.COUNTRY else Variant.SHARED


def plan_feeds(world: World) -> tuple[Feed, ...]:
    """Return every feed: all States, regions by name, roles, phases, sessions by number, States by code.

    A role has a feed where the rule of a public date names it.
    """
    latest = world.running
    running = set(latest.values())
    regions = sorted(
        {country.region for country in world.countries if country.iso3 in latest and country.region}
    )
    return (
        Feed(FeedKind.ALL),
        *(Feed(FeedKind.REGION, region) for region in regions),
        *(Feed(FeedKind.ROLE, each) for each in _public_roles(world)),
        *(Feed(FeedKind.PHASE, each) for each in Phase),
        *(Feed(FeedKind.SESSION, f"{each.number}") for each in world.sessions if each.cycle in running),
        *(Feed(FeedKind.COUNTRY, iso3) for iso3 in sorted(latest)),
    )


def find_feed(name: str, world: World) -> Feed:
    """Return the feed of this name.

    Raises:
        BadInputError: There is no such feed; the problem suggests the nearest.
    """
    feeds = {feed.name: feed for feed in plan_feeds(world)}
    if name in feeds:
        return feeds[name]
    problem = Problem("feed", f"there is no feed {name!r}", _hint(name, feeds, world))
    raise BadInputError("the feed is not known", [problem])


def timetables_of(feed: Feed, world: World) -> tuple[Timetable, ...]:
    """Return the timetables that ``feed`` is made of."""
    return _TIMETABLES[feed.kind](feed.key, world)


def _of_all(_: str, world: World) -> tuple[Timetable, ...]:
    return _of_states(world.running, world)


def _of_region(key: str, world: World) -> tuple[Timetable, ...]:
    return _of_states((each for each in world.running if world.countries[each].region == Region(key)), world)


def _of_session(key: str, world: World) -> tuple[Timetable, ...]:
    return world.timetables_of_session(int(key))


def _of_country(key: str, world: World) -> tuple[Timetable, ...]:
    return _of_states((key,), world)


def _public_roles(world: World) -> tuple[Role, ...]:
    dated = (each for each in world.rulebook.rules if each.kind is not Kind.ACTION)
    public = [each for each in dated if may_see(Audience.PUBLIC, each.visibility)]
    named = {role for rule in public for role in (*rule.actors, *rule.informed)}
    return tuple(each for each in Role if each in named)


def _of_states(codes: Iterable[str], world: World) -> tuple[Timetable, ...]:
    latest = world.running
    return tuple(world.timetable(iso3, latest[iso3]) for iso3 in sorted(codes))


def _hint(name: str, feeds: Mapping[str, Feed], world: World) -> str:
    sessions = [each.key for each in feeds.values() if each.kind is FeedKind.SESSION]
    if sessions and re.fullmatch(r"session/\d+", name):
        return f"the sessions of this cycle are {sessions[0]} to {sessions[-1]}"
    near = _nearest(name, feeds, world)
    return f"did you mean {near!r}?" if near else "use a name such as 'country/KEN', 'session/54' or 'all'"


def _nearest(name: str, feeds: Mapping[str, Feed], world: World) -> str | None:
    key = name.rpartition("/")[2]
    try:
        named = Feed(FeedKind.COUNTRY, world.countries.find(key).iso3).name
    except UnknownCountryError:
        named = ""
    if named in feeds:
        return named
    folded = {each.casefold(): each for each in feeds}
    close = get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


_TIMETABLES: Mapping[FeedKind, Callable[[str, World], tuple[Timetable, ...]]] = {
    FeedKind.ALL: _of_all,
    FeedKind.REGION: _of_region,
    FeedKind.ROLE: _of_all,
    FeedKind.PHASE: _of_all,
    FeedKind.SESSION: _of_session,
    FeedKind.COUNTRY: _of_country,
}
