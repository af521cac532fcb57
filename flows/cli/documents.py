"""``uprcycle documents``: which documents a review has, where each is, and recording that."""

from datetime import date
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from flows.cli.arguments import CountryName, Cycle, parse_day
from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.installation.wiring import wire
from flows.releases.documents import Found, documents_of, record_link, supersede_link
from uprcycle.documents.build import Document, documents_seen_by
from uprcycle.store.packaged import load_language
from uprcycle.visibility import Audience
from uprcycle.wording.documents import document_title, show_document, state_text
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import country_name, role_text, status_text

_SHOW = "show"


class _ShowsByDefault(TyperGroup):
    """Takes a State where a command is expected: ``documents KEN`` shows those of Kenya."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - Typer keeps its type private
        """Put the command in front that is left out."""
        named = next((each for each in args if not each.startswith("-")), "")
        return super().parse_args(ctx, args if not named or named in self.commands else [_SHOW, *args])


app = typer.Typer(
    help="The documents of a review, and where they can be read.",
    no_args_is_help=True,
    rich_markup_mode=None,
    cls=_ShowsByDefault,
)

DocumentName = Annotated[str, typer.Argument(metavar="DOCUMENT", help="As `uprcycle documents` lists it.")]
By = Annotated[str, typer.Option(help="Who says so.")]
LanguageCode = Annotated[str, typer.Option("--language", metavar="CODE", help="Language of the document.")]


@app.command(_SHOW)
def show(
    country: CountryName,
    cycle: Cycle = None,
    audience: Annotated[Audience, typer.Option(help="Who is looking.")] = Audience.PUBLIC,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Show the documents of a review, and where they are.

    The word `show` may be left out.

    Example: uprcycle documents show KEN --audience un
    """
    wiring, language = wire(), load_language(lang)
    world = wiring.world()
    state = world.countries.find(country)
    timetable = world.timetable(state.iso3, cycle)
    found = documents_seen_by(audience, documents_of(wiring, timetable))
    if as_json:
        shown = [show_document(each, language) for each in found]
        print_json({"country": state.iso3, "cycle": timetable.cycle, "documents": shown})
        return
    name, number = country_name(state, language), timetable.cycle
    print_lines(f"{name} · {language.text('cycle {number}', number=number)}", "")
    headings = [language.text(each) for each in ("Id", "Document", "State", "Expected", "By", "Symbol")]
    print_table(headings, [_row(each, wiring.today(), language) for each in found])
    links = [(each.listed.id, link.language, link.url) for each in found for link in each.links]
    if links:
        print_lines("", language.text("Where they can be read"))
        print_lines(*(f"  {' '.join(link)}" for link in links))


@app.command("add")
def add(
    country: CountryName,
    document: DocumentName,
    url: Annotated[str, typer.Argument(metavar="URL", help="Its address, https only.")],
    language: LanguageCode,
    by: By,
    symbol: Annotated[str, typer.Option(metavar="SYMBOL", help="Such as A/HRC/WG.6/54/KEN/1.")] = "",
    checked: Annotated[str, typer.Option(metavar="DATE", help="When it was opened; else today.")] = "",
    cycle: Cycle = None,
) -> None:
    """Record where a document can be read in one language.

    An earlier link in this language is superseded. Nothing is opened.

    Example: uprcycle documents add KEN national-report https://example.org/1 --language fr --by "A. Example"
    """
    wiring = wire()
    day = parse_day(checked, "--checked") if checked else wiring.today()
    world = wiring.world()
    timetable = world.timetable(world.countries.find(country).iso3, cycle)
    kept = record_link(wiring, timetable, Found(document, language, url, by, day, symbol))
    print_lines(f"{kept.country}, cycle {kept.cycle}: {kept.document} in {kept.language} recorded")


@app.command("supersede")
def supersede(
    country: CountryName, document: DocumentName, language: LanguageCode, by: By, cycle: Cycle = None
) -> None:
    """Note that the link of a document no longer counts.

    It stays on record, and links in other languages count as before.

    Example: uprcycle documents supersede KEN national-report --language fr --by "A. Example"
    """
    wiring = wire()
    world = wiring.world()
    timetable = world.timetable(world.countries.find(country).iso3, cycle)
    gone = supersede_link(wiring, timetable, document, language, by)
    print_lines(f"{gone.country}, cycle {gone.cycle}: {gone.document} in {gone.language} superseded")


def _row(document: Document, today: date, language: Language) -> tuple[str, ...]:
    milestone = document.milestone
    when = ""
    if milestone:
        when = f"{short_span_text(milestone.span, language)} ({status_text(milestone.status, language)})"
    return (
        document.listed.id,
        document_title(document, language),
        state_text(document, today, language),
        when,
        role_text(document.listed.issuer, language),
        document.symbol,
    )
