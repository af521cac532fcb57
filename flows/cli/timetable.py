"""Looking: ``show`` a country's timetable, every date in its phase, unknown ones included."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from flows.cli.arguments import CountryName, Cycle, Looking, parse_day
from flows.cli.output import Json, Lang, Section, print_facts, print_json, print_lines, print_sections
from flows.feeds.showing import show_timetable
from flows.installation.wiring import wire
from flows.releases.changelog import end_of
from flows.reporting.reports import prominent_ahead
from uprcycle.days.span import Instant, Span, Status, Unknown, day_span
from uprcycle.reviews.phases import Phase
from uprcycle.schedule.session import Published
from uprcycle.store.packaged import load_language
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.timetable import Timetable
from uprcycle.timetable.world import World
from uprcycle.visibility import Audience
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text, span_text
from uprcycle.wording.terms import country_name, phase_text, precision_text, status_text, title_text

_AHEAD = 3
_NARROW, _WHAT = 3, 2  # how many columns are always shown, and which of them gives way

Wide = Annotated[bool, typer.Option("--wide", help="Also the id of each date, and who acts.")]


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("show")(show)


def show(
    country: CountryName,
    cycle: Cycle = None,
    as_of: Annotated[str, typer.Option(metavar="DATE", help="As released by the end of this day.")] = "",
    audience: Looking = Audience.PUBLIC,
    wide: Wide = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Show a country's timetable, each date with its certainty.

    Example: uprcycle show KEN --audience un
    """
    wiring, language = wire(), load_language(lang)
    day = parse_day(as_of, "--as-of") if as_of else wiring.today()
    world = wiring.world_as_of(end_of(day)) if as_of else wiring.world()
    timetable = world.timetable(world.countries.find(country).iso3, cycle)
    if as_json:
        shown = show_timetable(wiring, timetable, language, audience)
        print_json(shown | {"release": world.release.number})
        return
    milestones = timetable.seen_by(audience)
    print_lines(_title(world, timetable, language), "")
    print_facts(_facts(timetable, milestones, day, language))
    print_lines("")
    _print_dates(milestones, timetable.phase(day), language, wide=wide)
    if hours := tuple(_hours(milestones, world.countries[timetable.country].zone, language)):
        print_lines("", *hours)
    print_lines(
        "", language.text("Why a date is what it is:") + f" uprcycle why {timetable.country} MILESTONE"
    )


def _title(world: World, timetable: Timetable, language: Language) -> str:
    held = timetable.review.session
    return language.text(
        "{country} · cycle {cycle} · {session} · release {release}",
        country=country_name(world.countries[timetable.country], language),
        cycle=timetable.cycle,
        session=language.text("session {number}", number=held.number)
        if held
        else language.text("no session"),
        release=world.release.number,
    )


def _facts(
    timetable: Timetable, milestones: Iterable[Milestone], day: date, language: Language
) -> Iterator[tuple[str, str]]:
    for slot in timetable.review.earlier:
        yield language.text("Review, earlier date"), _slot_text(slot.dates, language)
    yield language.text("Review"), _slot_text(timetable.review.slot.dates, language)
    phase = timetable.phase(day)
    stands = phase_text(phase, language) if phase else language.text("no phase is open")
    yield language.text("Stands on {day}", day=short_span_text(day_span(day), language)), stands
    for number, each in enumerate(prominent_ahead(timetable, day)[:_AHEAD]):
        when = dated_text(each.span, each.status, language)
        yield "" if number else language.text("Next"), f"{when}: {title_text(each.rule, language)}"
    unknown = sum(not each.is_known for each in milestones)
    if unknown:
        yield language.text("Not known"), language.plural("{count} date", "{count} dates", unknown)


def _slot_text(dates: Published, language: Language) -> str:
    text = dated_text(dates.span, dates.status, language)
    return f"{text}. {dates.note}" if dates.note else text


def dated_text(span: Span, status: Status, language: Language) -> str:
    """Return a date with how sure it is; what is not known has nothing to be sure of."""
    text = short_span_text(span, language)
    return text if isinstance(span, Unknown) else f"{text} ({status_text(status, language)})"


def _print_dates(
    milestones: Iterable[Milestone], now: Phase | None, language: Language, *, wide: bool
) -> None:
    headings = [language.text(each) for each in ("When", "How sure", "What", "Id", "Who acts")]
    columns = len(headings) if wide else _NARROW
    rows: dict[Phase, list[tuple[str, ...]]] = {phase: [] for phase in Phase}
    for each in milestones:
        rows[each.rule.phase].append(_row(each, language)[:columns])
    sections = [Section(_heading(phase, now, language), rows[phase]) for phase in Phase]
    print_sections(headings[:columns], sections, elastic=_WHAT)


def _hours(milestones: Iterable[Milestone], zone: ZoneInfo, language: Language) -> Iterator[str]:
    # A table has no room for two clocks, and an hour in Geneva may lie on the next day elsewhere.
    for each in milestones:
        if isinstance(each.span, Instant):
            yield f"{title_text(each.rule, language)}: {span_text(each.span, language, zone)}"


def _heading(phase: Phase, now: Phase | None, language: Language) -> str:
    name = phase_text(phase, language)
    return f"{name} · {language.text('now')}" if phase is now else name


def _row(milestone: Milestone, language: Language) -> tuple[str, ...]:
    rule, span = milestone.rule, milestone.span
    certainty = f"{status_text(milestone.status, language)}, {precision_text(span.precision, language)}"
    doubt = "" if milestone.applies else f" ({language.text('if it applies')})"
    return (
        short_span_text(span, language),
        certainty if milestone.is_known else "–",
        title_text(rule, language) + doubt,
        milestone.id,
        ", ".join(rule.actors),
    )
