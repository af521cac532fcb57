"""``uprcycle clashes``: dates that get in each other's way, and what to do instead."""

from datetime import date, timedelta
from typing import Annotated, Any

import typer

from flows.cli.arguments import parse_day
from flows.cli.output import Json, Lang, print_json, print_lines, print_steps
from flows.installation.wiring import wire
from flows.releases.clashing import Found, clashes_between
from uprcycle.countries import Countries
from uprcycle.days.span import window_span
from uprcycle.store.packaged import load_language
from uprcycle.timetable.clashes import Clash, countries_of, is_certain
from uprcycle.timetable.clashes_council import CouncilClash
from uprcycle.timetable.clashes_fortnight import FortnightClash
from uprcycle.timetable.clashes_rest import RestClash
from uprcycle.wording.clashes import clash_problem
from uprcycle.wording.language import Language
from uprcycle.wording.shown import show_span
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import country_name, title_text

_YEAR = timedelta(days=365)
_KINDS = {CouncilClash: "council-session", RestClash: "day-of-rest", FortnightClash: "same-fortnight"}

Country = Annotated[str, typer.Argument(metavar="[COUNTRY]", help="ISO code or name; by default all States.")]
From = Annotated[str, typer.Option("--from", metavar="DATE", help="The first day; by default today.")]
To = Annotated[str, typer.Option("--to", metavar="DATE", help="The last day; by default a year later.")]
Office = Annotated[str, typer.Option(metavar="NAME", help='Only the States of an office, as "RCO Fiji".')]


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("clashes")(clashes)


def clashes(
    country: Country = "",
    first: From = "",
    last: To = "",
    office: Office = "",
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """List dates that get in each other's way.

    Windows for approaching missions while the Human Rights Council meets, deadlines on a day of
    rest in Geneva or in the country, one office with several States in a fortnight. No date moves
    because of it; a date that is not known clashes with nothing.

    Example: uprcycle clashes LCA --from 2026-01-01 --to 2026-06-30
    """
    wiring, language = wire(), load_language(lang)
    world = wiring.world()
    start = parse_day(first, "--from") if first else wiring.today()
    end = parse_day(last, "--to") if last else start + _YEAR
    found = clashes_between(world, start, end, country=country, office=office)
    if as_json:
        print_json(_document(found, (start, end), world.countries, language))
        return
    if found.clashes:
        print_steps((_text(each, world.countries, language) for each in found.clashes), mark="–")
    else:
        days = short_span_text(window_span(start, end), language)
        print_lines(language.text("no clash is known in {days}", days=days))
    if found.without_holidays:
        names = ", ".join(country_name(world.countries[each], language) for each in found.without_holidays)
        print_lines(
            language.text("Holidays of these States are not known for all of this time: {names}", names=names)
        )


def _text(clash: Clash, countries: Countries, language: Language) -> str:
    return f"{short_span_text(clash.days, language)} · {clash_problem(clash, countries, language)}"


def _document(
    found: Found, days: tuple[date, date], countries: Countries, language: Language
) -> dict[str, Any]:
    first, last = days
    return {
        "from": first.isoformat(),
        "to": last.isoformat(),
        "clashes": [_row(each, countries, language) for each in found.clashes],
        "without_holidays": list(found.without_holidays),
    }


def _row(clash: Clash, countries: Countries, language: Language) -> dict[str, Any]:
    told = clash_problem(clash, countries, language)
    return {
        "kind": _KINDS[type(clash)],
        "office": clash.body if isinstance(clash, FortnightClash) else "",
        "countries": list(countries_of(clash)),
        "start": clash.days.first.isoformat(),
        "end": clash.days.last.isoformat(),
        "certain": is_certain(clash),
        "dates": [
            {
                "country": each.country,
                "cycle": each.cycle,
                "id": each.id,
                "title": title_text(each.rule, language),
                **show_span(each.span),
                "status": each.status.value,
            }
            for each in clash.milestones
        ],
        "what": told.what,
        "remedy": told.remedy,
    }
