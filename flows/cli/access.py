"""Who may sign in and as what: given, taken away, listed, ended and forgotten."""

from typing import Annotated, Any

import typer

from flows.cli import api_keys, release_hooks
from flows.cli.output import Json, Lang, print_facts, print_json, print_lines, print_table
from flows.installation.wiring import wire
from flows.site.access import offer_link
from flows.site.granting import Granting, read_standing
from flows.site.sign_in_mail import link_address
from uprcycle.access.principal import Principal
from uprcycle.access.session import LINK_LASTS, Session, Way
from uprcycle.access.standing import Grant
from uprcycle.checklist.tick import check_words
from uprcycle.days.span import GENEVA
from uprcycle.errors import BadInputError, Problem
from uprcycle.store.packaged import load_language
from uprcycle.wording.access import grant_text, standing_text
from uprcycle.wording.language import Language
from web.access.source import Entrant, Wish

app = typer.Typer(
    help="Who may sign in to the web, and as what.", no_args_is_help=True, rich_markup_mode=None
)

app.add_typer(api_keys.app, name="keys")
app.add_typer(release_hooks.app, name="hooks")

Who = Annotated[str, typer.Argument(metavar="PERSON", help="Mail address or id.")]
By = Annotated[str, typer.Option(help="Who says so; the audit trail keeps it.")]
As = Annotated[str, typer.Option("--as", metavar="STANDING", help="administrator, officer or observer.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do it; without, it is only said what would be done.")]


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


@app.command("list")
def list_(lang: Lang = "en", as_json: Json = False) -> None:
    """List who has an account, as what and where.

    Whoever holds an office needs no account, and is listed while they are signed in.

    Example: uprcycle access list
    """
    entrants, language = Granting(wire()).entrants(), load_language(lang)
    if as_json:
        print_json([_shown(each) for each in entrants])
    elif not entrants:
        print_lines(language.text("nobody has an account; `uprcycle init` prints a link for the first one"))
    else:
        headings = [language.text(each) for each in (_("Name"), _("Address"), _("May"), _("Signed in"))]
        print_table(headings, [_row(each, language) for each in entrants])


@app.command("grant")
def grant(
    who: Annotated[str, typer.Argument(metavar="EMAIL", help="Mail address.")],
    standing: As,
    by: By,
    name: Annotated[str, typer.Option(help="Their name; known already of whoever holds an office.")] = "",
    country: Annotated[
        list[str] | None, typer.Option("--country", help="Only these States; by default all.")
    ] = None,
    yes: Yes = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Give somebody a standing, with --yes.

    It takes the place of the same one they had. They sign in with this address.

    Example: uprcycle access grant binod@example.org --as officer --name "Binod Example" --by "A. Example"
    """
    _check_by(by)
    granting, language = Granting(wire()), load_language(lang)
    wish = Wish(who, name, standing, ",".join(country or ()))
    foreseen = granting.foresee(wish)
    if yes:
        granting.grant(wish, by=by)
    if as_json:
        shown = {"person": foreseen.account.id, "granted": yes, "new": foreseen.is_new}
        print_json(shown | {"grant": _grant(foreseen.grant)})
        return
    facts = [("Who", f"{foreseen.account.name} <{foreseen.account.email}>"), ("Gets", foreseen.grant)]
    facts += [("Instead of", foreseen.before)] if foreseen.before else []
    print_facts(
        (language.text(label), grant_text(fact, language) if isinstance(fact, Grant) else str(fact))
        for label, fact in facts
    )
    done, planned = _("Granted."), _("Nothing was changed; --yes grants it.")
    print_lines(language.text(done if yes else planned))


@app.command("revoke")
def revoke(
    who: Who, standing: As, by: By, yes: Yes = False, lang: Lang = "en", as_json: Json = False
) -> None:
    """Take a standing from somebody, with --yes.

    Whoever is left with none, and holds no office, is signed out everywhere at once.

    Example: uprcycle access revoke binod@example.org --as officer --by "A. Example"
    """
    _check_by(by)
    problems: list[Problem] = []
    meant = read_standing(standing, problems)
    if meant is None:
        raise BadInputError("this cannot be taken away", problems)
    granting, language = Granting(wire()), load_language(lang)
    found = granting.find(who)
    if all(each.standing is not meant for each in found.grants):
        has = ", ".join(each.standing.value for each in found.grants) or "nothing"
        raise BadInputError(
            "this cannot be taken away", [Problem("--as", f"{who!r} is no {meant.value}", f"they are {has}")]
        )
    if yes:
        granting.revoke(found.id, meant, by=by)
    if as_json:
        print_json({"person": found.id, "standing": meant.value, "revoked": yes})
        return
    done, planned = _("{name} is no {standing} any more."), _("{name} would be no {standing}; --yes does it.")
    print_lines(
        language.text(done if yes else planned, name=found.name, standing=standing_text(meant, language))
    )


@app.command("link")
def link(who: Who, by: By, lang: Lang = "en", as_json: Json = False) -> None:
    """Print a link by which somebody signs in.

    For whom no mail reaches. It works once, for 15 minutes.
    Whoever opens it is that person: hand it to nobody else.

    Example: uprcycle access link amina@example.org --by "A. Example"
    """
    _check_by(by)
    wiring, language = wire(), load_language(lang)
    found = Granting(wiring).find(who)
    address = link_address(wiring, offer_link(wiring, found.id, Way.OPERATOR, by=by))
    if as_json:
        print_json({"person": found.id, "address": address, "minutes": LINK_LASTS.seconds // 60})
        return
    print_lines(
        address,
        language.text(
            "Signs in {name}, once, within {minutes} minutes.",
            name=found.name,
            minutes=LINK_LASTS.seconds // 60,
        ),
    )


@app.command("sign-ins")
def sign_ins(
    who: Annotated[str, typer.Argument(metavar="[PERSON]", help="Mail address or id; by default all.")] = "",
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """List who is signed in, since when and by what.

    Example: uprcycle access sign-ins
    """
    granting, language = Granting(wire()), load_language(lang)
    person = granting.find(who).id if who else None
    sessions = granting.lasting(person)
    names = {each.principal.id: each.principal for each in granting.entrants()}
    if as_json:
        print_json([_session(each) for each in sessions])
    elif not sessions:
        print_lines(language.text("nobody is signed in"))
    else:
        words = (_("Name"), _("Since (Geneva)"), _("Last used"), _("Program"), _("By"))
        print_table([language.text(each) for each in words], [_session_row(each, names) for each in sessions])


@app.command("end")
def end(who: Who, by: By, yes: Yes = False, lang: Lang = "en", as_json: Json = False) -> None:
    """Sign somebody out everywhere, with --yes.

    They may sign in again; to keep them out, take their standing or end their office.

    Example: uprcycle access end binod@example.org --by "A. Example"
    """
    _check_by(by)
    granting, language = Granting(wire()), load_language(lang)
    found = granting.find(who)
    count = granting.end(found.id, by=by) if yes else len(granting.lasting(found.id))
    if as_json:
        print_json({"person": found.id, "sessions": count, "ended": yes})
    elif yes:
        print_lines(language.plural("{count} sign-in ended.", "{count} sign-ins ended.", count))
    else:
        one, many = (
            "{count} sign-in would end; --yes ends it.",
            "{count} sign-ins would end; --yes ends them.",
        )
        print_lines(language.plural(one, many, count))


@app.command("forget")
def forget(who: Who, by: By, yes: Yes = False, lang: Lang = "en", as_json: Json = False) -> None:
    """Forget by what name an organisation knows somebody, with --yes.

    The next time that they sign in with it, their address counts again.

    Example: uprcycle access forget binod@example.org --by "A. Example"
    """
    _check_by(by)
    wiring, language = wire(), load_language(lang)
    found = Granting(wiring).find(who)
    count = len(wiring.store.identities.of(found.id))
    if yes:
        count = wiring.store.identities.unbind(found.id, by=by, at=wiring.now())
    if as_json:
        print_json({"person": found.id, "names": count, "forgotten": yes})
    elif yes:
        print_lines(language.plural("{count} name forgotten.", "{count} names forgotten.", count))
    else:
        one, many = (
            "{count} name would be forgotten; --yes forgets it.",
            "{count} names would be forgotten; --yes forgets them.",
        )
        print_lines(language.plural(one, many, count))


def _check_by(by: str) -> None:
    problems = check_words(("--by", by))
    if problems:
        raise BadInputError("somebody has to say so", problems)


def _grant(grant: Grant) -> dict[str, Any]:
    return {"standing": grant.standing.value, "countries": sorted(grant.countries)}


def _shown(entrant: Entrant) -> dict[str, Any]:
    found = entrant.principal
    return {
        "person": found.id,
        "name": found.name,
        "email": found.email,
        "grants": [_grant(each) for each in found.grants],
        "offices": len(found.held),
        "sessions": len(entrant.sessions),
    }


def _row(entrant: Entrant, language: Language) -> tuple[str, ...]:
    found = entrant.principal
    held = language.plural("{count} office", "{count} offices", len(found.held)) if found.held else ""
    may = [*(grant_text(each, language) for each in found.grants), *([held] if held else [])]
    return (found.name, found.email, ", ".join(may), str(len(entrant.sessions)))


def _session(session: Session) -> dict[str, Any]:
    return {
        "person": session.person,
        "made": session.made.isoformat(timespec="seconds"),
        "seen": session.seen.isoformat(timespec="seconds"),
        "program": session.program,
        "way": session.way.value,
    }


def _session_row(session: Session, names: dict[str, Principal]) -> tuple[str, ...]:
    known = names.get(session.person)
    made, seen = (f"{each.astimezone(GENEVA):%Y-%m-%d %H:%M}" for each in (session.made, session.seen))
    return (known.name if known else session.person, made, seen, session.program, session.way.value)
