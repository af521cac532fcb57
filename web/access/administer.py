"""Giving access: who has an account and as what, granting, taking away, inviting and signing out.

What it would do is shown before it is done, and done by a form that says so.
"""

from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from uprcycle.access.act import Act
from uprcycle.errors import BadInputError, RefusedError
from web.access.account_pages import FIELDS, account_page, give_page, list_page
from web.access.reader import Reader, Signed
from web.access.source import Entrant, Wish
from web.private import OwnForm
from web.problems import NotThereError

router = APIRouter(include_in_schema=False)

_PATH = "/access"
_PEOPLE = f"{_PATH}/people"


@router.get(_PATH)
def show_accounts(reader: Signed, done: str = "") -> Response:
    """List who has an account, with a form to give access."""
    reader.require(Act.MANAGE_ACCESS)
    return list_page(reader, done=done)


@router.post(_PATH)
def give_access(reader: Signed, form: OwnForm) -> Response:
    """Show what would be granted, and grant it when that was agreed to."""
    reader.require(Act.MANAGE_ACCESS)
    accounts, by = reader.visit.sources.accounts, reader.principal.signature
    wish = Wish(*(form.get(each, "") for each in FIELDS))
    try:
        foreseen = accounts.foresee(wish)
        if form.get("action") != "give":
            return give_page(reader, foreseen, form)
        account = accounts.grant(wish, by=by)
    except BadInputError as error:
        return list_page(reader, form, [each.where for each in error.problems])
    except RefusedError:
        return list_page(reader, form, ["last"])
    done = "granted"
    if form.get("invite"):
        done = "invited" if accounts.invite(account.id, by=by) else "not-invited"
    return _go(reader, f"{_PEOPLE}/{account.id}", done)


@router.get(f"{_PEOPLE}/{{person}}")
def show_account(reader: Signed, person: str, done: str = "", taking: str = "") -> Response:
    """Show what somebody may do and where they are signed in; with a standing, ask whether to take it."""
    reader.require(Act.MANAGE_ACCESS)
    return account_page(reader, _entrant(reader, person), done, taking)


@router.post(f"{_PEOPLE}/{{person}}")
def change_account(reader: Signed, form: OwnForm, person: str) -> Response:
    """Take a standing away, send a link, or sign somebody out."""
    reader.require(Act.MANAGE_ACCESS)
    entrant, accounts, by = (
        _entrant(reader, person),
        reader.visit.sources.accounts,
        reader.principal.signature,
    )
    match form.get("action"):
        case "take":
            return _taken(reader, entrant, form.get("standing", ""))
        case "invite":
            done = "invited" if accounts.invite(person, by=by) else "not-invited"
        case "end":
            done = "ended" if accounts.end(person, by=by) else ""
        case _:
            done = ""
    return _go(reader, f"{_PEOPLE}/{person}", done)


def _taken(reader: Reader, entrant: Entrant, text: str) -> Response:
    held = {each.standing.value: each.standing for each in entrant.principal.grants}
    person, accounts = entrant.principal.id, reader.visit.sources.accounts
    if text not in held:
        return _go(reader, f"{_PEOPLE}/{person}", "")
    try:
        accounts.revoke(person, held[text], by=reader.principal.signature)
    except RefusedError:
        return _go(reader, f"{_PEOPLE}/{person}", "last")
    is_left = accounts.entrant(person) is not None
    return _go(reader, f"{_PEOPLE}/{person}" if is_left else _PATH, "taken")


def _entrant(reader: Reader, person: str) -> Entrant:
    found = reader.visit.sources.accounts.entrant(person)
    if found is None:
        raise NotThereError(reader.visit.language.text("Nobody who may sign in is known under this address."))
    return found


def _go(reader: Reader, path: str, done: str) -> RedirectResponse:
    query = f"?{urlencode({'done': done})}" if done else ""
    target = reader.visit.href(f"{path}{query}")
    return RedirectResponse(target, HTTPStatus.SEE_OTHER, {"Cache-Control": "no-store"})
