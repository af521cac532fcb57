"""The feeds there are: their names, what each holds, and what it leaves out.

Only public milestones with a date are entries. A State's feed holds all of them, a session's
and a region's the headline and key ones, the feed of all States the headlines.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from calendars.entries import Entry, Mark, in_order, marks_of, write_entry
from calendars.wording import Variant
from uprcycle.countries import Region, UnknownCountryError
from uprcycle.errors import BadInputError, Problem
from uprcycle.rules.rule import Prominence
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.timetable import Timetable
from uprcycle.timetable.world import World
from uprcycle.visibility import Audience
from uprcycle.wording.language import Language

MONTHS_BACK, MONTHS_AHEAD = 12, 18
"""How far from its release a region's feed reaches, so that it stays within what clients take."""


class FeedKind(StrEnum):
    """What the States of a feed have in common; the first word of its name."""

    ALL = "all"
    REGION = "region"
    SESSION = "session"
    COUNTRY = "country"


PROMINENCES = {
    FeedKind.ALL: frozenset({Prominence.HEADLINE}),
    FeedKind.REGION: frozenset({Prominence.HEADLINE, Prominence.KEY}),
    FeedKind.SESSION: frozenset({Prominence.HEADLINE, Prominence.KEY}),
    FeedKind.COUNTRY: frozenset(Prominence),
}
"""How prominent a milestone must be to enter a feed of each kind."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar to subscribe to; ``key`` is a code, a number or a region, empty for all States."""

    kind: FeedKind
    key: str = ""

    @property
    def name(self) -> str:
        """The name in paths and on the command line: ``country/KEN``, ``session/54``, ``all``."""
        return f"{self.kind}/{self.key}" if self.key else self.kind.value

    @property
    def variant(self) -> Variant:
        """How its entries are worded."""
        return Variant.OWN if self.kind is FeedKind.COUNTRY else Variant.SHARED


@dataclass(frozen=True, slots=True)
class Window:
    """The days that a feed holds, both included."""

    first: date
    last: date

    def holds(self, start: str, end: str) -> bool:
        """Tell whether any part of a stretch lies within, given in ISO with its end excluded."""
        return start[:10] <= self.last.isoformat() and end > self.first.isoformat()


@dataclass(frozen=True, slots=True)
class Selection:
    """What a feed holds by start and name, what has no date yet, and how many its window leaves out."""

    marks: tuple[Mark, ...]
    undated: tuple[Milestone, ...]
    window: Window | None = None
    left_out: int = 0


def plan_feeds(world: World) -> tuple[Feed, ...]:
    """Return every feed: all States, regions by name, sessions by number, States by code."""
    latest = latest_cycles(world)
    running = set(latest.values())
    regions = sorted(
        {country.region for country in world.countries if country.iso3 in latest and country.region}
    )
    return (
        Feed(FeedKind.ALL),
        *(Feed(FeedKind.REGION, region) for region in regions),
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


def select_marks(feed: Feed, world: World) -> Selection:
    """Return what ``feed`` holds."""
    milestones = [
        milestone
        for timetable in timetables_of(feed, world)
        for milestone in timetable.seen_by(Audience.PUBLIC)
        if milestone.rule.prominence in PROMINENCES[feed.kind]
    ]
    marks = in_order(mark for milestone in milestones for mark in marks_of(milestone))
    undated = tuple(each for each in milestones if not each.is_known)
    window = window_of(feed, world)
    if window is None:
        return Selection(marks, undated)
    held = tuple(each for each in marks if window.holds(each.start.isoformat(), each.end.isoformat()))
    return Selection(held, undated, window, left_out=len(marks) - len(held))


def entries_for(feed: Feed, world: World, language: Language) -> tuple[Entry, ...]:
    """Return the entries of ``feed`` in ``language``, by start and name."""
    return tuple(write_entry(mark, world, language, feed.variant) for mark in select_marks(feed, world).marks)


def latest_cycles(world: World) -> Mapping[str, int]:
    """Return the cycle that runs for each State: the last one that has a slot for it.

    States pass from one cycle to the next at their own time: while the first sessions of a
    cycle are published, most States still follow up the one before.
    """
    latest: dict[str, int] = {}
    for slot in world.release.schedule.slots:
        latest[slot.country] = max(slot.cycle, latest.get(slot.country, 0))
    return latest


def window_of(feed: Feed, world: World) -> Window | None:
    """Return the days that ``feed`` reaches over, counted from its release; None for all."""
    if feed.kind is not FeedKind.REGION:
        return None
    day = world.release.at.date()
    return Window(day - relativedelta(months=MONTHS_BACK), day + relativedelta(months=MONTHS_AHEAD))


def timetables_of(feed: Feed, world: World) -> tuple[Timetable, ...]:
    """Return the timetables that ``feed`` is made of."""
    return _TIMETABLES[feed.kind](feed.key, world)


def _of_all(_: str, world: World) -> tuple[Timetable, ...]:
    return _of_states(latest_cycles(world), world)


def _of_region(key: str, world: World) -> tuple[Timetable, ...]:
    return _of_states(
        (each for each in latest_cycles(world) if world.countries[each].region == Region(key)), world
    )


def _of_session(key: str, world: World) -> tuple[Timetable, ...]:
    return world.timetables_of_session(int(key))


def _of_country(key: str, world: World) -> tuple[Timetable, ...]:
    return _of_states((key,), world)


def _of_states(codes: Iterable[str], world: World) -> tuple[Timetable, ...]:
    latest = latest_cycles(world)
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
    FeedKind.SESSION: _of_session,
    FeedKind.COUNTRY: _of_country,
}
