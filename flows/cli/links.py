"""The links in somebody's mails: ``people revoke-links`` ends them all at once."""

from typing import Annotated

import typer

from flows.cli.output import Json, Lang, print_json, print_lines
from flows.installation.wiring import wire
from flows.offices.staffing import find_person
from uprcycle.checklist.tick import check_words
from uprcycle.errors import BadInputError, Problem
from uprcycle.store.packaged import load_language


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module to the group of the people."""
    app.command("revoke-links")(revoke_links)


def revoke_links(
    who: Annotated[str, typer.Argument(metavar="PERSON", help="Mail address or id.")],
    by: Annotated[str, typer.Option(help="Who says so; the audit trail keeps it.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without, they are only counted.")] = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """End every link in somebody's mails, with --yes.

    For a mailbox that others read. Their next mail has new links.

    Example: uprcycle people revoke-links amina@example.org --by "B. Example" --yes
    """
    problems = check_words(("PERSON", who), ("--by", by))
    if problems:
        raise BadInputError("the links cannot be revoked", problems)
    wiring, language = wire(), load_language(lang)
    person = find_person(wiring, who)
    if person is None:
        remedy = "give the mail address or the id of somebody who was loaded with `uprcycle people load`"
        raise BadInputError(
            "nobody is known by this name", [Problem("PERSON", f"{who!r} is not known", remedy)]
        )
    links, now = wiring.store.links, wiring.now()
    count = links.revoke(person.id, by=by, at=now) if yes else links.living(person.id, now=now)
    if as_json:
        print_json({"person": person.id, "links": count, "revoked": yes})
    elif yes:
        one, many = "{count} link opens nothing now.", "{count} links open nothing now."
        print_lines(language.plural(one, many, count))
    else:
        one = "{count} link would open nothing any more; --yes revokes it."
        many = "{count} links would open nothing any more; --yes revokes them."
        print_lines(language.plural(one, many, count))
