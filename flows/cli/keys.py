"""The keys that seal what the store keeps: ``keys status``, ``make``, ``rotate`` and ``retire``."""

from typing import Annotated

import typer

from flows.cli.output import Json, Lang, print_facts, print_json, print_lines, print_table
from flows.installation.wiring import wire
from uprcycle.store.packaged import load_language

app = typer.Typer(
    help="Keys that seal messages and chat addresses.", no_args_is_help=True, rich_markup_mode=None
)

Yes = Annotated[bool, typer.Option("--yes", help="Do it; without, it is only said what would be done.")]


@app.command("status")
def status(lang: Lang = "en", as_json: Json = False) -> None:
    """Say which keys there are, and how much each seals.

    Example: uprcycle keys status
    """
    from flows.installation.rekeying import examine_keys

    report, language = examine_keys(wire()), load_language(lang)
    if as_json:
        keys = [{"name": each.name, "values": each.values} for each in report.keys]
        print_json({"source": report.source.value, "keys": keys, "unopened": report.unopened})
        return
    headings = [language.text(each) for each in ("Key", "Values")]
    print_table(headings, [(each.name, str(each.values)) for each in report.keys])
    print_lines("")
    print_facts(
        [
            (language.text("Kept in"), report.source.value),
            (language.text("Opened by no key"), str(report.unopened)),
        ]
    )


@app.command("make")
def make(lang: Lang = "en", as_json: Json = False) -> None:
    """Draw a key for the settings and print it.

    It goes into UPRCYCLE_SECRET_KEY, and is kept nowhere.

    Example: uprcycle keys make
    """
    from flows.installation.sealing import make_key

    load_language(lang)
    key = make_key()
    if as_json:
        print_json({"key": key})
    else:
        print_lines(key)


@app.command("rotate")
def rotate(yes: Yes = False, lang: Lang = "en", as_json: Json = False) -> None:
    """Seal everything with a new key, with --yes.

    Older keys go on opening until `uprcycle keys retire`. It can be stopped and run again.

    Example: uprcycle keys rotate --yes
    """
    from flows.installation import rekeying

    wiring, language = wire(), load_language(lang)
    count = (
        rekeying.rotate(wiring) if yes else sum(each.values for each in rekeying.examine_keys(wiring).keys)
    )
    if as_json:
        print_json({"rotated": yes, "values": count})
        return
    print_lines(language.plural("{count} sealed value", "{count} sealed values", count))
    done = language.text("Sealed with the new key. `uprcycle keys retire --yes` puts the older one away.")
    print_lines(done if yes else language.text("Nothing was changed; --yes does it."))


@app.command("retire")
def retire(yes: Yes = False, lang: Lang = "en", as_json: Json = False) -> None:
    """Put away older keys that seal nothing any more, with --yes.

    Backups made before still need them.

    Example: uprcycle keys retire --yes
    """
    from flows.installation import rekeying

    wiring, language = wire(), load_language(lang)
    count = rekeying.retire(wiring) if yes else len(rekeying.examine_keys(wiring).keys) - 1
    if as_json:
        print_json({"retired": yes, "keys": count})
        return
    print_lines(language.plural("{count} older key", "{count} older keys", count))
    done = language.text("Put away. Backups made before still need the older keys.")
    print_lines(done if yes else language.text("Nothing was changed; --yes does it."))
