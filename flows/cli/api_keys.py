"""Keys by which programs act for people: ``access keys list``, ``make`` and ``end``."""

from typing import Annotated

import typer

from flows.cli.output import Json, Lang, print_facts, print_json, print_lines, print_table
from flows.installation.wiring import wire
from flows.site.doors import KeyCabinet
from flows.site.granting import Granting
from flows.site.roll import Roll
from uprcycle.access.key import ApiKey, Scope, read_scopes
from uprcycle.days.span import GENEVA
from uprcycle.store.packaged import load_language
from web.api.source import AskedKey

app = typer.Typer(help="Keys by which programs act for people.", no_args_is_help=True, rich_markup_mode=None)

By = Annotated[str, typer.Option(help="Who says so; the audit trail keeps it.")]


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


@app.command("list")
def list_(lang: Lang = "en", as_json: Json = False) -> None:
    """List every key that is in force: whose, for what, until when.

    Example: uprcycle access keys list
    """
    wiring, language = wire(), load_language(lang)
    found = KeyCabinet(wiring, Roll(wiring)).all()
    if as_json:
        print_json([_shown(each) for each, _name in found])
    elif not found:
        print_lines(language.text("no key is in force"))
    else:
        headings = [
            language.text(each) for each in (_("Key"), _("Owner"), _("For"), _("Last used"), _("Until"))
        ]
        print_table(headings, [_row(each, name) for each, name in found])


@app.command("make")
def make(
    who: Annotated[str, typer.Argument(metavar="PERSON", help="Mail address or id of whom it acts for.")],
    scope: Annotated[list[Scope], typer.Option("--scope", help="What it is for; several may be given.")],
    label: Annotated[str, typer.Option(help="What uses it, in a few words.")],
    days: Annotated[int, typer.Option(help="For how many days.")] = 90,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Make a key and print it, once.

    Whoever has it can do what is named for this person, as far as they may do it themself.

    Example: uprcycle access keys make amina@example.org --scope duties:read --label "wall display" --days 30
    """
    wiring, language = wire(), load_language(lang)
    roll = Roll(wiring)
    owner = Granting(wiring, roll).find(who)
    made = KeyCabinet(wiring, roll).make(owner, AskedKey(label, read_scopes(scope), days))
    if as_json:
        print_json(_shown(made.key) | {"text": made.text})
        return
    facts = [(_("Key"), made.text), (_("Until"), f"{made.key.expires.astimezone(GENEVA):%Y-%m-%d %H:%M}")]
    print_facts((language.text(label), text) for label, text in facts)
    print_lines("", language.text("It is shown this once. Send it as: Authorization: Bearer …"))


@app.command("end")
def end(
    key: Annotated[str, typer.Argument(metavar="ID", help="The id of a key, as `list` shows it.")],
    by: By,
    lang: Lang = "en",
) -> None:
    """End a key at once.

    Example: uprcycle access keys end 1a2b3c4d --by "A. Example"
    """
    wiring = wire()
    KeyCabinet(wiring, Roll(wiring)).end(key, by)
    print_lines(load_language(lang).text("Ended. It opens nothing from now on."))


def _row(key: ApiKey, owner: str) -> list[str]:
    used = f"{key.used.astimezone(GENEVA):%Y-%m-%d %H:%M}" if key.used else "–"
    until = f"{key.expires.astimezone(GENEVA):%Y-%m-%d}"
    return [f"{key.id}  {key.label}", owner, " ".join(sorted(key.scopes)), used, until]


def _shown(key: ApiKey) -> dict[str, object]:
    return {
        "id": key.id,
        "person": key.owner,
        "label": key.label,
        "scopes": sorted(key.scopes),
        "made": key.made.isoformat(),
        "expires": key.expires.isoformat(),
        "used": key.used.isoformat() if key.used else None,
    }
