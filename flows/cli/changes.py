"""``uprcycle changes``: the public change log, the same as on the web; it names nobody."""

from collections.abc import Iterable
from typing import Annotated

import typer

from flows.cli.output import Json, Lang, Section, print_json, print_lines, print_sections, print_table
from flows.installation.wiring import wire
from flows.releases.changelog import ChangeLog
from uprcycle.countries import Countries
from uprcycle.store.packaged import load_countries, load_language
from uprcycle.timetable.announced import AnnouncedReview, Entry, Said, weightiest
from uprcycle.wording.changes import count_texts, moment_text, opening_text, show_entry, show_review
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import country_name, status_text, title_text

_LINES_A_STATE = 4
_WHAT = 0  # the column that gives way
_LONGEST_NOTE = 200

Number = Annotated[int | None, typer.Argument(metavar="N", help="One release, with every State it changed.")]
Only = Annotated[str, typer.Option(metavar="COUNTRY", help="Only this State, with all of its dates.")]


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("changes")(changes)


def changes(number: Number = None, country: Only = "", lang: Lang = "en", as_json: Json = False) -> None:
    """Show what releases changed for the public.

    Without a number every release is listed, newest first.

    Example: uprcycle changes 2 --country Kenya
    """
    log, countries, language = ChangeLog(wire()), load_countries(), load_language(lang)
    code = countries.find(country).iso3 if country else ""
    if number is None:
        entries = log.entries(code)
        if as_json:
            print_json({"country": code or None, "releases": [show_entry(each) for each in entries]})
        else:
            _print_log(entries, language)
        return
    entry = log.between(number - 1, number)
    if code:
        entry = entry.of(code)
    if as_json:
        rows = [show_review(each, language) for each in entry.announcement.reviews]
        base = {"base": entry.announcement.old, "release": show_entry(entry)}
        print_json(base | {"country": code or None, "reviews": rows})
    else:
        _print_release(entry, countries, language, whole=bool(code))


def _print_log(entries: Iterable[Entry], language: Language) -> None:
    rows = [
        (
            str(each.imprint.number),
            f"{each.imprint.at:%Y-%m-%d %H:%M}",
            _in_short(each, language),
            each.imprint.note[:_LONGEST_NOTE],
        )
        for each in entries
    ]
    if not rows:
        print_lines(language.text("No public date of this State has changed since the first release."))
        return
    headings = [language.text(each) for each in ("Release", "When (UTC)", "What changed", "Note")]
    print_table(headings, rows)


def _print_release(entry: Entry, countries: Countries, language: Language, *, whole: bool) -> None:
    imprint = entry.imprint
    source = f"{language.text('Source:')} {imprint.source}" if imprint.source else ""
    print_lines(
        language.text("Release {number}", number=imprint.number),
        moment_text(imprint.at, language),
        *filter(None, (imprint.note, source)),
        "",
        _in_short(entry, language),
    )
    sections = [_section(each, countries, language, whole=whole) for each in entry.announcement.reviews]
    if not sections:
        return
    print_lines("")
    print_sections([language.text(each) for each in ("What", "Was", "Now")], sections, elastic=_WHAT)
    every = sum(len(each.changes) for each in entry.announcement.reviews)
    further = every - sum(len(each.rows) for each in sections)
    if further:
        more = language.plural("{count} further date changes", "{count} further dates change", further)
        print_lines("", language.text("{more}; --country lists all of one State", more=more))


def _section(review: AnnouncedReview, countries: Countries, language: Language, *, whole: bool) -> Section:
    chosen = review.changes if whole else weightiest(review.changes, _LINES_A_STATE)
    name = country_name(countries[review.country], language)
    heading = language.text("{country} · cycle {cycle}", country=name, cycle=review.cycle)
    rows = [
        (title_text(each.rule, language), _side(each.old, language), _side(each.new, language))
        for each in chosen
    ]
    return Section(heading, rows)


def _side(said: Said | None, language: Language) -> str:
    if said is None:
        return "–"
    return f"{short_span_text(said.span, language)} ({status_text(said.status, language)})"


def _in_short(entry: Entry, language: Language) -> str:
    if entry.opening:
        return opening_text(entry.opening, language)
    return ", ".join(count_texts(entry.announcement, language)) or language.text("No public date changed.")
