"""Milestones as the pages show them: worded, with a mark for how sure the date is.

A mark is a shape and stands beside its word; colour only repeats what both say.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from uprcycle.days.span import Precision, Span, Status, Unknown
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Prominence
from uprcycle.schedule.session import Published
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.timetable import Timetable, order_of
from uprcycle.visibility import Audience
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text, span_text
from uprcycle.wording.terms import (
    certainty_text,
    kind_text,
    phase_text,
    precision_text,
    role_text,
    status_text,
)
from uprcycle.wording.why import why_lines

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class When:
    """A date in words; ``mark`` is the value of its status, or ``unknown``."""

    text: str
    mark: str
    status: str
    precision: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text and the language it is really in, for readers that speak it aloud."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Card:
    """One milestone with all there is to say of it in public."""

    id: str
    title: Text
    description: Text
    kind: str
    actors: str
    when: When
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """One milestone as a line that leads to its own page."""

    id: str
    title: Text
    when: When


@dataclass(frozen=True, slots=True)
class PhaseCards:
    """One phase with its main milestones and the further ones, each in order of time."""

    phase: Phase
    title: str
    cards: tuple[Card, ...]
    further: tuple[Brief, ...]


def word_date(span: Span, status: Status, language: Language, zone: ZoneInfo | None = None) -> When:
    """Return a date in full, with local time where ``zone`` is given."""
    return _when(span, status, language, span_text(span, language, zone))


def word_published(published: Published, language: Language) -> When:
    """Return a published date in full; what is only inferred says so."""
    when = word_date(published.span, published.status, language)
    if isinstance(published.span, Unknown):
        return when
    return replace(when, status=certainty_text(published, language))


def word_date_shortly(span: Span, status: Status, language: Language) -> When:
    """Return a date for a table."""
    return _when(span, status, language, short_span_text(span, language))


def build_card(milestone: Milestone, language: Language, zone: ZoneInfo) -> Card:
    """Return a milestone with its date in full and its derivation."""
    rule = milestone.rule
    return Card(
        id=milestone.id,
        title=word(rule.title, language),
        description=word(rule.description, language),
        kind=kind_text(rule.kind, language),
        actors=", ".join(role_text(role, language) for role in rule.actors),
        when=word_date(milestone.span, milestone.status, language, zone),
        why=why_lines(milestone, language),
    )


def build_phases(timetable: Timetable, language: Language, zone: ZoneInfo) -> tuple[PhaseCards, ...]:
    """Return what the public may see of a timetable, by phase; empty phases are left out."""
    shown = timetable.seen_by(Audience.PUBLIC)
    phases = (
        _phase(phase, [each for each in shown if each.rule.phase is phase], language, zone) for phase in Phase
    )
    return tuple(phase for phase in phases if phase.cards or phase.further)


def main_milestones(timetable: Timetable) -> tuple[Milestone, ...]:
    """Return the public milestones that stand out, in order of time, unknown ones last."""
    shown = timetable.seen_by(Audience.PUBLIC)
    return tuple(each for each in shown if each.rule.prominence is not Prominence.DETAIL)


def next_milestones(timetable: Timetable, today: date, count: int) -> tuple[Milestone, ...]:
    """Return the ``count`` main milestones that are next to come or to close.

    Of several with the same date the one that stands out most is taken.
    """
    ahead = [each for each in main_milestones(timetable) if each.is_known and order_of(each)[1] >= today]
    valid = [each for each in ahead if each.status is not Status.WITHDRAWN]
    valid.sort(key=lambda each: (order_of(each)[1], each.rule.prominence is not Prominence.HEADLINE))
    by_date: dict[Span, Milestone] = {}
    for each in valid:
        by_date.setdefault(each.span, each)
    return tuple(by_date.values())[:count]


def word(message: str, language: Language) -> Text:
    """Return a text of the rulebook with the language it is really in."""
    text, found = language.marked_text(message)
    return Text(text, language.code if found else "en")


def _when(span: Span, status: Status, language: Language, text: str) -> When:
    if isinstance(span, Unknown):
        missing = precision_text(Precision.UNKNOWN, language)
        return When(text, UNKNOWN, missing, "")
    return When(text, status.value, status_text(status, language), precision_text(span.precision, language))


def _phase(phase: Phase, milestones: Iterable[Milestone], language: Language, zone: ZoneInfo) -> PhaseCards:
    main: list[Card] = []
    further: list[Brief] = []
    for each in milestones:
        if each.rule.prominence is Prominence.DETAIL:
            when = word_date(each.span, each.status, language, zone)
            further.append(Brief(each.id, word(each.rule.title, language), when))
        else:
            main.append(build_card(each, language, zone))
    return PhaseCards(phase, phase_text(phase, language), tuple(main), tuple(further))
