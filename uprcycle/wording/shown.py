"""The stable JSON shape of a milestone and a timetable, as scripts and the API rely on it.

``start`` and ``end`` are ISO dates, ``end`` included, or ISO instants with their offset; an
unknown date has neither, and precision ``unknown``.
"""

from typing import Any

from uprcycle.days.span import Instant, Span, Unknown
from uprcycle.timetable.milestone import Milestone
from uprcycle.wording.language import Language
from uprcycle.wording.terms import title_text


def show_milestone(milestone: Milestone, language: Language) -> dict[str, Any]:
    """Return the JSON-able shape of one milestone, without what feeds add (uid, sequence)."""
    rule, finding = milestone.rule, milestone.finding
    return {
        "id": milestone.id,
        "title": title_text(rule, language),
        "kind": rule.kind.value,
        "phase": rule.phase.value,
        **show_span(milestone.span),
        "status": milestone.status.value,
        "visibility": rule.visibility.value,
        "actors": [role.value for role in rule.actors],
        "source": {
            "document": finding.citation.document,
            "place": finding.citation.place,
            "confidence": finding.citation.confidence,
        },
        "rule": str(rule.lead),
        "rule_says": show_span(milestone.rule_says),
        "basis": rule.basis.value,
        "voluntary": rule.voluntary,
        "applies": milestone.applies,
    }


def show_span(span: Span) -> dict[str, Any]:
    """Return start, end, all_day, time_zone and precision of a span."""
    match span:
        case Unknown():
            start = end = zone = None
        case Instant():
            start, end = span.start.isoformat(), span.end.isoformat()
            zone = str(span.start.tzinfo)
        case _:
            start, end, zone = span.first.isoformat(), span.last.isoformat(), None
    return {
        "start": start,
        "end": end,
        "all_day": not isinstance(span, Instant | Unknown),
        "time_zone": zone,
        "precision": span.precision.value,
    }
