"""The anchors of one review, each with the best that is known of it.

Order of precedence: a date set by hand, one published for the State, one published for its
session, the sessions that hold it, the forecast of the season, the approximate lead of the
sources, unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeAlias, assert_never

from uprcycle.days.span import Days, Precision, Status, Unknown, day_span
from uprcycle.days.workdays import WorkingDays
from uprcycle.reviews.review import Review
from uprcycle.rules.anchor import MILESTONE_OF, Anchor, AnyAnchor, OtherMilestone
from uprcycle.rules.forecast import season_of
from uprcycle.rules.rule import Rule
from uprcycle.rules.rulebook import Rulebook
from uprcycle.schedule.session import Published
from uprcycle.timetable.find import (
    NOWHERE,
    find_by_fallback,
    find_by_forecast,
    find_by_rule,
    find_published,
    find_slot,
    find_unknown,
    find_within,
)
from uprcycle.timetable.milestone import Finding
from uprcycle.timetable.override import Override, find_overridden

_ROLLED = timedelta(days=14)  # no weekend and no holidays are longer, onto which a rule would fall

Counted: TypeAlias = dict[tuple[WorkingDays, Finding], dict[Rule, Finding]]
"""What each rule gave when it was counted from an anchor with this finding, by these working days."""


@dataclass(frozen=True)
class Anchors:
    """What every anchor of ``review`` is, found on demand and once.

    ``overrides`` are the dates of the review that were set by hand, by milestone id. ``counted``
    may be shared with other reviews: those of one session have most of their anchors in common.
    """

    review: Review
    rulebook: Rulebook
    office: WorkingDays
    overrides: Mapping[str, Override] = field(default_factory=dict)
    counted: Counted = field(default_factory=dict, repr=False, compare=False)
    _found: dict[AnyAnchor, Finding] = field(default_factory=dict, init=False, repr=False, compare=False)
    _from: dict[AnyAnchor, dict[Rule, Finding]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def find(self, anchor: AnyAnchor) -> Finding:
        """Return the finding of ``anchor``; its span is unknown where nothing is known."""
        if anchor not in self._found:
            if isinstance(anchor, OtherMilestone):
                self._found[anchor] = find_rule(self.rulebook.by_id[anchor.id], self)
            else:
                self._found[anchor] = self._set_by_hand(anchor) or self._unaided(anchor)
        return self._found[anchor]

    def count(self, rule: Rule) -> Finding:
        """Return what the lead of ``rule`` gives."""
        anchor = rule.lead.anchor
        if anchor not in self._from:
            # Once for each anchor and not for each rule: findings are slow to tell apart.
            self._from[anchor] = self.counted.setdefault((self.office, self.find(anchor)), {})
        counted = self._from[anchor]
        if rule not in counted:
            counted[rule] = find_by_rule(rule, self.find(anchor), self.office)
        return counted[rule]

    def _set_by_hand(self, anchor: Anchor) -> Finding | None:
        milestone = MILESTONE_OF[anchor]
        override = self.overrides.get(milestone)
        if override is None:
            return None
        return find_overridden(override, self._unaided(anchor), self.rulebook.by_id.get(milestone), anchor)

    def _unaided(self, anchor: Anchor) -> Finding:
        return self._published(anchor) or self._implied(anchor)

    def _published(self, anchor: Anchor) -> Finding | None:
        milestone = MILESTONE_OF[anchor]
        published = self.review.published.get(milestone)
        if published is None:
            return None
        return find_published(published, self.rulebook.by_id.get(milestone), anchor)

    def _implied(self, anchor: Anchor) -> Finding:
        review = self.review
        match anchor:
            case Anchor.CYCLE_START:
                return _edge(review.cycle_start, anchor, first=True)
            case Anchor.REVIEW:
                return find_slot(review.slot, review.session)
            case Anchor.SESSION_START | Anchor.SESSION_END:
                dates = review.session.dates if review.session else None
                return _edge(dates, anchor, first=anchor is Anchor.SESSION_START)
            case Anchor.COUNCIL_ADOPTION:
                return find_within(review.councils) or self._expected(anchor)
            case Anchor.NEXT_REVIEW if review.following is not None:
                return find_slot(review.following, review.following_session, anchor)
            case Anchor.SUBMISSION_DEADLINE | Anchor.MIDPOINT | Anchor.NEXT_REVIEW:
                return self._expected(anchor)
            case unknown:
                assert_never(unknown)

    def _expected(self, anchor: Anchor) -> Finding:
        rule = self.rulebook.by_id.get(MILESTONE_OF[anchor])
        if rule is None:
            return find_unknown(anchor)
        return find_forecast(self, rule) or self.by_fallback(rule)

    def by_fallback(self, rule: Rule) -> Finding:
        """Return what the approximate lead of ``rule`` gives; unknown where it has none."""
        if rule.fallback is None:
            return find_unknown(str(rule.lead.anchor))
        anchor = self.find(rule.fallback.anchor)
        citation = rule.sources[0] if rule.sources else NOWHERE
        return find_by_fallback(rule.fallback, anchor, citation, self.office, projected=rule.projected)


def find_rule(rule: Rule, anchors: Anchors) -> Finding:
    """Return the date of ``rule``: as its anchor, set by hand, published, by forecast, or by its lead."""
    override = anchors.overrides.get(rule.id)
    if is_anchor(rule):
        finding = anchors.find(rule.lead.anchor)
    elif override is not None:
        finding = find_overridden(override, _unaided(rule, anchors), rule)
    else:
        finding = _unaided(rule, anchors)
    if anchors.review.is_withdrawn:
        return Finding(finding.span, Status.WITHDRAWN, finding.citation, finding.steps)
    return finding


def _unaided(rule: Rule, anchors: Anchors) -> Finding:
    if rule.id in anchors.review.published:
        return find_published(anchors.review.published[rule.id], rule)
    return compute_rule(rule, anchors)


def compute_rule(rule: Rule, anchors: Anchors) -> Finding:
    """Return the rule's own answer, whatever was published: by forecast, fallback or lead."""
    forecast = find_forecast(anchors, rule)
    if forecast is not None:
        return forecast
    return anchors.by_fallback(rule) if rule.fallback is not None else anchors.count(rule)


def may_fall(rule: Rule, anchors: Anchors, first: date, last: date) -> bool:
    """Tell at a glance whether what ``rule`` dates may lie between two days.

    A date that was published, set by hand or forecast is not looked at: it may.
    """
    set_apart = rule.id in anchors.review.published or rule.id in anchors.overrides or is_anchor(rule)
    if set_apart or rule.forecast or rule.fallback is not None:
        return True
    anchor, lead = anchors.find(rule.lead.anchor).span, rule.lead
    if isinstance(anchor, Unknown):
        return False
    earliest, latest = lead.offset.reach[0], (lead.until or lead.offset).reach[1]
    return anchor.first + earliest - _ROLLED <= last and anchor.last + latest + _ROLLED >= first


def is_anchor(rule: Rule) -> bool:
    """Tell whether ``rule`` is itself the anchor that its lead names."""
    return MILESTONE_OF.get(rule.lead.anchor) == rule.id


def find_forecast(anchors: Anchors, rule: Rule) -> Finding | None:
    """Return what the season's record lets one expect of ``rule``; None without a forecast."""
    if not rule.forecast:
        return None
    session = anchors.find(Anchor.SESSION_START).span
    if isinstance(session, Unknown):
        return None
    forecast = anchors.rulebook.forecast(rule.forecast, season_of(session.first))
    if forecast is None:
        return None
    return find_by_forecast(forecast, anchors.find(forecast.anchor), anchors.office)


def _edge(dates: Published | None, anchor: Anchor, *, first: bool) -> Finding:
    """Return the first or last day of published dates; a month stays a month."""
    if dates is None:
        return find_unknown(anchor)
    finding = find_published(dates, anchor=anchor)
    span = finding.span
    if not isinstance(span, Days) or span.precision is not Precision.WINDOW:
        return finding
    day = day_span(span.first if first else span.last)
    return Finding(day, finding.status, finding.citation, finding.steps)
