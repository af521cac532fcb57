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
from flows.installation.nearest import suggest
from flows.installation.wiring import wire
from uprcycle.errors import BadInputError, Problem, RefusedError
from uprcycle.rules.contradiction import Contradiction
from uprcycle.rules.facts import DocumentKind, Fact, Facts
from uprcycle.store.packaged import load_facts, load_language
from uprcycle.store.packaged_documents import load_addresses
from uprcycle.timetable.world import World
from uprcycle.wording.addresses import address_text, address_title, checked_text, show_address
from uprcycle.wording.facts import (
    held_text,
    read_text,
    show_contradiction,
    show_fact,
    sources_text,
    value_text,
)
from uprcycle.wording.language import Language
from uprcycle.wording.settled import settled_of, settled_text, show_settled
from uprcycle.wording.terms import country_name

Topic = Annotated[
    str,
    typer.Argument(
        metavar="TOPIC",
        help="A topic, a kind of document, or a contradiction, such as C11.",
    ),
]
Addresses = Annotated[
    bool, typer.Option("--addresses", help="Where the systems and texts are that rules link to.")
]
OfCycle = Annotated[int | None, typer.Option("--cycle", min=1, help="Only what holds in this cycle.")]

_SUMMARY = _WHERE = 2  # the column that gives way


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("facts")(facts)


def facts(
    topic: Topic = "",
    cycle: OfCycle = None,
    addresses: Addresses = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """List limits, times and figures that were read, with sources.

    Where sources contradict each other, it says what is used; ask for C1 to C23 to see every reading.

    Example: uprcycle facts word-limit --cycle 4
    """
    held, language = load_facts(), load_language(lang)
    if addresses:
        _print_addresses(topic, language, as_json=as_json)
        return
    found, differing = _choose(held, topic)
    if cycle is not None:
        found = [each for each in found if each.holds_in(cycle)]
    world = _world() if any(each.per_country for each in differing) else None
    if as_json:
        print_json(
            {
                "facts": [show_fact(each, cycle) for each in found],
                "contradictions": [
                    show_contradiction(each) | _show_settled(each, world) for each in differing
                ],
            }
        )
        return
    whole = held.contradiction.get(topic.upper())
    if whole:
        _print_whole(whole, world, language)
    if found:
        _print_found(found, cycle, held, language)
    elif not whole:
        print_lines(language.text("Nothing of it holds in cycle {cycle}.", cycle=cycle))
    _print_rest(found if topic else [], [] if whole else differing, language)


def _print_addresses(key: str, language: Language, *, as_json: bool) -> None:
    known = load_addresses()
    if key and key not in known:
        problem = Problem("facts", f"no address has the key {key!r}", suggest(key, list(known), "omit it"))
        raise BadInputError("there is no such address", [problem])
    found = [known[key]] if key else list(known.values())
    if as_json:
        print_json({"addresses": [show_address(each, language) for each in found]})
        return
    headings = [language.text(each) for each in ("Key", "What", "Where", "Looked at", "Note")]
    rows = [
        (
            each.key,
            address_title(each, language),
            address_text(each, language),
            checked_text(each, language),
            language.text(each.note),
        )
        for each in found
    ]
    print_sections(headings, [Section("", rows)], elastic=_WHERE)


def _print_rest(noted: list[Fact], differing: list[Contradiction], language: Language) -> None:
    _print_notes(noted, language)
    if differing:
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


def _print_notes(found: list[Fact], language: Language) -> None:
    notes = [f"{each.id}: {language.text(each.note)}" for each in found if each.note]
    if notes:
        print_lines("")
        print_steps(notes, mark="–")


def _row(fact: Fact, cycle: int | None, held: Facts, language: Language) -> tuple[str, ...]:
    differing = held.contradiction.get(fact.contradiction)
    return (
        fact.document or "",
        value_text(fact, language),
        read_text(fact, cycle, language),
        f"{differing.id}, {held_text(differing.held, language)}" if differing else "",
        sources_text(fact.sources),
    )


def _print_contradictions(differing: Iterable[Contradiction], language: Language) -> None:
    headings = [language.text(each) for each in ("Id", "How held", "What is used", "Topic")]
    rows = [
        (
            each.id,
            held_text(each.held, language),
            language.text(each.prevails),
            language.text(each.topic),
        )
        for each in differing
    ]
    print_lines("")
    section = Section(language.text("Where the sources contradict each other"), rows)
    print_sections(headings, [section], elastic=_SUMMARY)


def _print_whole(contradiction: Contradiction, world: World | None, language: Language) -> None:
    topic, summary = (language.text(each) for each in (contradiction.topic, contradiction.summary))
    print_lines(f"{contradiction.id} · {topic}", summary, "")
    print_facts(_parts(contradiction, language))
    settled = [] if world is None else _settled(contradiction, world, language)
    if settled:
        print_lines("", language.text("Settled for States, by the rules in force"))
        print_facts(settled)
    print_lines("")


def _world() -> World | None:
    """Return the world of the release in force; the facts are read without an installation, too."""
    try:
        return wire().world()
    except RefusedError:
        return None


def _settled(contradiction: Contradiction, world: World, language: Language) -> list[tuple[str, str]]:
    """Return of each State what was settled for it, in words."""
    said = settled_of(contradiction, world)
    return [
        (country_name(world.countries[each.country], language), settled_text(each, language)) for each in said
    ]


def _show_settled(contradiction: Contradiction, world: World | None) -> dict[str, object]:
    return {"settled": [show_settled(each) for each in settled_of(contradiction, world)] if world else []}


def _parts(contradiction: Contradiction, language: Language) -> Iterator[tuple[str, str]]:
    for reading in contradiction.readings:
        yield language.text(reading.text), sources_text(reading.sources)
    yield language.text("How held"), held_text(contradiction.held, language)
    yield language.text("What is used"), language.text(contradiction.prevails)
    yield language.text("Why"), language.text(contradiction.why)
    per_country = language.text("yes") if contradiction.per_country else language.text("no")
    yield (
        language.text("A country may settle it"),
        ": ".join(part for part in (per_country, ", ".join(contradiction.choices)) if part),
    )
