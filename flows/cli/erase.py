"""``people erase``: what is held about a person, and taking them out of all of it."""

from collections.abc import Mapping
from typing import Annotated

import typer

from flows.cli.output import Json, Lang, print_facts, print_json, print_lines
from flows.installation.wiring import Wiring, wire
from flows.offices.staffing import find_person
from uprcycle.checklist.tick import check_words
from uprcycle.errors import BadInputError
from uprcycle.people import Person
from uprcycle.store.packaged import load_language
from uprcycle.store.ports import ErasedKind
from uprcycle.wording.language import Language

Who = Annotated[
    str, typer.Argument(metavar="PERSON", help="Mail address or id; of somebody not loaded, a name.")
]


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_KINDS = {
    ErasedKind.PERSON: _("person with address"),
    ErasedKind.ASSIGNMENT: _("offices held"),
    ErasedKind.DEPUTY: _("named as the one stood in for"),
    ErasedKind.SUBSCRIPTION: _("private feeds"),
    ErasedKind.PREFERENCE: _("preferences"),
    ErasedKind.BOUNCE: _("mail that came back"),
    ErasedKind.ABSENCE: _("absences"),
    ErasedKind.CHAT: _("chat channels"),
    ErasedKind.ACCOUNT: _("accounts to sign in"),
    ErasedKind.SIGN_IN: _("sign-ins"),
    ErasedKind.MESSAGE: _("messages"),
    ErasedKind.TICK: _("ticks"),
    ErasedKind.LOCAL_TASK: _("tasks that offices added"),
    ErasedKind.OVERRIDE: _("dates set by hand"),
    ErasedKind.DOCUMENT: _("links of documents"),
    ErasedKind.RELEASE: _("releases"),
    ErasedKind.TRAIL: _("cells of the audit trail"),
}


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module to the group of the people."""
    app.command("erase")(erase)


def erase(
    who: Who,
    by: Annotated[str, typer.Option(help="Who erases; the audit trail keeps it.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without, it is only counted.")] = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Count what is held of a person, or erase it.

    With --yes it is erased everywhere; without, nothing is changed.
    Backups still hold it until they are gone.

    Example: uprcycle people erase amina@example.org --by "B. Example"
    """
    wiring, language = wire(), load_language(lang)
    problems = check_words(("PERSON", who), ("--by", by))
    if problems:
        raise BadInputError("nobody can be erased so", problems)
    erasure, text = wiring.store.erasure, who.strip()
    # Who only signed is known by the text alone.
    person = find_person(wiring, who) or _account_holder(wiring, text) or Person(text, text, text)
    counts = erasure.erase(person, by=by, at=wiring.now()) if yes else erasure.held(person)
    if as_json:
        print_json({"erased": yes, "held": {kind.value: count for kind, count in counts.items()}})
    else:
        _print_counts(counts, language, is_done=yes)


def _account_holder(wiring: Wiring, who: str) -> Person | None:
    """Return who has an account under this address or id, and holds no office."""
    wanted = who.casefold()
    known = (each for each in wiring.store.accounts.all() if wanted in {each.id, each.email.casefold()})
    return next((Person(each.id, each.name, each.email) for each in known), None)


def _print_counts(counts: Mapping[ErasedKind, int], language: Language, *, is_done: bool) -> None:
    if not counts:
        print_lines(language.text("nothing is held about this person"))
        return
    print_facts((language.text(_KINDS[kind]), str(count)) for kind, count in counts.items())
    done = _("Erased. Backups made before still hold it.")
    planned = _("Nothing was changed; --yes erases it.")
    print_lines("", language.text(done if is_done else planned))
