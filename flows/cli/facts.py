"""Reading up: ``facts``, the limits, times and figures that were read, and where sources differ."""

from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from flows.cli.output import (
    Json,
    Lang,
    Section,
    print_facts,
    print_json,
    print_lines,
    print_sections,
    print_steps,
)
from flows.nearest import suggest
from uprcycle.citation import Citation
from uprcycle.errors import BadInputError, Problem
from uprcycle.rules.contradiction import Contradiction, Held
from uprcycle.rules.facts import NO_LIMIT, Between, Confidence, DocumentKind, Fact, Facts
from uprcycle.store.packaged import load_facts, load_language
from uprcycle.wording.language import Language

Topic = Annotated[
    str,
    typer.Argument(
        metavar="TOPIC",
        help="A topic, a kind of document, or a contradiction, such as C11.",
    ),
]
OfCycle = Annotated[int | None, typer.Option("--cycle", min=1, help="Only what holds in this cycle.")]

_SUMMARY = 2  # the column that gives way


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("facts")(facts)


def facts(topic: Topic = "", cycle: OfCycle = None, lang: Lang = "en", as_json: Json = False) -> None:
    """List limits, times and figures that were read, with sources.

    Where sources contradict each other, it says what is used; ask for C1 to C23 to see every reading.

    Example: uprcycle facts word-limit --cycle 4
    """
    held, language = load_facts(), load_language(lang)
    found, differing = _choose(held, topic)
    if cycle is not None:
        found = [each for each in found if each.holds_in(cycle)]
    if as_json:
        print_json(
            {
                "facts": [_fact_json(each, cycle) for each in found],
                "contradictions": [_contradiction_json(each) for each in differing],
            }
        )
        return
    if len(differing) == 1 and differing[0].id == topic.upper():
        _print_whole(differing[0], language)
    if found:
        _print_found(found, cycle, held, language)
    elif cycle is not None:
        print_lines(language.text("Nothing of it holds in cycle {cycle}.", cycle=cycle))
    if topic:
        _print_notes(found)
    if len(differing) > 1:
        _print_contradictions(differing, language)


def _choose(held: Facts, topic: str) -> tuple[list[Fact], list[Contradiction]]:
    """Return the facts that are meant, and the contradictions that were asked for or concern them."""
    if not topic:
        return list(held.facts), list(held.contradictions)
    asked = held.contradiction.get(topic.upper())
    name = asked.id if asked else topic
    found = [
        each for each in held.facts if name in {each.topic, each.contradiction} or each.is_asked_of(name)
    ]
    if not found and not asked:
        names = [*held.topics, *DocumentKind, *held.contradiction]
        remedy = suggest(topic, names, "`uprcycle facts` lists them all")
        raise BadInputError(
            "there is no such topic", [Problem("facts", f"nothing is held on {topic!r}", remedy)]
        )
    named = {asked.id} if asked else {each.contradiction for each in found}
    return found, [each for each in held.contradictions if each.id in named]


def _print_found(found: list[Fact], cycle: int | None, held: Facts, language: Language) -> None:
    headings = [language.text(each) for each in ("For", "Value", "Read for", "Contradiction", "Source")]
    rows = [_row(each, cycle, held, language) for each in found]
    filled = [column for column, cells in enumerate(zip(*rows, strict=True)) if any(cells)]
    topics: dict[str, list[list[str]]] = {}
    for fact, row in zip(found, rows, strict=True):
        topics.setdefault(fact.topic, []).append([row[column] for column in filled])
    print_sections(
        [headings[column] for column in filled],
        [Section(topic, cells) for topic, cells in topics.items()],
        elastic=max(range(len(filled)), key=lambda place: max(len(row[filled[place]]) for row in rows)),
    )


def _print_notes(found: list[Fact]) -> None:
    notes = [f"{each.id}: {each.note}" for each in found if each.note]
    if notes:
        print_lines("")
        print_steps(notes, mark="–")


def _row(fact: Fact, cycle: int | None, held: Facts, language: Language) -> tuple[str, ...]:
    differing = held.contradiction.get(fact.contradiction)
    return (
        fact.document or "",
        _value_text(fact, language),
        _read_text(fact, cycle, language),
        f"{differing.id}, {_held_text(differing.held, language)}" if differing else "",
        _sources_text(fact.sources),
    )


def _value_text(fact: Fact, language: Language) -> str:
    match fact.value:
        case None:
            return language.text("not stated: {what}", what=fact.unit)
        case Between(least, most):
            return f"{least}–{most} {fact.unit}"
        case str(text):
            return text if text == NO_LIMIT or not fact.unit else f"{text} – {fact.unit}"
        case tuple(parts):
            return " – ".join(filter(None, [", ".join(parts), fact.unit]))
        case number:
            return f"{number} {fact.unit}"


def _read_text(fact: Fact, cycle: int | None, language: Language) -> str:
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


def _held_text(held: Held, language: Language) -> str:
    match held:
        case Held.RANGE:
            return language.text("all in a window")
        case Held.PREVAILS:
            return language.text("one prevails")
        case Held.APART:
            return language.text("kept apart")
        case Held.TEXT:
            return language.text("shown, not used")


def _sources_text(sources: Iterable[Citation]) -> str:
    return " · ".join(map(str, sources))


def _print_contradictions(differing: Iterable[Contradiction], language: Language) -> None:
    headings = ("Id", "How held", "What is used", "Topic")
    rows = [(each.id, _held_text(each.held, language), each.prevails, each.topic) for each in differing]
    print_lines("")
    section = Section(language.text("Where the sources contradict each other"), rows)
    print_sections([language.text(each) for each in headings], [section], elastic=_SUMMARY)


def _print_whole(contradiction: Contradiction, language: Language) -> None:
    print_lines(f"{contradiction.id} · {contradiction.topic}", contradiction.summary, "")
    print_facts(_parts(contradiction, language))
    print_lines("")


def _parts(contradiction: Contradiction, language: Language) -> Iterator[tuple[str, str]]:
    for reading in contradiction.readings:
        yield reading.text, _sources_text(reading.sources)
    yield language.text("How held"), _held_text(contradiction.held, language)
    yield language.text("What is used"), contradiction.prevails
    yield language.text("Why"), contradiction.why
    per_country = language.text("yes") if contradiction.per_country else language.text("no")
    yield (
        language.text("A country may settle it"),
        ": ".join(part for part in (per_country, ", ".join(contradiction.choices)) if part),
    )


def _fact_json(fact: Fact, cycle: int | None) -> dict[str, object]:
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
        "sources": _sources_json(fact.sources),
        "note": fact.note,
    }


def _contradiction_json(contradiction: Contradiction) -> dict[str, object]:
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
            {"text": each.text, "sources": _sources_json(each.sources)} for each in contradiction.readings
        ],
    }


def _sources_json(sources: Iterable[Citation]) -> list[dict[str, str]]:
    return [{"document": each.document, "place": each.place} for each in sources]
