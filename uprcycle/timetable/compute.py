"""A review and the rulebook give a timetable: pure, and the same bytes for the same inputs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import TypeAlias

from uprcycle.days.span import Span, Unknown
from uprcycle.days.workdays import WorkingDays
from uprcycle.reviews.phases import Phase
from uprcycle.reviews.review import Review
from uprcycle.rules.anchor import AnyAnchor
from uprcycle.rules.rule import Lead, Rule
from uprcycle.rules.rulebook import Rulebook
from uprcycle.timetable.anchors import Anchors, Counted, compute_rule, find_rule, is_anchor, may_fall
from uprcycle.timetable.milestone import Finding, Milestone
from uprcycle.timetable.override import Override
from uprcycle.timetable.timetable import Timetable, order_of

Choice: TypeAlias = Callable[[Iterable[Rule]], tuple[Rule, ...]]
"""Which of some rules are to be counted."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the computation needs besides schedule and rules.

    ``office`` counts working days (the holidays of Geneva); ``facts`` answers the conditions
    of rules for the State under review. ``overrides`` are its dates set by hand, by milestone id.
    ``counted`` is what was counted for other States already; it is added to.
    """

    office: WorkingDays
    facts: Mapping[str, bool] = field(default_factory=dict)
    overrides: Mapping[str, Override] = field(default_factory=dict)
    counted: Counted = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a timetable follows from: equal inputs, equal timetables."""

    review: Review
    rulebook: Rulebook
    setting: Setting


def compute_timetable(review: Review, rulebook: Rulebook, setting: Setting) -> Timetable:
    """Apply every rule that may apply to ``review``.

    A rule whose condition is known to be false is left out; one whose condition is not known
    stays and says so. Milestones whose date cannot be found are listed as unknown.
    """
    inputs = Inputs(review, rulebook, setting)
    return _timetable(inputs, _anchors(inputs))


def compute_milestones(inputs: Inputs, rules: Iterable[Rule]) -> tuple[Milestone, ...]:
    """Return the milestones of some ``rules`` of the rulebook alone, by time: as in the whole timetable."""
    return _dated(rules, _anchors(inputs), inputs.setting)


def compute_between(inputs: Inputs, first: date, last: date) -> tuple[Milestone, ...]:
    """Return the milestones and actions that lie between two days, by time, and perhaps a few others."""
    anchors = _anchors(inputs)
    near = [each for each in inputs.rulebook.rules if may_fall(each, anchors, first, last)]
    return _dated(near, anchors, inputs.setting)


def compute_differing(old: Inputs, new: Inputs) -> tuple[Timetable, Timetable]:
    """Return two timetables of one review without the milestones that are surely equal in both.

    Few dates hang on what differs between two schedules or rulebooks, and to find those costs
    less than to count all the others twice.
    """
    before, after = _anchors(old), _anchors(new)
    if not _may_be_same(old, new):
        return _timetable(old, before), _timetable(new, after)
    own = _edited(old.rulebook, new.rulebook)
    own |= _keys_that_differ(before.overrides, after.overrides)
    own |= _keys_that_differ(before.review.published, after.review.published)
    return (
        _timetable(old, before, lambda rules: _differing(rules, own, before, after)),
        _timetable(new, after, lambda rules: _differing(rules, own, before, after)),
    )


def _anchors(inputs: Inputs) -> Anchors:
    setting = inputs.setting
    return Anchors(inputs.review, inputs.rulebook, setting.office, setting.overrides, setting.counted)


def _timetable(inputs: Inputs, anchors: Anchors, choose: Choice = tuple) -> Timetable:
    book, setting = inputs.rulebook, inputs.setting
    return Timetable(
        inputs.review,
        _dated(choose(book.milestones), anchors, setting),
        _openings(anchors),
        lambda: _dated(choose(book.actions), anchors, setting),
        setting.facts,
    )


def _may_be_same(old: Inputs, new: Inputs) -> bool:
    """Tell whether nothing differs that every milestone hangs on."""
    one, other = ((each.setting.office, each.setting.facts, each.review.is_withdrawn) for each in (old, new))
    return one == other


@lru_cache(maxsize=8)
def _edited(old: Rulebook, new: Rulebook) -> frozenset[str]:
    """Return the ids of the rules that are not the same in both."""
    return frozenset() if old is new else _keys_that_differ(old.by_id, new.by_id)


def _differing(rules: Iterable[Rule], own: frozenset[str], old: Anchors, new: Anchors) -> tuple[Rule, ...]:
    """Return those of one rulebook whose milestone hangs on anything that differs.

    ``own`` are the ids of the rules of which something differs besides the anchors. A forecast
    hangs on the season too; what has one is counted without looking.
    """
    hangs_on = {rule: () if rule.id in own else _anchors_of(rule) for rule in rules}
    moved = {each for each in {*chain(*hangs_on.values())} if old.find(each) != new.find(each)}
    return tuple(
        rule
        for rule, anchors in hangs_on.items()
        if rule.forecast or rule.id in own or not moved.isdisjoint(anchors)
    )


def _anchors_of(rule: Rule) -> tuple[AnyAnchor, ...]:
    return (rule.lead.anchor, rule.fallback.anchor) if rule.fallback else (rule.lead.anchor,)


def _keys_that_differ(old: Mapping[str, object], new: Mapping[str, object]) -> frozenset[str]:
    return frozenset(each for each in old.keys() | new.keys() if old.get(each) != new.get(each))


def _dated(rules: Iterable[Rule], anchors: Anchors, setting: Setting) -> tuple[Milestone, ...]:
    found = [
        _milestone(rule, anchors, applies)
        for rule in rules
        if (applies := rule.condition.holds(setting.facts)) is not False
    ]
    return tuple(sorted(found, key=order_of))


def _milestone(rule: Rule, anchors: Anchors, applies: bool | None) -> Milestone:  # noqa: FBT001 - a third answer, not a switch
    finding = find_rule(rule, anchors)
    return Milestone(
        rule=rule,
        country=anchors.review.country,
        cycle=anchors.review.cycle,
        finding=finding,
        rule_says=_rule_says(rule, anchors, finding),
        applies=applies,
    )


def _rule_says(rule: Rule, anchors: Anchors, finding: Finding) -> Span:
    """Return the rule's own answer, counted again only where something else was found first."""
    if is_anchor(rule):
        return finding.span if rule.fallback is None else compute_rule(rule, anchors).span
    if rule.id in anchors.review.published or rule.id in anchors.overrides:
        return compute_rule(rule, anchors).span
    return finding.span


def _openings(anchors: Anchors) -> dict[Phase, date]:
    """Return the first day of each phase, none of them later than that of a later phase.

    Where a review was put off after its deadlines had passed, the phases before it open early.
    """
    openings: dict[Phase, date] = {}
    latest = date.max
    for each in reversed(anchors.rulebook.phases):
        opens = _opening(each.opens, anchors)
        if opens is not None:
            openings[each.phase] = latest = min(opens, latest)
    return dict(reversed(openings.items()))


def _opening(lead: Lead, anchors: Anchors) -> date | None:
    span = anchors.find(lead.anchor).span
    if isinstance(span, Unknown):
        return None
    # What comes after a roughly known date opens only when that date is surely past.
    day = span.last if lead.offset.count > 0 else span.first
    return lead.offset.apply(day, anchors.office)
