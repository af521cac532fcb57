"""Setting a date by hand: look at what it would do, ask for a second person where it is earlier, keep it.

It counts from the next release on (decision 0014); until then nobody sees it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from flows.installation.nearest import suggest
from flows.installation.wiring import Wiring
from flows.releases.confirming import check_second
from uprcycle.errors import BadInputError, Problem
from uprcycle.reviews.review import Review
from uprcycle.schedule.release import Release
from uprcycle.sheets.text import find_hidden
from uprcycle.timetable.changes import Change, compare_timetables
from uprcycle.timetable.override import Aim, Override
from uprcycle.timetable.plan import is_earlier_deadline
from uprcycle.timetable.world import World

LONGEST_TEXT = 500
"""Characters of a reason or a source; both stand in every entry of a feed."""


class Standing(StrEnum):
    """Where an override stands, beside the release in force and the one to come."""

    WAITING = "waiting"
    IN_FORCE = "in-force"
    ENDING = "ending"
    LIFTED = "lifted"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Moved:
    """What becomes of one date of one State."""

    country: str
    cycle: int
    change: Change


@dataclass(frozen=True, slots=True)
class SetOverride:
    """An override as it was kept, and what the next release does because of it."""

    override: Override
    moved: tuple[Moved, ...]


def set_override(wiring: Wiring, override: Override) -> SetOverride:
    """Keep ``override`` for the releases to come.

    Raises:
        BadInputError: It is of nothing there is, or expires before it can count.
        RefusedError: A released deadline would come earlier and no second person confirms it;
            nothing was changed.
    """
    world = wiring.world()
    _check_aim(world, override.aim)
    _check_expiry(wiring, override)
    moved = tuple(_moved(wiring, world, override))
    _check_earlier(moved, override)
    return SetOverride(wiring.store.overrides.add(override), moved)


def read_said(where: str, text: str) -> str:
    """Return what somebody typed, on one line; it will stand in feeds, pages and the audit trail.

    Raises:
        BadInputError: It is empty, too long, or has characters that nobody sees.
    """
    line = " ".join(text.split())
    hidden = find_hidden(text)
    problem = None
    if not line:
        problem = Problem(where, "is empty", "say who, why and from what, each in a line")
    elif len(line) > LONGEST_TEXT:
        problem = Problem(where, f"has {len(line):,} characters", f"say it in {LONGEST_TEXT}")
    elif hidden:
        problem = Problem(where, f"holds a hidden character ({hidden})", "type it anew")
    if problem is not None:
        raise BadInputError("the words cannot be kept", [problem])
    return line


def standing_of(override: Override, wiring: Wiring) -> Standing:
    """Tell where ``override`` stands today."""
    now = wiring.world().release
    counts_now, counts_next = (override.counts_in(each) for each in (now, _next_release(wiring, now)))
    if counts_now:
        return Standing.IN_FORCE if counts_next else Standing.ENDING
    if counts_next:
        return Standing.WAITING
    return Standing.EXPIRED if override.lift is None else Standing.LIFTED


def _check_aim(world: World, aim: Aim) -> None:
    """Raise unless the schedule has the review or session and the rules have the milestone."""
    if aim.session:
        world.session(aim.session)
        known = [each.id for each in (*world.rulebook.milestones, *world.rulebook.actions)]
    else:
        timetable = world.timetable(aim.country, aim.cycle)
        known = [each.id for each in (*timetable.milestones, *timetable.actions)]
    if aim.milestone not in known:
        remedy = suggest(aim.milestone, known, "`uprcycle show COUNTRY --wide` lists them")
        problem = Problem("MILESTONE", f"there is no {aim.milestone!r}", remedy)
        raise BadInputError("there is no such milestone", [problem])


def _check_expiry(wiring: Wiring, override: Override) -> None:
    if override.expires is not None and override.expires < wiring.today():
        problem = Problem("--expires", f"{override.expires} is past", "name the last day on which it counts")
        raise BadInputError("the override would never count", [problem])


def _check_earlier(moved: tuple[Moved, ...], override: Override) -> None:
    earlier = [each for each in moved if is_earlier_deadline(each.change)]
    if earlier:
        names = ", ".join(f"{each.country} {each.change.milestone_id}" for each in earlier[:5])
        check_second(f"{len(earlier)} come earlier: {names}", override.by, override.confirmed_by)


def _moved(wiring: Wiring, world: World, override: Override) -> Iterator[Moved]:
    """Yield what the next release of the same schedule would change in the reviews that are meant."""
    release = _next_release(wiring, world.release)
    overrides = wiring.store.overrides.all()
    last = max((each.number for each in overrides), default=0)
    candidate = replace(override, number=last + 1)
    coming = World(release, world.recorded, world.rulesets.values(), (*overrides, candidate))
    for review in _meant(world, override.aim):
        before = world.timetable(review.country, review.cycle)
        after = coming.timetable(review.country, review.cycle)
        for change in compare_timetables(before, after):
            yield Moved(review.country, review.cycle, change)


def _meant(world: World, aim: Aim) -> Iterator[Review]:
    for cycle in world.cycles:
        yield from (each for each in world.reviews(cycle) if aim.covers(each))


def _next_release(wiring: Wiring, latest: Release) -> Release:
    return latest.followed_by(latest.schedule, wiring.now())
