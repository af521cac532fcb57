"""What one audience may know of a release: which dates it added, moved, confirmed or withdrew.

A date that the audience may not see leaves no trace: it is not counted, it gives a State no
verdict, and a State of which nothing else changed is not named. Who released is not told.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from uprcycle.days.span import Span, Status, Unknown
from uprcycle.rules.rule import Prominence, Rule
from uprcycle.timetable.changes import Change, ChangeKind
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.plan import Plan, Verdict
from uprcycle.timetable.world import World
from uprcycle.visibility import Audience, may_see

_PROMINENCE = tuple(Prominence)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What everybody may know of a release as such: ``at`` in UTC, note and source each on one line."""

    number: int
    at: datetime
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Opening:
    """The first release, which has none before it: how many States, from which session to which.

    Both sessions are 0 where it has none.
    """

    states: int
    first_session: int
    last_session: int


@dataclass(frozen=True, slots=True)
class Said:
    """A date as a release said it."""

    span: Span
    status: Status


@dataclass(frozen=True, slots=True)
class AnnouncedChange:
    """One date before and after; a side is None where there was nothing to be seen."""

    kind: ChangeKind
    rule: Rule
    old: Said | None
    new: Said | None


@dataclass(frozen=True, slots=True)
class AnnouncedReview:
    """One State in one cycle with at least one change, in the order of its timetable."""

    country: str
    cycle: int
    verdict: Verdict
    changes: tuple[AnnouncedChange, ...]


@dataclass(frozen=True, slots=True)
class Announcement:
    """What changed from release ``old`` to ``new``: the latest cycle first, by country code."""

    old: int
    new: int
    reviews: tuple[AnnouncedReview, ...]

    def count(self, verdict: Verdict) -> int:
        """Return how many States have this verdict, each counted once, by the latest of its cycles."""
        latest = {each.country: each.verdict for each in reversed(self.reviews)}
        return sum(each is verdict for each in latest.values())

    def of(self, country: str) -> "Announcement":
        """Return what changed for one State."""
        return replace(self, reviews=tuple(each for each in self.reviews if each.country == country))


@dataclass(frozen=True, slots=True)
class Entry:
    """One release of the public log; only the first one has an ``opening``, and it changes nothing."""

    imprint: Imprint
    announcement: Announcement
    opening: Opening | None = None

    def of(self, country: str) -> "Entry":
        """Return what it changed for one State."""
        return replace(self, announcement=self.announcement.of(country))


@dataclass(frozen=True, slots=True)
class Headline:
    """One change that is the same for several States, which are named by code in order."""

    change: AnnouncedChange
    countries: tuple[str, ...]


def describe_opening(world: World) -> Opening:
    """Return what the first release began with."""
    countries = {each.country for cycle in world.cycles for each in world.reviews(cycle)}
    numbers = [each.number for each in world.sessions] or [0]
    return Opening(len(countries), numbers[0], numbers[-1])


def announce(plan: Plan, new: int, audience: Audience = Audience.PUBLIC) -> Announcement:
    """Return what ``audience`` may know of the plan by which release ``new`` followed its base."""
    reviews = []
    for each in plan.changed:
        seen = tuple(found for change in each.changes if (found := _seen(change, audience)))
        if seen:
            verdict = _verdict(each.verdict, {change.kind for change in seen})
            reviews.append(AnnouncedReview(each.country, each.cycle, verdict, seen))
    reviews.sort(key=lambda each: (-each.cycle, each.country))
    return Announcement(plan.base, new, tuple(reviews))


def headlines(reviews: Iterable[AnnouncedReview]) -> tuple[Headline, ...]:
    """Join equal changes of several States: the prominent first, then those of most States, then by time."""
    changes: dict[object, AnnouncedChange] = {}
    countries: dict[object, dict[str, None]] = {}
    for review in reviews:
        for change in review.changes:
            key = (change.rule.id, change.kind, change.old, change.new)
            changes.setdefault(key, change)
            countries.setdefault(key, {})[review.country] = None
    found = (Headline(changes[key], tuple(sorted(countries[key]))) for key in changes)
    return tuple(sorted(found, key=_weight))


def weightiest(changes: tuple[AnnouncedChange, ...], most: int) -> tuple[AnnouncedChange, ...]:
    """Return the ``most`` prominent of many changes; of few all, in the order given.

    Details are passed over where anything stands out.
    """
    if len(changes) <= most:
        return changes
    ranked = sorted(changes, key=lambda each: _PROMINENCE.index(each.rule.prominence))
    main = [each for each in ranked if each.rule.prominence is not Prominence.DETAIL]
    return tuple(main or ranked)[:most]


def _seen(change: Change, audience: Audience) -> AnnouncedChange | None:
    old, new = _visible(change.old, audience), _visible(change.new, audience)
    shown = new or old
    if shown is None:
        return None
    kind = change.kind if old and new else ChangeKind.ADDED if new else ChangeKind.WITHDRAWN
    return AnnouncedChange(kind, shown.rule, _said(old), _said(new))


def _visible(milestone: Milestone | None, audience: Audience) -> Milestone | None:
    if milestone is None or not may_see(audience, milestone.rule.visibility):
        return None
    return milestone


def _said(milestone: Milestone | None) -> Said | None:
    return Said(milestone.span, milestone.status) if milestone else None


def _verdict(planned: Verdict, kinds: set[ChangeKind]) -> Verdict:
    """Return the verdict on what is seen; that a review came or went shows in every date of it."""
    if planned in {Verdict.NEW, Verdict.WITHDRAWN}:
        return planned
    if kinds & {ChangeKind.MOVED, ChangeKind.ADDED, ChangeKind.WITHDRAWN}:
        return Verdict.MOVED
    return Verdict.CONFIRMED if ChangeKind.CONFIRMED in kinds else Verdict.CHANGED


def _weight(headline: Headline) -> tuple[int, int, date, str]:
    change = headline.change
    said = change.new or change.old
    day = date.max if said is None or isinstance(said.span, Unknown) else said.span.first
    return _PROMINENCE.index(change.rule.prominence), -len(headline.countries), day, change.rule.id
