"""Addresses that are told of releases, under ``access hooks``: kept, tried out, switched on, forgotten."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.output import Json, Lang, print_facts, print_json, print_lines, print_table
from flows.installation.wiring import wire
from flows.releases.calling import call_all, name_of
from flows.site.doors import HookBoard
from uprcycle.errors import BadInputError, Problem
from uprcycle.store.packaged import load_language
from web.api.source import HookView

app = typer.Typer(
    help="Addresses of other systems that are told of releases.", no_args_is_help=True, rich_markup_mode=None
)

Id = Annotated[str, typer.Argument(metavar="ID", help="The id of a web-hook, as `list` shows it.")]
By = Annotated[str, typer.Option(help="Who says so; the audit trail keeps it.")]
_LONGEST = 2000


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


@app.command("list")
def list_(lang: Lang = "en", as_json: Json = False) -> None:
    """List every web-hook and what its last call came to.

    Each by the name that an allow-list uses for it.

    Example: uprcycle access hooks list
    """
    found, language = HookBoard(wire()).all(), load_language(lang)
    if as_json:
        print_json([_shown(each) for each in found])
    elif not found:
        print_lines(language.text("no other system is told of releases"))
    else:
        headings = [
            language.text(each)
            for each in (_("Id"), _("Whose"), _("Named"), _("Last call"), _("How it stands"))
        ]
        standing = {True: language.text("on"), False: language.text("switched off")}
        print_table(headings, [[*_cells(each), standing[each.hook.off_since is None]] for each in found])


@app.command("add")
def add(
    label: Annotated[str, typer.Argument(metavar="WHOSE", help="Whose it is, in a few words.")],
    by: By,
    file: Annotated[
        Path | None, typer.Option(help="A file with the address; by default it is typed.")
    ] = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Tell an address of every release to come.

    Prints the secret of its signatures, once.

    The address is read from standard input, never from the command, and kept sealed.

    Example: uprcycle access hooks add "the others" --by "A. Example" --file address.txt
    """
    made, language = HookBoard(wire()).add(label, _address(file), by), load_language(lang)
    if as_json:
        print_json({"id": made.hook.id, "host": made.hook.host, "secret": made.secret})
        return
    facts = [(_("Id"), made.hook.id), (_("Server"), made.hook.host), (_("Secret"), made.secret)]
    print_facts((language.text(name), text) for name, text in facts)
    print_lines("", language.text("The secret is shown this once."))


@app.command("test")
def try_out(hook: Id, lang: Lang = "en") -> None:
    """Send a test now and say what came of it.

    Example: uprcycle access hooks test 1a2b3c4d
    """
    answer = HookBoard(wire()).try_out(hook)
    print_lines(load_language(lang).text("The test came to: {answer}", answer=answer))


@app.command("on")
def switch_on(hook: Id, by: By, lang: Lang = "en") -> None:
    """Tell a web-hook again that was switched off, of releases to come.

    Example: uprcycle access hooks on 1a2b3c4d --by "A. Example"
    """
    HookBoard(wire()).switch_on(hook, by)
    print_lines(load_language(lang).text("It is told of releases again."))


@app.command("remove")
def remove(hook: Id, by: By, lang: Lang = "en") -> None:
    """Forget a web-hook and its secret.

    Example: uprcycle access hooks remove 1a2b3c4d --by "A. Example"
    """
    HookBoard(wire()).remove(hook, by)
    print_lines(load_language(lang).text("It is told of nothing from now on."))


@app.command("send")
def send(lang: Lang = "en") -> None:
    """Make every call that is due.

    The web does so by itself each minute.

    Example: uprcycle access hooks send
    """
    tried = call_all(wire())
    print_lines(load_language(lang).plural("{count} call tried", "{count} calls tried", tried))


def _address(file: Path | None) -> str:
    try:
        text = sys.stdin.readline(_LONGEST) if file is None else file.read_text("utf-8")[:_LONGEST]
    except (OSError, UnicodeDecodeError):
        problem = Problem("--file", "cannot be read", "check the name, the rights and that it is UTF-8")
        raise BadInputError("the address cannot be read", [problem]) from None
    return text.strip()


def _cells(view: HookView) -> list[str]:
    last = view.calls[0] if view.calls else None
    call = f"{last.release}: {last.answer or '…'}" if last else "–"
    return [view.hook.id, view.hook.label, name_of(view.hook), call]


def _shown(view: HookView) -> dict[str, object]:
    hook = view.hook
    calls = [{"release": each.release, "tries": each.tries, "answer": each.answer} for each in view.calls]
    return {
        "id": hook.id,
        "label": hook.label,
        "named": name_of(hook),
        "is_on": hook.off_since is None,
        "failures": hook.failures,
        "calls": calls,
    }
