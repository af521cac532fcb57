"""How one date is found: published, forecast, counted by a rule, or unknown.

Every function returns a finding with its steps. What is computed is estimated, however sure
its anchor may be; only a published date brings its own status.
"""

from collections.abc import Sequence

from uprcycle.citation import Citation
from uprcycle.days.shift import shift_span, window_between
from uprcycle.days.span import (
    Days,
    Instant,
    Precision,
    Span,
    Status,
    Unknown,
    cut_off,
    day_span,
    window_span,
)
from uprcycle.days.workdays import Roll, WorkingDays
from uprcycle.rules.anchor import Anchor
from uprcycle.rules.forecast import Forecast
from uprcycle.rules.rule import Lead, Rule
from uprcycle.schedule.session import CouncilSession, Published, Slot, WorkingGroupSession
from uprcycle.timetable.milestone import Finding, Step, StepKind

NOWHERE = Citation("")
_CERTAINTY = (Status.WITHDRAWN, Status.ESTIMATED, Status.TENTATIVE, Status.CONFIRMED, Status.HELD)


def find_published(published: Published, rule: Rule | None = None, anchor: str = "") -> Finding:
    """Take a published date as it stands, with the rule's hour where only a day was published.

    A published "unknown" stands too: a deadline that is suspended is not forecast. ``anchor``
    says what the date is of, because other dates will be counted from it.
    """
    step = Step(StepKind.PUBLISHED, published.span, anchor, citation=published.citation, note=published.note)
    finding = Finding(published.span, published.status, published.citation, (step,))
    return _with_hour(finding, rule) if rule else finding


def find_slot(slot: Slot, session: WorkingGroupSession | None, anchor: str = Anchor.REVIEW) -> Finding:
    """Take a slot's own date, else the days of its session, no surer than either of them."""
    if session is None or not isinstance(slot.dates.span, Unknown):
        return find_published(slot.dates, anchor=anchor)
    dates = session.dates
    status = min(slot.dates.status, dates.status, key=_CERTAINTY.index)
    step = Step(StepKind.IN_SESSION, dates.span, str(session.number), citation=dates.citation)
    return Finding(dates.span, status, dates.citation, (step,))


def find_unknown(anchor: str) -> Finding:
    """Say that nothing is known, because ``anchor`` is not."""
    return Finding(Unknown(), Status.ESTIMATED, NOWHERE, (Step(StepKind.UNKNOWN, Unknown(), anchor),))


def find_within(councils: Sequence[CouncilSession]) -> Finding | None:
    """Place an adoption within the Council sessions that take it, if the days of all are known."""
    spans = [each.dates.span for each in councils if not isinstance(each.dates.span, Unknown)]
    if not spans or len(spans) < len(councils):
        return None
    span = window_span(min(each.first for each in spans), max(each.last for each in spans))
    numbers = ", ".join(str(each.number) for each in councils)
    citation = councils[0].dates.citation
    step = Step(StepKind.IN_COUNCIL, span, numbers, citation=citation)
    return Finding(span, Status.ESTIMATED, citation, (step,))


def find_by_rule(rule: Rule, anchor: Finding, office: WorkingDays) -> Finding:
    """Count the rule's lead from its anchor."""
    if isinstance(anchor.span, Unknown):
        return find_unknown(str(rule.lead.anchor))
    kind = StepKind.PROJECTION if rule.projected else StepKind.OFFSET
    finding = _counted(rule.lead, anchor, office, kind)
    citation = rule.sources[0] if rule.sources else NOWHERE
    finding = Finding(finding.span, Status.ESTIMATED, citation, finding.steps)
    return _with_hour(_rolled(finding, rule.roll, office), rule)


def find_by_fallback(
    lead: Lead, anchor: Finding, citation: Citation, office: WorkingDays, *, projected: bool = False
) -> Finding:
    """Give the approximate lead of the sources, for want of anything better."""
    if isinstance(anchor.span, Unknown):
        return find_unknown(str(lead.anchor))
    finding = _counted(lead, anchor, office, StepKind.PROJECTION if projected else StepKind.FALLBACK)
    return Finding(finding.span, Status.ESTIMATED, citation, finding.steps)


def find_by_forecast(forecast: Forecast, anchor: Finding, office: WorkingDays) -> Finding:
    """Give the range of past sessions of the season, and the likeliest day where one can."""
    if isinstance(anchor.span, Unknown):
        return find_unknown(forecast.anchor)
    span = window_between(anchor.span, forecast.earliest, forecast.latest, office)
    if span.first == span.last and span.precision is Precision.WINDOW:
        span = day_span(span.first)
    steps = [
        _anchor_step(forecast.anchor, anchor),
        Step(StepKind.FORECAST, span, f"{forecast.earliest}", f"{forecast.latest}", forecast.citation),
    ]
    if anchor.span.first == anchor.span.last and span.precision is not Precision.NO_LATER_THAN:
        likeliest = day_span(forecast.likeliest.apply(anchor.span.first, office))
        steps.append(Step(StepKind.LIKELIEST, likeliest, f"{forecast.likeliest}", str(forecast.observations)))
    return Finding(span, Status.ESTIMATED, forecast.citation, (*anchor.steps, *steps))


def _counted(lead: Lead, anchor: Finding, office: WorkingDays, kind: StepKind) -> Finding:
    if isinstance(anchor.span, Unknown):
        return find_unknown(str(lead.anchor))
    if lead.until is None:
        span: Span = shift_span(anchor.span, lead.offset, office)
    else:
        span = window_between(anchor.span, lead.offset, lead.until, office)
    counted = Step(kind, span, str(lead.offset), str(lead.until or ""))
    chosen = (Step(StepKind.CHOICE, span, settled=each) for each in lead.settled)
    steps = (*anchor.steps, _anchor_step(str(lead.anchor), anchor), counted, *chosen)
    return Finding(span, Status.ESTIMATED, anchor.citation, steps)


def _anchor_step(name: str, anchor: Finding) -> Step:
    return Step(StepKind.ANCHOR, anchor.span, str(name), status=anchor.status)


def _rolled(finding: Finding, roll: Roll, office: WorkingDays) -> Finding:
    span = finding.span
    if roll is Roll.NONE or not isinstance(span, Days) or span.precision is not Precision.DAY:
        return finding
    rolled = day_span(office.roll(span.first, roll))
    if rolled == span:
        return finding
    return Finding(
        rolled, finding.status, finding.citation, (*finding.steps, Step(StepKind.ROLL, rolled, roll))
    )


def _with_hour(finding: Finding, rule: Rule) -> Finding:
    span = finding.span
    if rule.at is None or isinstance(span, Instant | Unknown) or span.precision is not Precision.DAY:
        return finding
    moment = cut_off(span.first, rule.at.hour, rule.at.minute, rule.zone)
    step = Step(
        StepKind.CUT_OFF, moment, f"{rule.at:%H:%M}", rule.zone.key, rule.sources[0] if rule.sources else None
    )
    return Finding(moment, finding.status, finding.citation, (*finding.steps, step))
