"""Looking: ``show`` a country's timetable, and ``why`` one of its dates is what it is."""

from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from typing import Annotated

import typer

from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.showing import show_timetable
from flows.wiring import wire
from uprcycle.countries import Country
from uprcycle.errors import BadInputError, Problem, RefusedError
from uprcycle.reviews.phases import Phase
from uprcycle.store.packaged import load_language
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.timetable import Timetable
from uprcycle.timetable.world import World
from uprcycle.visibility import Audience
from uprcycle.wording.language import Language
from uprcycle.wording.shown import show_milestone
from uprcycle.wording.spans import short_span_text, span_text
from uprcycle.wording.terms import (
    country_name,
    phase_text,
    precision_text,
    status_text,
    title_text,
)
from uprcycle.wording.why import why_lines

CountryName = Annotated[str, typer.Argument(metavar="COUNTRY", help="ISO code or any name of the State.")]
Cycle = Annotated[int | None, typer.Option(help="Cycle; by default the current one.")]


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("show")(show)
    app.command("why")(why)


def show(
    country: CountryName,
    cycle: Cycle = None,
    as_of: Annotated[str, typer.Option(metavar="DATE", help="As released by the end of this day.")] = "",
    audience: Annotated[Audience, typer.Option(help="Who is looking.")] = Audience.PUBLIC,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Show a country's timetable: every date with its status and precision.

    Example: uprcycle show KEN --audience un
    """
    wiring, language = wire(), load_language(lang)
    world = wiring.world() if not as_of else wiring.world_as_of(_end_of(as_of))
    timetable = world.timetable(world.countries.find(country).iso3, cycle)
    milestones = timetable.seen_by(audience)
    if as_json:
        print_json(show_timetable(wiring, timetable, language, audience))
        return
    _print_head(world, timetable, wiring.today(), language)
    for phase in Phase:
        _print_phase(
            phase, [each for each in milestones if each.rule.phase is phase and each.is_known], language
        )
    unknown = [each for each in milestones if not each.is_known]
    if unknown:
        print_lines("", language.text("Date not known") + f" ({len(unknown)})")
        print_lines(*(f"  {each.id}: {title_text(each.rule, language)}" for each in unknown))


def why(
    country: CountryName,
    milestone: Annotated[str, typer.Argument(help="The id of a milestone, as `show --json` lists it.")],
    cycle: Cycle = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Say why one date is what it is, step by step, with its source.

    Example: uprcycle why USA stakeholder-submission-deadline
    """
    wiring, language = wire(), load_language(lang)
    world = wiring.world()
    state = world.countries.find(country)
    found = _find_milestone(world.timetable(state.iso3, cycle), milestone)
    lines = why_lines(found, language)
    if as_json:
        print_json(
            show_milestone(found, language) | {"country": state.iso3, "cycle": found.cycle, "why": lines}
        )
        return
    print_lines(
        f"{country_name(state, language)}: {title_text(found.rule, language)}",
        f"{span_text(found.span, language, state.zone)}"
        f" [{status_text(found.status, language)}, {precision_text(found.span.precision, language)}]",
        "",
        *(f"  {number}. {line}" for number, line in enumerate(lines, start=1)),
    )


def parse_day(text: str, where: str) -> date:
    """Read an ISO date typed by a person.

    Raises:
        BadInputError: It is not a date.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        problem = Problem(where, f"{text!r} is not a date", "write it as 2026-11-21")
        raise BadInputError("a date cannot be read", [problem]) from None


def _end_of(text: str) -> datetime:
    day = parse_day(text, "--as-of")
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=UTC) - timedelta(microseconds=1)


def _find_milestone(timetable: Timetable, milestone_id: str) -> Milestone:
    found = timetable.milestone(milestone_id)
    if found is not None:
        return found
    near = get_close_matches(milestone_id, [each.id for each in timetable.milestones], n=2, cutoff=0.5)
    hint = (
        f"did you mean {' or '.join(repr(each) for each in near)}?"
        if near
        else "`uprcycle show --json` lists them"
    )
    problem = Problem(timetable.country, f"has no milestone {milestone_id!r}", hint)
    raise RefusedError("there is no such milestone", [problem])


def _print_head(world: World, timetable: Timetable, today: date, language: Language) -> None:
    state = world.countries[timetable.country]
    review = timetable.review
    phase = timetable.phase(today)
    stands = (
        phase_text(phase, language)
        if phase
        else language.text("no phase open: its dates are not known or not near")
    )
    session = (
        language.text("session {number}", number=review.session.number)
        if review.session
        else language.text("no session")
    )
    print_lines(
        language.text(
            "{country} · cycle {cycle} · {session} · release {release}",
            country=country_name(state, language),
            cycle=review.cycle,
            session=session,
            release=world.release.number,
        ),
        language.text("Where it stands: {phase}", phase=stands),
    )
    for slot in (*review.earlier, review.slot):
        _print_slot(
            state,
            slot.dates.note,
            status_text(slot.dates.status, language),
            short_span_text(slot.dates.span, language),
        )


def _print_slot(state: Country, note: str, status: str, span: str) -> None:
    print_lines(f"  {state.iso3} {span} [{status}] {note}".rstrip())


def _print_phase(phase: Phase, milestones: list[Milestone], language: Language) -> None:
    if not milestones:
        return
    print_lines("", phase_text(phase, language))
    rows = [
        (
            short_span_text(each.span, language),
            f"{status_text(each.status, language)}, {precision_text(each.span.precision, language)}",
            title_text(each.rule, language)
            + ("" if each.applies else f" ({language.text('if it applies')})"),
            ", ".join(each.rule.actors),
        )
        for each in milestones
    ]
    headings = [language.text(each) for each in ("When", "How sure", "What", "Who acts")]
    print_table(headings, rows)
