"""The schedule desk: ``schedule plan``, ``release``, ``rollback`` and ``diff``."""

from typing import Annotated, Any

import typer

from flows.cli.arguments import Accepted
from flows.cli.output import Json, Lang, print_json, print_lines, print_problems
from flows.cli.plans import print_clashes, print_plan, print_told, show_plan, show_preview
from flows.cli.schedule import File, read_file
from flows.installation.wiring import wire
from flows.releases.releasing import (
    Outcome,
    Preview,
    Signature,
    compare_releases,
    preview,
    read_draft,
    release_draft,
    roll_back,
)
from uprcycle.countries import Countries
from uprcycle.store.packaged import load_language
from uprcycle.wording.language import Language

Wide = Annotated[bool, typer.Option("--wide", help="Every date and field that changes.")]
Loss = Annotated[bool, typer.Option("--allow-loss", help="Let pass that States are missing; it is meant.")]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why; the history shows it.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who releases.")]
Confirmer = Annotated[
    str,
    typer.Option("--confirm-earlier", metavar="NAME", help="Who else agrees that deadlines come earlier."),
]
Number = Annotated[int, typer.Argument(metavar="N", help="The number of a release.")]


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module to the group of the schedule."""
    app.command("plan")(plan)
    app.command("release")(release)
    app.command("rollback")(rollback)
    app.command("diff")(diff)


def plan(
    file: File, allow_loss: Loss = False, wide: Wide = False, lang: Lang = "en", as_json: Json = False
) -> None:
    """Show what releasing a schedule would do; writes nothing.

    The hash at the end is what `uprcycle schedule release` asks for.

    A CSV is laid over the release in force; TOML and JSON replace it.

    Example: uprcycle schedule plan cycle-5.csv
    """
    wiring, language = wire(), load_language(lang)
    draft = read_draft(wiring, file.name, read_file(file), allow_loss=allow_loss)
    shown, countries = preview(wiring, draft), wiring.world().countries
    if as_json:
        print_json(show_preview(shown, countries, language))
        return
    print_preview(shown, countries, language, wide=wide)


def release(
    file: File,
    digest: Annotated[str, typer.Option("--plan", metavar="HASH", help="The hash that the plan showed.")],
    note: Note,
    by: By,
    source: Annotated[str, typer.Option(metavar="URL", help="What the schedule was taken from.")] = "",
    confirm_earlier: Confirmer = "",
    accept: Accepted = None,
    allow_loss: Loss = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Release a schedule as its plan showed.

    Refused when anything moved in between, or a corrected name is not confirmed.

    The same schedule again is no release.

    Example: uprcycle schedule release cycle-5.csv --plan HASH --note "Dates of session 55" --by "UPR desk"
    """
    wiring, language = wire(), load_language(lang)
    draft = read_draft(wiring, file.name, read_file(file), allow_loss=allow_loss)
    signature = Signature(by, note, source, confirm_earlier, tuple(accept or ()))
    outcome = release_draft(wiring, draft, digest, signature)
    if as_json:
        print_json(show_outcome(outcome))
    else:
        print_outcome(outcome, language)


def rollback(
    number: Number,
    note: Note,
    by: By,
    confirm_earlier: Confirmer = "",
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Release again what an earlier release said.

    It gets a new number, and moved dates a higher SEQUENCE.

    Example: uprcycle schedule rollback 3 --note "Release 4 was wrong" --by "UPR desk"
    """
    wiring, language = wire(), load_language(lang)
    source = f"release {number}"
    outcome = roll_back(wiring, number, Signature(by, note, source, confirm_earlier))
    if as_json:
        print_json(show_outcome(outcome))
    else:
        print_outcome(outcome, language)


def diff(
    old: Annotated[int, typer.Argument(metavar="A", help="The number of a release.")],
    new: Annotated[int, typer.Argument(metavar="B", help="The number of another.")],
    wide: Wide = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Show what changed from one release to another.

    Field by field and date by date.

    Example: uprcycle schedule diff 1 2
    """
    wiring, language = wire(), load_language(lang)
    found = compare_releases(wiring, old, new)
    if as_json:
        shown = show_plan(found, language)
        print_json({"from": old, "to": new} | {key: shown[key] for key in shown if key not in _OF_A_PLAN})
    elif found.is_empty:
        print_lines(language.text("Releases {old} and {new} say the same.", old=old, new=new))
    else:
        print_lines(language.text("From release {old} to release {new}", old=old, new=new), "")
        print_plan(found, wiring.world().countries, language, wide=wide)


_OF_A_PLAN = ("base", "hash", "schedule")


def print_preview(shown: Preview, countries: Countries, language: Language, *, wide: bool) -> None:
    """Write what a release would do, whom it would reach, and the hash that stands for it."""
    print_problems(shown.draft.problems)
    if shown.plan.is_empty:
        print_lines(_no_change(shown.plan.base, language))
        return
    print_lines(
        language.text("Plan upon release {release}; nothing is written.", release=shown.plan.base), ""
    )
    print_plan(shown.plan, countries, language, wide=wide)
    print_clashes(shown.clashes, countries, language, wide=wide)
    print_told(shown.told, language)
    print_lines("", language.text("Hash: {hash}", hash=shown.plan.digest))


def show_outcome(outcome: Outcome) -> dict[str, Any]:
    """Return what a release came to, for JSON."""
    return {"release": outcome.release, "new": outcome.is_new, "entries": outcome.entries}


def print_outcome(outcome: Outcome, language: Language) -> None:
    """Write what a release came to."""
    if not outcome.is_new:
        print_lines(_no_change(outcome.release, language))
    else:
        told = language.plural(
            "release {release}: {count} entry of the feeds changed",
            "release {release}: {count} entries of the feeds changed",
            outcome.entries,
            release=outcome.release,
        )
        print_lines(told)


def _no_change(number: int, language: Language) -> str:
    return language.text("no change: release {release} says the same already", release=number)
