"""Chats of people and rooms of offices: ``channel add``, ``list``, ``test`` and ``remove``."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.output import Json, Lang, print_facts, print_json, print_lines, print_table
from flows.installation.wiring import wire
from flows.nudges import channels
from flows.nudges.channels import ChatState, ListedChat, Room
from uprcycle.errors import BadInputError, Problem
from uprcycle.store.packaged import load_language
from uprcycle.store.ports import ChatHook, Outcome
from uprcycle.wording.language import Language

app = typer.Typer(
    help="Chats in Slack and Teams that are written to.", no_args_is_help=True, rich_markup_mode=None
)

Id = Annotated[str, typer.Argument(metavar="ID", help="The id of a chat, as `list` shows it.")]
By = Annotated[str, typer.Option(help="Who says so.")]
_LONGEST = 2000


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_STATES = {
    ChatState.OPEN: _("open"),
    ChatState.RESTING: _("resting"),
    ChatState.KEPT_OUT: _("kept out by the delivery mode"),
    ChatState.LOCKED: _("no key opens its address"),
    ChatState.CLOSED: _("closed"),
}


@app.command("add")
def add(
    who: Annotated[str, typer.Argument(metavar="PERSON", help="Mail address or id of whose chat it is.")],
    by: By,
    office: Annotated[str, typer.Option(help="An office: the chat is its room, PERSON answers for it.")] = "",
    country: Annotated[str, typer.Option(help="The State of the office, as ISO code.")] = "",
    language: Annotated[str, typer.Option(help="The language spoken in the room.")] = "en",
    file: Annotated[
        Path | None, typer.Option(help="A file with the address; by default it is typed.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what it would be.")] = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Connect a chat by the address of its web-hook.

    The address is read from standard input, never from the command, and kept sealed. It is
    shown nowhere again.

    Example: uprcycle channel add amina@example.org --by "B. Example" --file address.txt
    """
    wiring, words = wire(), load_language(lang)
    planned = channels.plan_chat(wiring, who, _address(file), Room(office, country, language))
    if not dry_run:
        channels.connect(wiring, planned, by=by)
    if as_json:
        print_json(_document(planned) | {"connected": not dry_run})
        return
    print_facts(_facts(planned, words))
    done = words.text("Connected. `uprcycle channel test {id}` says one sentence there.", id=planned.id)
    print_lines("", words.text("Nothing was connected.") if dry_run else done)


@app.command("list")
def list_all(lang: Lang = "en", as_json: Json = False) -> None:
    """List the chats that are connected, and how they stand.

    Example: uprcycle channel list
    """
    wiring, language = wire(), load_language(lang)
    found = channels.listed_chats(wiring)
    if as_json:
        print_json([_row(each) for each in found])
        return
    if not found:
        print_lines(language.text("No chat is connected."))
        return
    headings = ("Id", "Kind", "Person", "Office", "How it stands", "Allowed as")
    rows = [_cells(each, language) for each in found]
    print_table([language.text(each) for each in headings], rows)


@app.command("test")
def try_out(chat: Id, lang: Lang = "en", as_json: Json = False) -> int:
    """Say one sentence in a chat, as far as the delivery mode goes.

    Example: uprcycle channel test c1a2b3c4
    """
    wiring, language = wire(), load_language(lang)
    receipt = channels.try_out(wiring, chat)
    if as_json:
        print_json({"id": chat, "outcome": receipt.outcome.value, "answer": receipt.answer})
    else:
        print_facts(
            [(language.text("Outcome"), receipt.outcome.value), (language.text("Answer"), receipt.answer)]
        )
    return int(receipt.outcome is not Outcome.SENT)


@app.command("remove")
def remove(
    chat: Id,
    by: By,
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without, it is only shown.")] = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Forget a chat, with --yes.

    What would have gone there goes by mail.

    Example: uprcycle channel remove c1a2b3c4 --by "B. Example" --yes
    """
    wiring, language = wire(), load_language(lang)
    gone = channels.disconnect(wiring, chat, by=by) if yes else channels.find_chat(wiring, chat)
    if as_json:
        print_json(_document(gone) | {"removed": yes})
        return
    print_facts(_facts(gone, language))
    planned = language.text("Nothing was changed; --yes does it, and cannot be undone.")
    print_lines("", language.text("Removed.") if yes else planned)


def _address(file: Path | None) -> str:
    """Return an address that no list of processes and no history of commands has seen."""
    if file is None and sys.stdin.isatty():
        return str(typer.prompt("Address", hide_input=True, err=True)).strip()
    try:
        return (file.read_text("ascii") if file else sys.stdin.read(_LONGEST)).strip()
    except (OSError, UnicodeError):
        where, remedy = str(file or "standard input"), "give a text file with one address"
        raise BadInputError(
            "the address cannot be read", [Problem(where, "cannot be read", remedy)]
        ) from None


def _facts(hook: ChatHook, language: Language) -> list[tuple[str, str]]:
    facts = {
        language.text("Id"): hook.id,
        language.text("Kind"): hook.kind,
        language.text("Person"): hook.person,
        language.text("Office"): hook.office,
        language.text("Fingerprint"): hook.fingerprint,
    }
    return [(label, each) for label, each in facts.items() if each]


def _cells(each: ListedChat, language: Language) -> tuple[str, ...]:
    hook = each.hook
    state = language.text(_STATES[each.state]) + (f" ({hook.why})" if hook.why else "")
    return hook.id, hook.kind, hook.person or "–", hook.office or "–", state, each.name or "–"


def _row(each: ListedChat) -> dict[str, object]:
    hook = each.hook
    return _document(hook) | {
        "state": each.state.value,
        "allowed_as": each.name or None,
        "rests_until": hook.rests_until.isoformat() if hook.rests_until else None,
        "closed_since": hook.dead_since.isoformat() if hook.dead_since else None,
        "why": hook.why or None,
    }


def _document(hook: ChatHook) -> dict[str, object]:
    """Return a chat for JSON: people by id, and nothing of its address."""
    return {
        "id": hook.id,
        "kind": hook.kind,
        "person": hook.person or None,
        "country": hook.country or None,
        "office": hook.office or None,
        "language": hook.language,
        "fingerprint": hook.fingerprint,
        "made": hook.made.isoformat(),
    }
