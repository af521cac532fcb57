"""Asking: ``why`` one date is what it is."""

from typing import Annotated

import typer

from flows.cli.arguments import CountryName, Cycle, Looking
from flows.cli.output import Json, Lang, print_json, print_lines, print_steps
from flows.installation.nearest import suggest
from flows.installation.wiring import wire
from uprcycle.documents.address import Address
from uprcycle.errors import BadInputError, Problem
from uprcycle.store.packaged import load_language
from uprcycle.store.packaged_documents import load_addresses
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.timetable import Timetable
from uprcycle.visibility import Audience, may_see
from uprcycle.wording.addresses import address_line, show_address
from uprcycle.wording.language import Language
from uprcycle.wording.shown import show_milestone
from uprcycle.wording.spans import span_text
from uprcycle.wording.terms import country_name, precision_text, status_text, title_text
from uprcycle.wording.why import ground_lines, source_lines, why_lines

MilestoneName = Annotated[
    str,
    typer.Argument(metavar="MILESTONE", help="The id or the title of a date, as `show --wide` prints it."),
]


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("why")(why)


def why(
    country: CountryName,
    milestone: MilestoneName,
    cycle: Cycle = None,
    audience: Looking = Audience.PUBLIC,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Say why one date is what it is, step by step, with its source.

    Example: uprcycle why USA stakeholder-submission-deadline
    """
    wiring, language = wire(), load_language(lang)
    world = wiring.world()
    state = world.countries.find(country)
    timetable = world.timetable(state.iso3, cycle)
    found = _find_milestone(timetable, milestone, language, audience)
    if as_json:
        shown = show_milestone(found, language) | {"country": state.iso3, "cycle": found.cycle}
        print_json(
            shown
            | {
                "why": why_lines(found, language),
                "links": [show_address(each, language) for each in _links(found)],
            }
        )
        return
    when, precision = span_text(found.span, language, state.zone), found.span.precision
    certainty = f" ({status_text(found.status, language)}, {precision_text(precision, language)})"
    print_lines(
        f"{country_name(state, language)} · {title_text(found.rule, language)}",
        f"{when}{certainty if found.is_known else ''}",
        "",
    )
    print_steps(ground_lines(found, language))
    print_lines("", language.text("Read in"))
    print_steps(source_lines(found), mark="–")
    if links := [address_line(each, language) for each in _links(found)]:
        print_lines("", language.text("Where to turn, as the sources say"))
        print_steps(links, mark="–")


def _links(found: Milestone) -> list[Address]:
    return [load_addresses()[key] for key in found.rule.links]


def _find_milestone(timetable: Timetable, text: str, language: Language, audience: Audience) -> Milestone:
    every = (*timetable.milestones, *timetable.actions)
    # What is hidden is answered for and suggested as if it did not exist.
    dated = [each for each in every if may_see(audience, each.rule.visibility)]
    wanted = text.casefold()
    for each in dated:
        if wanted in {each.id, title_text(each.rule, language).casefold()}:
            return each
    remedy = suggest(
        text, [each.id for each in dated], f"`uprcycle show {timetable.country} --wide` lists them"
    )
    problem = Problem(timetable.country, f"has no milestone {text!r}", remedy)
    raise BadInputError("there is no such milestone", [problem])
