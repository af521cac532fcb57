"""What a public feed holds, and what it leaves out so that clients take all of the rest.

Only public milestones with a date are entries. A State's feed holds all of them, a session's
the main ones. A feed that many States share takes as much as stays within what clients take.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from calendars.entries import Mark, in_order, marks_of
from calendars.feeds import Feed, FeedKind, timetables_of
from uprcycle.rules.rule import Prominence, Rule
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.world import World
from uprcycle.visibility import Audience

MOST_ENTRIES = 780
"""How many entries stay under 700 kB in the language whose letters take most bytes (decision 0025)."""

HEADLINES = frozenset({Prominence.HEADLINE})
MAIN = frozenset({Prominence.HEADLINE, Prominence.KEY})
EVERYTHING = frozenset(Prominence)


@dataclass(frozen=True, slots=True)
class Reach:
    """How prominent an entry has to be, and how many months before and after the release it may lie.

    ``months`` is None where all times are held.
    """

    prominences: frozenset[Prominence]
    months: tuple[int, int] | None = None


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

    feed: Feed
    reach: Reach
    marks: tuple[Mark, ...]
    undated: tuple[Milestone, ...]
    window: Window | None = None
    left_out: int = 0


_TIMES = ((12, 18), (6, 12), (3, 9), (1, 6))
_IN_FULL = (Reach(EVERYTHING), *(Reach(EVERYTHING, each) for each in _TIMES[:2]))
_MAIN = tuple(Reach(MAIN, each) for each in _TIMES)
_BRIEF = tuple(Reach(HEADLINES, each) for each in ((24, 24), *_TIMES))

REACHES: Mapping[FeedKind, Sequence[Reach]] = {
    FeedKind.ALL: (Reach(HEADLINES), *_BRIEF),
    FeedKind.REGION: (*_MAIN, *_BRIEF),
    FeedKind.ROLE: (*_IN_FULL, *_MAIN, *_BRIEF),
    FeedKind.PHASE: (*_IN_FULL, *_MAIN, *_BRIEF),
    FeedKind.SESSION: (Reach(MAIN),),
    FeedKind.COUNTRY: (Reach(EVERYTHING),),
}
"""How far a feed of each kind may reach, furthest first; the first that fits is taken, else the last."""


def select_marks(feed: Feed, world: World, most: int = MOST_ENTRIES) -> Selection:
    """Return what ``feed`` holds: as far as its kind may reach with at most so many entries."""
    milestones = tuple(
        milestone
        for timetable in timetables_of(feed, world)
        for milestone in timetable.seen_by(Audience.PUBLIC)
        if is_about(milestone.rule, feed)
    )
    stretches = [
        (mark.start.isoformat(), mark.end.isoformat(), mark)
        for milestone in milestones
        for mark in marks_of(milestone)
    ]
    undated = [each for each in milestones if not each.is_known]
    for reach in REACHES[feed.kind]:
        window = window_of(reach.months, world) if reach.months else None
        near = [each for each in stretches if each[2].milestone.rule.prominence in reach.prominences]
        held = [mark for start, end, mark in near if window is None or window.holds(start, end)]
        if len(held) <= most:
            break
    return Selection(
        feed=feed,
        reach=reach,
        marks=in_order(held),
        undated=tuple(each for each in undated if each.rule.prominence in reach.prominences),
        window=window,
        left_out=len(near) - len(held),
    )


def window_of(months: tuple[int, int], world: World) -> Window:
    """Return the days that lie within so many months before and after the release of ``world``."""
    day, (back, ahead) = world.release.at.date(), months
    return Window(day - relativedelta(months=back), day + relativedelta(months=ahead))


def is_about(rule: Rule, feed: Feed) -> bool:
    """Tell whether ``feed`` holds what ``rule`` dates, as far as its role, phase and kinds go."""
    if feed.kinds and rule.kind not in feed.kinds:
        return False
    match feed.kind:
        case FeedKind.ROLE:
            return feed.key in rule.actors or feed.key in rule.informed
        case FeedKind.PHASE:
            return feed.key == rule.phase
        case _:
            return True
