"""Why a date is what it is: its derivation as sentences, one a step, the source last."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from uprcycle.citation import Citation
from uprcycle.days.offset import Offset, Unit
from uprcycle.days.span import Unknown
from uprcycle.rules.anchor import Anchor, OtherMilestone, read_anchor
from uprcycle.rules.choice import Settled
from uprcycle.timetable.milestone import Milestone, Step, StepKind
from uprcycle.wording.language import Language
from uprcycle.wording.spans import span_text
from uprcycle.wording.terms import basis_text, status_meaning, status_text


def why_lines(milestone: Milestone, language: Language) -> tuple[str, ...]:
    """Return the whole answer: the grounds of a milestone's date, then a sentence for each source."""
    sources = (language.text("Source: {citation}.", citation=each) for each in source_lines(milestone))
    return (*ground_lines(milestone, language), *sources)


def ground_lines(milestone: Milestone, language: Language) -> tuple[str, ...]:
    """Return the derivation of a milestone's date.

    First each step in order, then what the rule says where a date published or set by hand
    beat it, the status and its meaning, and the basis of the rule.
    """
    lines = [_sentence(step, language) for step in milestone.finding.steps]
    if milestone.rule_says != milestone.span and milestone.is_known:
        says = span_text(milestone.rule_says, language)
        lines.append(language.text("The rule by itself says: {span}.", span=says))
    lines.append(
        language.text(
            "Status: {status} – {meaning}.",
            status=status_text(milestone.status, language),
            meaning=status_meaning(milestone.status, language),
        )
    )
    if milestone.applies is None:
        condition = str(milestone.rule.condition)
        lines.append(
            language.text("It is not known whether its condition holds: {condition}.", condition=condition)
        )
    lines.append(language.text("Rule: {basis}.", basis=basis_text(milestone.rule.basis, language)))
    return tuple(lines)


def source_lines(milestone: Milestone) -> tuple[str, ...]:
    """Return what the date and its rule were read in, the date's own source first."""
    return tuple(str(each) for each in _citations(milestone))


def offset_text(phrase: str, language: Language) -> str:
    """Return an offset phrase of the rule files in the reader's language."""
    offset = Offset.parse(phrase)
    if offset.count == 0:
        return language.text("on the day")
    one, many = _AFTER[offset.unit] if offset.count > 0 else _BEFORE[offset.unit]
    return language.plural(one, many, abs(offset.count))


def anchor_text(anchor: str, language: Language) -> str:
    """Return the name of an anchor in the reader's language."""
    known = read_anchor(anchor)
    if isinstance(known, OtherMilestone):
        return language.text("the date of “{milestone}”", milestone=known.id)
    return language.text(_ANCHOR[known])


def _citations(milestone: Milestone) -> tuple[Citation, ...]:
    found = dict.fromkeys((milestone.finding.citation, *milestone.rule.sources))
    placed = {each.document for each in found if each.place}
    return tuple(each for each in found if each.document and (each.place or each.document not in placed))


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


def _both(one: str, many: str) -> tuple[str, str]:
    """Mark a message that counts, in its two English numbers."""
    return one, many


_ANCHOR = {
    Anchor.CYCLE_START: _("the start of the cycle"),
    Anchor.REVIEW: _("the review in the Working Group"),
    Anchor.SESSION_START: _("the start of the Working Group session"),
    Anchor.SESSION_END: _("the end of the Working Group session"),
    Anchor.SUBMISSION_DEADLINE: _("the deadline for submissions"),
    Anchor.COUNCIL_ADOPTION: _("the adoption of the outcome by the Human Rights Council"),
    Anchor.MIDPOINT: _("the middle of the cycle"),
    Anchor.NEXT_REVIEW: _("the next review"),
}
_PUBLISHED_AS = {
    Anchor.CYCLE_START: _("the first session of the cycle"),
    Anchor.SESSION_START: _("the Working Group session"),
    Anchor.SESSION_END: _("the Working Group session"),
}
_BEFORE = {
    Unit.HOUR: _both("{count} hour before", "{count} hours before"),
    Unit.WORKING_DAY: _both("{count} working day before", "{count} working days before"),
    Unit.DAY: _both("{count} day before", "{count} days before"),
    Unit.WEEK: _both("{count} week before", "{count} weeks before"),
    Unit.MONTH: _both("{count} month before", "{count} months before"),
    Unit.YEAR: _both("{count} year before", "{count} years before"),
}
_AFTER = {
    Unit.HOUR: _both("{count} hour after", "{count} hours after"),
    Unit.WORKING_DAY: _both("{count} working day after", "{count} working days after"),
    Unit.DAY: _both("{count} day after", "{count} days after"),
    Unit.WEEK: _both("{count} week after", "{count} weeks after"),
    Unit.MONTH: _both("{count} month after", "{count} months after"),
    Unit.YEAR: _both("{count} year after", "{count} years after"),
}


def _sentence(step: Step, language: Language) -> str:
    return _chosen(step.settled, language) if step.settled else _SENTENCES[step.kind](step, language)


def _published(step: Step, language: Language) -> str:
    sentences = [_publication(step, language)]
    if step.citation and step.citation.document:
        sentences.append(language.text("Read in: {citation}.", citation=str(step.citation)))
    if step.note:
        sentences.append(language.text(step.note))
    return " ".join(sentences)


def _publication(step: Step, language: Language) -> str:
    span = span_text(step.span, language)
    if not step.detail and isinstance(step.span, Unknown):
        return language.text("Published without a date.")
    if not step.detail:
        return language.text("Published: {span}.", span=span)
    anchor = Anchor(step.detail)
    what = language.text(_PUBLISHED_AS.get(anchor, _ANCHOR[anchor]))
    if isinstance(step.span, Unknown):
        return language.text("Published without a date for {what}.", what=what)
    return language.text("Published for {what}: {span}.", what=what, span=span)


def _set_by_hand(step: Step, language: Language) -> str:
    sentences = [_set_date(step, language), language.text("Reason: {reason}", reason=step.note)]
    if step.citation and step.citation.document:
        sentences.append(language.text("Read in: {citation}.", citation=str(step.citation)))
    return " ".join(sentences)


def _set_date(step: Step, language: Language) -> str:
    span = span_text(step.span, language)
    if not step.detail:
        return language.text("Set by hand: {span}.", span=span)
    what = anchor_text(step.detail, language)
    return language.text("Set by hand for {what}: {span}.", what=what, span=span)


def _schedule_says(step: Step, language: Language) -> str:
    span = span_text(step.span, language)
    if not step.detail:
        return language.text("The schedule by itself says: {span}.", span=span)
    what = anchor_text(step.detail, language)
    return language.text("For {what} the schedule by itself says: {span}.", what=what, span=span)


def _chosen(settled: Settled, language: Language) -> str:
    choice = settled.choice
    sentences = (
        language.text(
            "The sources contradict each other here ({contradiction}).", contradiction=choice.contradiction
        ),
        language.text(
            "This reading was chosen for this State: {sources}; not this: {others}.",
            sources="; ".join(map(str, settled.sources)),
            others="; ".join(map(str, settled.against)),
        ),
        language.text("Reason: {reason}", reason=choice.reason),
        language.text("Read in: {citation}.", citation=choice.source),
    )
    return " ".join(sentences)


def _in_session(step: Step, language: Language) -> str:
    return language.text(
        "No day of its own is published; it falls within Working Group session {number}: {span}.",
        number=step.detail,
        span=span_text(step.span, language),
    )


def _in_council(step: Step, language: Language) -> str:
    return language.text(
        "No day of its own is published; it falls within Council session {number}: {span}.",
        number=step.detail,
        span=span_text(step.span, language),
    )


def _anchor(step: Step, language: Language) -> str:
    anchor = anchor_text(step.detail, language)
    return language.text("Counted from {anchor}: {span}.", anchor=anchor, span=span_text(step.span, language))


def _offset(step: Step, language: Language) -> str:
    span = span_text(step.span, language)
    if not step.until:
        return language.text("{offset}: {span}.", offset=offset_text(step.detail, language), span=span)
    start, end = (_bound_text(each, language) for each in (step.detail, step.until))
    return language.text("From {start} until {end}: {span}.", start=start, end=end, span=span)


def _bound_text(phrase: str, language: Language) -> str:
    if Offset.parse(phrase).count == 0:
        return language.text("the day itself")
    return offset_text(phrase, language)


def _forecast(step: Step, language: Language) -> str:
    return language.text(
        "Past sessions of this season had it between {earliest} and {latest}: {span}. This is a forecast.",
        earliest=offset_text(step.detail, language),
        latest=offset_text(step.until, language),
        span=span_text(step.span, language),
    )


def _likeliest(step: Step, language: Language) -> str:
    return language.plural(
        "Likeliest day: {span} ({offset}; {count} session on record).",
        "Likeliest day: {span} ({offset}; {count} sessions on record).",
        int(step.until),
        span=span_text(step.span, language),
        offset=offset_text(step.detail, language),
    )


def _fallback(step: Step, language: Language) -> str:
    text = language.text("No date is published; the sources only give an approximate time.")
    return f"{text} {_offset(step, language)}"


def _roll(step: Step, language: Language) -> str:
    return language.text("Moved to a working day: {span}.", span=span_text(step.span, language))


def _cut_off(step: Step, language: Language) -> str:
    return language.text("The day ends at the rule's hour: {span}.", span=span_text(step.span, language))


def _unknown(step: Step, language: Language) -> str:
    anchor = anchor_text(step.detail, language)
    return language.text("It depends on {anchor}, of which no date is known.", anchor=anchor)


_SENTENCES: Mapping[StepKind, Callable[[Step, Language], str]] = MappingProxyType(
    {
        StepKind.PUBLISHED: _published,
        StepKind.IN_SESSION: _in_session,
        StepKind.IN_COUNCIL: _in_council,
        StepKind.ANCHOR: _anchor,
        StepKind.OFFSET: _offset,
        StepKind.FORECAST: _forecast,
        StepKind.LIKELIEST: _likeliest,
        StepKind.FALLBACK: _fallback,
        StepKind.PROJECTION: _fallback,
        StepKind.ROLL: _roll,
        StepKind.CUT_OFF: _cut_off,
        StepKind.OVERRIDE: _set_by_hand,
        StepKind.SCHEDULE_SAYS: _schedule_says,
        StepKind.UNKNOWN: _unknown,
    }
)
