"""What releasing a draft would do: country by country, date by date, and nothing is done.

The digest of a plan stands for all of it. Who releases names the digest, so that what is
released is what was looked at.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from uprcycle.days.span import Instant, Precision, Span, Status, Unknown
from uprcycle.rules.compare import compare_rulesets
from uprcycle.rules.rule import Kind, Rule
from uprcycle.rules.ruleset import Ruleset
from uprcycle.schedule.compare import FieldChange, compare_schedules
from uprcycle.timetable.changes import Change, ChangeKind, compare_timetables
from uprcycle.timetable.compute import Inputs, compute_differing, compute_timetable
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.timetable import Timetable
from uprcycle.timetable.world import World

NATIONAL_REPORT = "national-report"
_ROUGH = frozenset({Precision.MONTH, Precision.WEEK})


class Verdict(StrEnum):
    """What a release does to one State in one cycle, by what matters most."""

    NEW = "new"
    MOVED = "moved"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class ReviewPlan:
    """One State in one cycle: the verdict, and its milestones that change, in order of time.

    A State that is only *changed* keeps its dates: a status fell, or a source or remark differs.
    """

    country: str
    cycle: int
    verdict: Verdict
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The consequences of one release upon release ``base``.

    ``reviews`` holds every State of every cycle of either side, by cycle and country code, those
    that stay as they are included. ``fields`` says what was written differently in schedule and
    rules; ``moved_earlier`` which deadlines, relied on until now, would come earlier; ``overrides``
    the numbers of the dates set by hand with which it was made. ``changes_rules`` tells that some
    State goes by other rules, whether that moves anything or not.
    """

    base: int
    schedule_digest: str
    reviews: tuple[ReviewPlan, ...]
    fields: tuple[FieldChange, ...]
    moved_earlier: tuple[Change, ...]
    digest: str
    overrides: tuple[int, ...] = ()
    changes_rules: bool = False

    @property
    def changed(self) -> tuple[ReviewPlan, ...]:
        """The States that do not stay as they are."""
        return tuple(each for each in self.reviews if each.verdict is not Verdict.UNCHANGED)

    @property
    def countries(self) -> frozenset[str]:
        """The States of which anything may differ, if only the session in which they are looked for."""
        named = {each.country for each in self.changed} | {each.country for each in self.fields}
        return frozenset(named - {""})

    @property
    def is_empty(self) -> bool:
        """Whether a release would change nothing at all."""
        return not self.changed and not self.fields and not self.changes_rules

    def count(self, verdict: Verdict) -> int:
        """Return how many States have this verdict."""
        return sum(each.verdict is verdict for each in self.reviews)


def plan_release(old: World, new: World) -> Plan:
    """Compare the release in force with a draft.

    Args:
        old: The world of the release in force.
        new: The world of the draft. Number, author and moment of its release do not matter.
    """
    reviews = tuple(_plan_reviews(old, new))
    fields = compare_schedules(old.release.schedule, new.release.schedule)
    replaced = _replaced_rules(old, new)
    changes = [change for each in reviews for change in each.changes]
    return Plan(
        base=old.release.number,
        schedule_digest=new.release.digest,
        reviews=reviews,
        fields=(*fields, *(each for pair in replaced for each in compare_rulesets(*pair))),
        moved_earlier=tuple(each for each in changes if is_earlier_deadline(each)),
        digest=_digest(old, new, reviews),
        overrides=_numbers(new),
        changes_rules=bool(replaced),
    )


def is_earlier_deadline(change: Change) -> bool:
    """Tell whether people who relied on a deadline would now be late.

    They rely on the last day of a date that is known, and on the first day of one that is only
    estimated or roughly known: closing in on a day within what was announced is not earlier.
    """
    old, new = change.old, change.new
    if old is None or new is None or not is_deadline(new.rule):
        return False
    if Status.WITHDRAWN in {old.status, new.status}:
        return False
    before, after = _relied_on(old), _relied_on(new)
    if before is None or after is None:
        return False
    return after < before or (after == before and _ends_sooner(old.span, new.span))


def _plan_reviews(old: World, new: World) -> Iterator[ReviewPlan]:
    for cycle, country in sorted(_places(old) | _places(new)):
        before, after = old.inputs(country, cycle), new.inputs(country, cycle)
        if before == after:
            yield ReviewPlan(country, cycle, Verdict.UNCHANGED, ())
            continue
        one, other = _sides(before, after)
        changes = _compare(one, other)
        yield ReviewPlan(country, cycle, _verdict(one, other, changes), changes)


def _sides(old: Inputs | None, new: Inputs | None) -> tuple[Timetable | None, Timetable | None]:
    """Return both timetables; where there are two, without what is surely equal in them."""
    if old is not None and new is not None:
        return compute_differing(old, new)
    return _whole(old), _whole(new)


def _whole(inputs: Inputs | None) -> Timetable | None:
    return compute_timetable(inputs.review, inputs.rulebook, inputs.setting) if inputs else None


def _replaced_rules(old: World, new: World) -> tuple[tuple[Ruleset, Ruleset], ...]:
    """Return each ruleset that is followed by another, in force or for some State, with that other."""
    in_force = (old.rulesets[old.release.ruleset], new.rulesets[new.release.ruleset])
    countries = sorted({country for _, country in _places(old) | _places(new)})
    pairs = {(old.ruleset_of(each), new.ruleset_of(each)): None for each in countries}
    return tuple((one, other) for one, other in {in_force: None} | pairs if one != other)


def _places(world: World) -> set[tuple[int, str]]:
    return {(each.cycle, each.country) for cycle in world.cycles for each in world.reviews(cycle)}


def _compare(old: Timetable | None, new: Timetable | None) -> tuple[Change, ...]:
    if old is not None and new is not None:
        return compare_timetables(old, new)
    if new is not None:
        return tuple(Change(ChangeKind.ADDED, each.id, None, each) for each in new.milestones)
    gone = old.milestones if old is not None else ()
    return tuple(Change(ChangeKind.WITHDRAWN, each.id, each, None) for each in gone)


def _verdict(old: Timetable | None, new: Timetable | None, changes: tuple[Change, ...]) -> Verdict:
    if old is None or new is None:
        return Verdict.NEW if old is None else Verdict.WITHDRAWN
    if new.review.slot.dates.status is Status.WITHDRAWN is not old.review.slot.dates.status:
        return Verdict.WITHDRAWN
    kinds = {each.kind for each in changes}
    if kinds & {ChangeKind.MOVED, ChangeKind.ADDED, ChangeKind.WITHDRAWN}:
        return Verdict.MOVED
    if ChangeKind.CONFIRMED in kinds:
        return Verdict.CONFIRMED
    is_same = not kinds and old.milestones == new.milestones and old.actions == new.actions
    return Verdict.UNCHANGED if is_same else Verdict.CHANGED


def is_deadline(rule: Rule) -> bool:
    """Tell whether something has to be handed in by its date."""
    return rule.kind is Kind.DEADLINE or rule.id == NATIONAL_REPORT


def _relied_on(milestone: Milestone) -> date | None:
    span = milestone.span
    if isinstance(span, Unknown):
        return None
    is_rough = milestone.status is Status.ESTIMATED or span.precision in _ROUGH
    return span.first if is_rough else span.last


def _ends_sooner(old: Span, new: Span) -> bool:
    """Tell whether the hour of a cut-off comes earlier on the same day; a day lasts to its end."""
    if not isinstance(new, Instant):
        return False
    return new.end < old.end if isinstance(old, Instant) else False


def _digest(old: World, new: World, reviews: tuple[ReviewPlan, ...]) -> str:
    changes = [
        [review.country, review.cycle, each.kind, each.milestone_id, *_side(each.old), *_side(each.new)]
        for review in reviews
        for each in review.changes
    ]
    verdicts = [[each.country, each.cycle, each.verdict] for each in reviews]
    rules = [[each.release.ruleset, sorted(each.release.kept.items())] for each in (old, new)]
    schedules = [old.release.number, old.release.digest, new.release.digest]
    whole = [*schedules, rules, verdicts, changes, _numbers(new)]
    return hashlib.sha256(json.dumps(whole, separators=(",", ":")).encode()).hexdigest()


def _numbers(world: World) -> tuple[int, ...]:
    return tuple(each.number for each in world.overrides)


def _side(milestone: Milestone | None) -> list[str]:
    return [str(milestone.span), milestone.status.value] if milestone else []
