"""The anchors of one review, each with the best that is known of it.

Order of precedence: a date published for the State, one published for its session, the Council
sessions that adopt, the forecast of the season, the approximate lead of the sources, unknown.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from uprcycle.days.span import Days, Instant, Precision, Unknown, day_span
from uprcycle.days.workdays import WorkingDays
from uprcycle.reviews.review import Review
from uprcycle.rules.anchor import MILESTONE_OF, Anchor
from uprcycle.rules.forecast import season_of
from uprcycle.rules.rule import Rule
from uprcycle.rules.rulebook import Rulebook
from uprcycle.schedule.session import Published
from uprcycle.timetable.find import (
    NOWHERE,
    find_by_fallback,
    find_by_forecast,
    find_published,
    find_unknown,
    find_within,
)
from uprcycle.timetable.milestone import Finding, Step, StepKind


@dataclass(frozen=True)
class Anchors:
    """What every anchor of ``review`` is, found on demand and once."""

    review: Review
    rulebook: Rulebook
    office: WorkingDays

    def find(self, anchor: Anchor) -> Finding:
        """Return the finding of ``anchor``; its span is unknown where nothing is known."""
        return self._found[anchor]()

    @cached_property
    def _found(self) -> dict[Anchor, Callable[[], Finding]]:
        return {
            Anchor.CYCLE_START: lambda: self._cycle_start,
            Anchor.REVIEW: lambda: self._review,
            Anchor.SESSION_START: lambda: self._session_start,
            Anchor.SESSION_END: lambda: self._session_end,
            Anchor.SUBMISSION_DEADLINE: lambda: self._submission_deadline,
            Anchor.COUNCIL_ADOPTION: lambda: self._council_adoption,
            Anchor.MIDPOINT: lambda: self._midpoint,
            Anchor.NEXT_REVIEW: lambda: self._next_review,
        }

    @cached_property
    def _review(self) -> Finding:
        slot, session = self.review.slot.dates, self.review.session
        if isinstance(slot.span, Unknown) and session is not None:
            return self._in_session(session.dates, str(session.number))
        return find_published(slot)

    @cached_property
    def _session_start(self) -> Finding:
        return self._edge(first=True)

    @cached_property
    def _session_end(self) -> Finding:
        return self._edge(first=False)

    @cached_property
    def _cycle_start(self) -> Finding:
        published = self.review.cycle_start
        return _edge(find_published(published), first=True) if published else find_unknown(Anchor.CYCLE_START)

    @cached_property
    def _submission_deadline(self) -> Finding:
        return self._published(Anchor.SUBMISSION_DEADLINE) or self._expected(Anchor.SUBMISSION_DEADLINE)

    @cached_property
    def _council_adoption(self) -> Finding:
        published = self._published(Anchor.COUNCIL_ADOPTION) or find_within(self.review.councils)
        return published or self._expected(Anchor.COUNCIL_ADOPTION)

    @cached_property
    def _midpoint(self) -> Finding:
        return self._expected(Anchor.MIDPOINT)

    @cached_property
    def _next_review(self) -> Finding:
        following = self.review.following
        if following and not isinstance(following.dates.span, Unknown):
            return find_published(following.dates)
        return self._expected(Anchor.NEXT_REVIEW)

    def _in_session(self, dates: Published, number: str) -> Finding:
        finding = find_published(dates)
        step = Step(StepKind.WITHIN, dates.span, number, citation=dates.citation)
        return Finding(finding.span, finding.status, finding.citation, (step,))

    def _edge(self, *, first: bool) -> Finding:
        if self.review.session is None:
            return find_unknown(Anchor.SESSION_START if first else Anchor.SESSION_END)
        return _edge(find_published(self.review.session.dates), first=first)

    def _published(self, anchor: Anchor) -> Finding | None:
        milestone = MILESTONE_OF[anchor]
        published = self.review.published.get(milestone)
        if published is None:
            return None
        return find_published(published, self.rulebook.by_id.get(milestone))

    def _expected(self, anchor: Anchor) -> Finding:
        rule = self.rulebook.by_id.get(MILESTONE_OF[anchor])
        if rule is None:
            return find_unknown(anchor)
        return find_forecast(self, rule) or self._by_fallback(rule)

    def _by_fallback(self, rule: Rule) -> Finding:
        if rule.fallback is None:
            return find_unknown(rule.lead.anchor)
        citation = rule.sources[0] if rule.sources else NOWHERE
        return find_by_fallback(rule.fallback, self.find(rule.fallback.anchor), citation, self.office)


def find_forecast(anchors: Anchors, rule: Rule) -> Finding | None:
    """Return what the season's record lets one expect of ``rule``; None without a forecast."""
    session = anchors.find(Anchor.SESSION_START).span
    if not rule.forecast or isinstance(session, Unknown):
        return None
    forecast = anchors.rulebook.forecast(rule.forecast, season_of(session.first))
    if forecast is None:
        return None
    return find_by_forecast(forecast, anchors.find(forecast.anchor), anchors.office)


def _edge(finding: Finding, *, first: bool) -> Finding:
    span = finding.span
    if isinstance(span, Unknown | Instant) or not _has_days(span):
        return finding
    return Finding(
        day_span(span.first if first else span.last), finding.status, finding.citation, finding.steps
    )


def _has_days(span: Days) -> bool:
    return span.precision in (Precision.WINDOW, Precision.DAY)
