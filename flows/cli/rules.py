"""The rules and holidays by which dates are found: ``rules plan``, ``accept``, ``export``, ``history``."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.desk import By, Confirmer, Note, Wide, print_outcome, print_preview, show_outcome
from flows.cli.merges import print_merges, show_merges
from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.cli.plans import show_preview
from flows.installation.wiring import wire
from flows.releases.merging import merges_of
from flows.releases.releasing import Signature
from flows.releases.rule_folder import load_folder, save_folder
from flows.releases.ruling import accept_rules, preview_rules, rules_history, standing_of_rules
from uprcycle.countries import Countries
from uprcycle.rules.ruleset import Ruleset
from uprcycle.store.packaged import load_language, load_ruleset
from uprcycle.timetable.changes import ChangeKind
from uprcycle.timetable.plan import Plan
from uprcycle.wording.language import Language
from uprcycle.wording.terms import title_text

app = typer.Typer(
    help="Rules and holidays: look at others, go over to them.", no_args_is_help=True, rich_markup_mode=None
)

Folder = Annotated[
    Path | None,
    typer.Argument(metavar="[FOLDER]", help="Files as exported; by default those of this version."),
]
Only = Annotated[
    str, typer.Option("--country", metavar="KEN,...", help="Only these States go over; by default all.")
]
_KINDS = (ChangeKind.ADDED, ChangeKind.MOVED, ChangeKind.WITHDRAWN)
_SHORT = 12


@app.command("plan")
def plan(
    folder: Folder = None, country: Only = "", wide: Wide = False, lang: Lang = "en", as_json: Json = False
) -> None:
    """Show what going over to other rules would do; writes nothing.

    The hash at the end is what `uprcycle rules accept` asks for.

    Example: uprcycle rules plan --country KEN
    """
    wiring, language = wire(), load_language(lang)
    countries = wiring.world().countries
    ruleset, codes = _ruleset(folder), _codes(country, countries)
    shown, merges = preview_rules(wiring, ruleset, codes), merges_of(wiring, ruleset, codes)
    if as_json:
        checklists = show_merges(merges, language)
        print_json(show_preview(shown, countries, language) | {"checklists": checklists})
    elif shown.plan.is_empty:
        print_lines(_no_change(folder, language))
    else:
        _print_by_rule(shown.plan, language)
        print_merges(merges, language, wide=wide)
        print_preview(shown, countries, language, wide=wide)


@app.command("accept")
def accept(
    digest: Annotated[str, typer.Option("--plan", metavar="HASH", help="The hash that the plan showed.")],
    note: Note,
    by: By,
    folder: Folder = None,
    country: Only = "",
    confirm_earlier: Confirmer = "",
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Go over to other rules, as their plan showed.

    It is a release of the same schedule. States that are not named keep the rules they have.
    Name folder and States as in the plan.

    Example: uprcycle rules accept --plan HASH --note "Rules of 2027" --by "UPR desk" --country KEN
    """
    wiring, language = wire(), load_language(lang)
    ruleset = _ruleset(folder)
    signature = Signature(by, note, f"rules {ruleset.digest[:_SHORT]}", confirm_earlier)
    codes = _codes(country, wiring.world().countries)
    outcome = accept_rules(wiring, ruleset, digest, signature, codes)
    if as_json:
        print_json(show_outcome(outcome))
    elif outcome.is_new:
        print_outcome(outcome, language)
    else:
        print_lines(_no_change(folder, language))


@app.command("export")
def export(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new or empty folder.")],
    lang: Lang = "en",
) -> None:
    """Write the rules in force to files that can be edited.

    `uprcycle rules plan FOLDER` reads them back.

    Example: uprcycle rules export my-rules
    """
    world, language = wire().world(), load_language(lang)
    names = save_folder(world.rulesets[world.release.ruleset], folder)
    print_lines(
        language.text(
            "wrote the rules of release {release} to {folder}: {count} files",
            release=world.release.number,
            folder=folder,
            count=len(names),
        )
    )


@app.command("history")
def history(lang: Lang = "en", as_json: Json = False) -> None:
    """List the releases that brought other rules, newest last.

    Example: uprcycle rules history
    """
    wiring, language = wire(), load_language(lang)
    turns = rules_history(wiring)
    if as_json:
        keys = ("number", "by", "note", "ruleset", "keeping")
        print_json(
            [{key: getattr(each, key) for key in keys} | {"at": each.at.isoformat()} for each in turns]
        )
        return
    headings = [
        language.text(each)
        for each in ("Release", "When (UTC)", "By", "Rules", "States with older ones", "Note")
    ]
    rows = [
        (
            str(each.number),
            f"{each.at:%Y-%m-%d %H:%M}",
            each.by,
            each.ruleset[:_SHORT],
            str(each.keeping),
            each.note,
        )
        for each in turns
    ]
    print_table(headings, rows)
    if not standing_of_rules(wiring).is_packaged:
        print_lines(
            "", language.text("The rules in force are not those of this version: see `uprcycle rules plan`.")
        )


def _ruleset(folder: Path | None) -> Ruleset:
    return load_ruleset() if folder is None else load_folder(folder)


def _codes(text: str, countries: Countries) -> tuple[str, ...]:
    return tuple(countries.find(each.strip()).iso3 for each in text.split(",") if each.strip())


def _no_change(folder: Path | None, language: Language) -> str:
    if folder is None:
        return language.text("no change: the rules in force are those of this version")
    return language.text("no change: the rules in force are those of {folder}", folder=folder)


def _print_by_rule(plan: Plan, language: Language) -> None:
    """Write of each rule in how many States it adds, moves or withdraws a date."""
    counts: Counter[tuple[str, ChangeKind]] = Counter()
    titles: dict[str, str] = {}
    for review in plan.changed:
        for change in review.changes:
            either = change.new or change.old
            counts[change.milestone_id, change.kind] += 1
            if either is not None:
                titles[change.milestone_id] = title_text(either.rule, language)
    if titles:
        headings = [language.text(each) for each in ("What", "new", "moved", "withdrawn")]
        rows = [(title, *(str(counts[rule, kind]) for kind in _KINDS)) for rule, title in titles.items()]
        print_lines(language.text("By rule, in how many reviews:"))
        print_table(headings, rows)
        print_lines("")
