"""Setting a date by hand: look at what it would do, ask for a second person where it is earlier, keep it.

It counts from the next release on (decision 0014); until then nobody sees it.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from flows.installation.nearest import suggest
from flows.installation.wiring import Wiring
from flows.releases.approving import second_person
from flows.releases.confirming import check_digest, check_second, say_earlier
from uprcycle.access.signer import Signer
from uprcycle.errors import BadInputError, Problem
from uprcycle.phrase import in_short, phrase
from uprcycle.reviews.review import Review
from uprcycle.schedule.release import Release
from uprcycle.sheets.text import find_hidden, hidden_in
from uprcycle.timetable.changes import Change, compare_timetables
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.override import Aim, Lift, Override
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
class OverridePlan:
    """What setting a date by hand upon release ``base`` would do; the digest stands for all of it.

    Neither who sets it nor when is in the digest, so a second person agrees to the same one.
    """

    override: Override
    moved: tuple[Moved, ...]
    base: int
    digest: str

    @property
    def earlier(self) -> tuple[Moved, ...]:
        """The deadlines, relied on until now, that would come earlier."""
        return tuple(each for each in self.moved if is_earlier_deadline(each.change))


@dataclass(frozen=True, slots=True)
class SetOverride:
    """An override as it was kept, and what the next release does because of it."""

    override: Override
    moved: tuple[Moved, ...]


def plan_override(wiring: Wiring, override: Override) -> OverridePlan:
    """Compute what keeping ``override`` would do; nothing is written.

    Raises:
        BadInputError: It is of nothing there is, or expires before it can count.
    """
    world = wiring.world()
    _check_aim(world, override.aim)
    _check_expiry(wiring, override)
    overrides = wiring.store.overrides.all()
    candidate = replace(override, number=max((each.number for each in overrides), default=0) + 1)
    moved = tuple(_moved(wiring, (*overrides, candidate), override.aim))
    return OverridePlan(override, moved, world.release.number, _digest(world, override, moved))


def set_override(
    wiring: Wiring, override: Override, digest: str | None = None, person: str = ""
) -> SetOverride:
    """Keep ``override`` for the releases to come.

    ``digest`` is the hash of the plan that was looked at; None where none was asked for. ``person`` is
    the id of whoever signed in and sets it.

    Raises:
        BadInputError: It is of nothing there is, or expires before it can count.
        RefusedError: The plan is another one now, or a released deadline would come earlier and no
            second person confirms it; nothing was changed.
    """
    plan = plan_override(wiring, override)
    if digest is not None:
        check_digest(digest, plan.digest)
    if plan.earlier:
        override = _confirmed(wiring, plan, Signer(override.by, person))
    return SetOverride(wiring.store.overrides.add(override), plan.moved)


def preview_lift(wiring: Wiring, override: Override) -> tuple[Moved, ...]:
    """Return what the next release would do because of ``override`` being taken back; nothing is written."""
    coming = _next_release(wiring, wiring.world().release)
    lifted = replace(override, lift=Lift("", coming.at, coming.number))
    others = (each for each in wiring.store.overrides.all() if each.number != override.number)
    return tuple(_moved(wiring, (*others, lifted), override.aim))


def read_said(where: str, text: str) -> str:
    """Return what somebody typed, on one line; it will stand in feeds, pages and the audit trail.

    Raises:
        BadInputError: It is empty, too long, or has characters that nobody sees.
    """
    line = " ".join(text.split())
    hidden = find_hidden(text)
    problem = None
    if not line:
        problem = Problem(
            where,
            phrase("is empty"),
            in_short("say who, why and from what, each in a line", phrase("fill it in")),
        )
    elif len(line) > LONGEST_TEXT:
        problem = Problem(
            where,
            in_short(
                f"has {len(line):,} characters", phrase("is longer than {most} characters", most=LONGEST_TEXT)
            ),
            in_short(f"say it in {LONGEST_TEXT}", phrase("shorten it")),
        )
    elif hidden:
        problem = Problem(where, *hidden_in(line, hidden))
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
        problem = Problem("MILESTONE", phrase("{text} is not a milestone", text=repr(aim.milestone)), remedy)
        raise BadInputError("there is no such milestone", [problem])


def _check_expiry(wiring: Wiring, override: Override) -> None:
    if override.expires is not None and override.expires < wiring.today():
        problem = Problem(
            "--expires",
            phrase("{date} is past", date=override.expires),
            phrase("name the last day on which it counts"),
        )
        raise BadInputError("the override would never count", [problem])


def _confirmed(wiring: Wiring, plan: OverridePlan, by: Signer) -> Override:
    """Return the override with its second person: who is named, or who agreed to the plan."""
    override, earlier = plan.override, plan.earlier
    second = second_person(wiring, plan.digest, plan.base, by, override.confirmed_by)
    names = [f"{each.country} {each.change.milestone_id}" for each in earlier]
    check_second(say_earlier(names), by, second)
    return replace(override, confirmed_by=second.name if second else "")


def _moved(wiring: Wiring, overrides: Iterable[Override], aim: Aim) -> Iterator[Moved]:
    """Yield what the next release of the same schedule would change in the reviews that are meant."""
    world = wiring.world()
    release = _next_release(wiring, world.release)
    coming = World(release, world.recorded, world.rulesets.values(), overrides)
    for review in _meant(world, aim):
        before = world.timetable(review.country, review.cycle)
        after = coming.timetable(review.country, review.cycle)
        for change in compare_timetables(before, after):
            yield Moved(review.country, review.cycle, change)


def _digest(world: World, override: Override, moved: Iterable[Moved]) -> str:
    changes = [
        [each.country, each.cycle, each.change.milestone_id, *map(_side, (each.change.old, each.change.new))]
        for each in moved
    ]
    said = [str(override.aim), str(override.span), override.status, override.reason, override.source]
    whole = [world.release.number, *said, str(override.expires), changes]
    return hashlib.sha256(json.dumps(whole, separators=(",", ":")).encode()).hexdigest()


def _side(milestone: Milestone | None) -> str:
    return f"{milestone.span} {milestone.status}" if milestone else ""


def _meant(world: World, aim: Aim) -> Iterator[Review]:
    for cycle in world.cycles:
        yield from (each for each in world.reviews(cycle) if aim.covers(each))


def _next_release(wiring: Wiring, latest: Release) -> Release:
    return latest.followed_by(latest.schedule, wiring.now())
