"""Facts in words, and as JSON shows them, there in the English of the data."""

from collections.abc import Iterable

from uprcycle.citation import Citation
from uprcycle.rules.contradiction import Contradiction, Held
from uprcycle.rules.facts import NO_LIMIT, Between, Confidence, Fact
from uprcycle.wording.language import Language


def value_text(fact: Fact, language: Language) -> str:
    """Say a value with its unit, or what it is that no source states."""
    unit = language.text(fact.unit)
    match fact.value:
        case None:
            return language.text("not stated: {what}", what=unit)
        case Between(least, most):
            return f"{least}–{most} {unit}"
        case str(text) if text == NO_LIMIT:
            return language.text("no limit")
        case str(text):
            return " – ".join(filter(None, [language.text(text), unit]))
        case tuple(parts):
            return " – ".join(filter(None, [", ".join(parts), unit]))
        case number:
            return f"{number} {unit}"


def read_text(fact: Fact, cycle: int | None, language: Language) -> str:
    """Say for which time a fact was read; ``cycle`` is the one that is asked about."""
    if fact.as_of:
        return fact.as_of
    if fact.confidence is Confidence.WORKED_OUT:
        return language.text("worked out")
    if not fact.read_for:
        return ""
    cycles = ", ".join(map(str, fact.read_for))
    if cycle is None or fact.is_read_for(cycle):
        return language.text("cycle {cycle}", cycle=cycles)
    return language.text("carried over from cycle {cycle}", cycle=cycles)


def held_text(held: Held, language: Language) -> str:
    """Say what is made of readings that differ."""
    match held:
        case Held.RANGE:
            return language.text("all in a window")
        case Held.PREVAILS:
            return language.text("one prevails")
        case Held.APART:
            return language.text("kept apart")
        case Held.TEXT:
            return language.text("shown, not used")


def sources_text(sources: Iterable[Citation]) -> str:
    """Name every source with its place."""
    return " · ".join(map(str, sources))


def show_fact(fact: Fact, cycle: int | None) -> dict[str, object]:
    """Return a fact for JSON; a list is a range where ``is_range`` says so."""
    value = fact.value
    return {
        "id": fact.id,
        "topic": fact.topic,
        "document": fact.document.value if fact.document else None,
        "nature": fact.nature.value,
        "value": [value.least, value.most] if isinstance(value, Between) else value,
        "is_range": isinstance(value, Between),
        "unit": fact.unit,
        "from_cycle": fact.from_cycle,
        "until_cycle": fact.until_cycle,
        "read_for": list(fact.read_for),
        "carried_over": cycle is not None and not fact.is_read_for(cycle),
        "as_of": fact.as_of or None,
        "confidence": fact.confidence.value,
        "checked_on": fact.checked_on.isoformat() if fact.checked_on else None,
        "contradiction": fact.contradiction or None,
        "sources": _show_sources(fact.sources),
        "note": fact.note,
    }


def show_contradiction(contradiction: Contradiction) -> dict[str, object]:
    """Return a contradiction for JSON, with every reading."""
    return {
        "id": contradiction.id,
        "topic": contradiction.topic,
        "summary": contradiction.summary,
        "held": contradiction.held.value,
        "prevails": contradiction.prevails,
        "why": contradiction.why,
        "per_country": contradiction.per_country,
        "choices": list(contradiction.choices),
        "readings": [
            {"text": each.text, "sources": _show_sources(each.sources)} for each in contradiction.readings
        ],
    }


def _show_sources(sources: Iterable[Citation]) -> list[dict[str, str]]:
    return [{"document": each.document, "place": each.place} for each in sources]
