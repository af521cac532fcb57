"""``people gaps``: duties that nobody holds, before their day comes."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import Annotated

import typer

from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.installation.wiring import Wiring, wire
from flows.nudges.escalating import Escalation
from flows.offices.lacking import gaps_of
from notifications.duties import Duties
from uprcycle.checklist.gaps import Gap
from uprcycle.countries import Countries
from uprcycle.days.span import day_span
from uprcycle.store.packaged import load_language
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import country_name, role_text, title_text

Country = Annotated[str, typer.Argument(metavar="[COUNTRY]", help="ISO code or any name; by default all.")]
Ahead = Annotated[int, typer.Option("--days", min=1, max=3660, help="How far to look ahead.")]


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module to the group of the people."""
    app.command("gaps")(gaps)


def gaps(country: Country = "", days: Ahead = 365, lang: Lang = "en", as_json: Json = False) -> None:
    """List duties that nobody holds.

    Or that fall due while all who hold them are away or not reached by mail. One line a State; with
    a country, one a role.

    Example: uprcycle people gaps KEN
    """
    wiring, language = wire(), load_language(lang)
    today = wiring.today()
    found = _find(wiring, country, today, today + timedelta(days=days))
    countries = wiring.world().countries
    if as_json:
        print_json([_json(each) for each in found])
    elif not found:
        message = "Every duty of the next {days} days is held by somebody."
        print_lines(language.text(message, days=days))
    elif country:
        _print_roles(found, language)
    else:
        _print_states(found, countries, language)
    if not as_json:
        _print_above(wiring, country, language)


def _print_above(wiring: Wiring, country: str, language: Language) -> None:
    """Say above how many offices a step is vacant to which overdue tasks are passed on."""
    wanted = wiring.world().countries.find(country).iso3 if country else ""
    above = Escalation(wiring, Duties(()), wiring.today()).gaps()
    count = sum(wanted in {"", office.country} for office, _ in above)
    if count:
        one = "Above {count} office somebody is missing to whom overdue tasks are passed on:"
        many = "Above {count} offices somebody is missing to whom overdue tasks are passed on:"
        print_lines("", language.plural(one, many, count) + " uprcycle nudges escalation --missing")


def _find(wiring: Wiring, country: str, first: date, last: date) -> list[Gap]:
    world = wiring.world()
    wanted = (world.countries.find(country).iso3,) if country else world.running
    return list(gaps_of(wiring, wanted, first, last))


def _print_roles(found: Iterable[Gap], language: Language) -> None:
    headings = [language.text(each) for each in ("Nobody for", "Duties", "First due", "Which")]
    rows = [
        (
            _owner(each, language),
            _count(each, language),
            _day(each, language),
            title_text(each.tasks[0].rule, language),
        )
        for each in found
    ]
    print_table(headings, rows)
    print_lines(
        "", language.text("To fill a gap, load people who hold these offices:") + " uprcycle people load"
    )


def _print_states(found: Iterable[Gap], countries: Countries, language: Language) -> None:
    headings = [language.text(each) for each in ("State", "Nobody for", "Duties", "First due")]
    rows = []
    for code, group in groupby(found, key=lambda each: each.country):
        missing = list(group)
        others = len(missing) - 1
        more = language.plural("and {count} more role", "and {count} more roles", others) if others else ""
        owner = " ".join(part for part in (_owner(missing[0], language), more) if part)
        duties = len({task.id for gap in missing for task in gap.tasks})
        rows.append((country_name(countries[code], language), owner, str(duties), _day(missing[0], language)))
    print_table(headings, rows)


def _owner(gap: Gap, language: Language) -> str:
    return gap.office.name if gap.office else role_text(gap.role, language)


def _count(gap: Gap, language: Language) -> str:
    """Return how many duties there are, and of how many of them nobody who holds them hears."""
    duties, away = str(len(gap.tasks)), len(gap.unattended)
    if not away:
        return duties
    return f"{duties} ({language.text('{count} while all are away or not reached', count=away)})"


def _day(gap: Gap, language: Language) -> str:
    return short_span_text(day_span(gap.first), language)


def _json(gap: Gap) -> dict[str, object]:
    return {
        "country": gap.country,
        "role": gap.role.value,
        "office": gap.office.name if gap.office else None,
        "duties": len(gap.tasks),
        "first_due": gap.first.isoformat(),
        "tasks": [each.id for each in gap.tasks],
        "unattended": [each.id for each in gap.tasks if each.id in gap.unattended],
    }
