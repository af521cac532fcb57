"""A review and the rulebook give a timetable: pure, and the same bytes for the same inputs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from uprcycle.days.span import Span, Unknown
from uprcycle.days.workdays import WorkingDays
from uprcycle.reviews.phases import Phase
from uprcycle.reviews.review import Review
from uprcycle.rules.rule import Lead, Rule
from uprcycle.rules.rulebook import Rulebook
from uprcycle.timetable.anchors import Anchors, compute_rule, find_rule, is_anchor
from uprcycle.timetable.milestone import Finding, Milestone
from uprcycle.timetable.override import Override
from uprcycle.timetable.timetable import Timetable, order_of


@dataclass(frozen=True, slots=True)
class Setting:
    """What the computation needs besides schedule and rules.

    ``office`` counts working days (the holidays of Geneva); ``facts`` answers the conditions
    of rules for the State under review. ``overrides`` are its dates set by hand, by milestone id.
    """

    office: WorkingDays
    facts: Mapping[str, bool] = field(default_factory=dict)
    overrides: Mapping[str, Override] = field(default_factory=dict)


def compute_timetable(review: Review, rulebook: Rulebook, setting: Setting) -> Timetable:
    """Apply every rule that may apply to ``review``.

    A rule whose condition is known to be false is left out; one whose condition is not known
    stays and says so. Milestones whose date cannot be found are listed as unknown.
    """
    anchors = Anchors(review, rulebook, setting.office, setting.overrides)
    milestones = _dated(rulebook.milestones, anchors, setting)
    return Timetable(review, milestones, _dated(rulebook.actions, anchors, setting), _openings(anchors))


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
