"""The pages of giving access: the list with its form, what a grant would do, and one account."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus

from fastapi import Response

from notifications.guard import DeliveryMode
from uprcycle.access.standing import GRANTABLE, Standing
from uprcycle.wording.access import grant_text, standing_text
from web.access.page import render_signed
from web.access.reader import Reader
from web.access.sessions import show_session
from web.access.source import Entrant, Foreseen

FIELDS = ("email", "name", "standing", "countries")
_NOTHING: Mapping[str, str] = {}


def list_page(
    reader: Reader, form: Mapping[str, str] = _NOTHING, wrong: Iterable[str] = (), done: str = ""
) -> Response:
    """Return the list of accounts, with what was typed and which fields of it are ``wrong``."""
    language, named = reader.visit.language, tuple(wrong)
    return render_signed(
        reader,
        "access/accounts.html.j2",
        HTTPStatus.UNPROCESSABLE_ENTITY if named else HTTPStatus.OK,
        entrants=[
            {
                "id": each.principal.id,
                "name": each.principal.name,
                "email": each.principal.email,
                "grants": [grant_text(grant, language) for grant in each.principal.grants],
                "offices": len(each.principal.held),
                "sessions": len(each.sessions),
            }
            for each in reader.visit.sources.accounts.entrants()
        ],
        standings=[(each.value, standing_text(each, language)) for each in GRANTABLE],
        typed=_typed(form),
        wrong=named,
        done=done,
        sends=_sends(reader),
    )


def give_page(reader: Reader, foreseen: Foreseen, form: Mapping[str, str]) -> Response:
    """Return what a grant would do, with the button that does it."""
    language = reader.visit.language
    return render_signed(
        reader,
        "access/give.html.j2",
        account=foreseen.account,
        grant=grant_text(foreseen.grant, language),
        before=grant_text(foreseen.before, language) if foreseen.before else "",
        is_new=foreseen.is_new,
        gives_all=foreseen.grant.standing is Standing.ADMINISTRATOR,
        typed=_typed(form),
        sends=_sends(reader),
    )


def account_page(reader: Reader, entrant: Entrant, done: str, taking: str) -> Response:
    """Return what somebody may do and where they are signed in; ``taking`` is a standing to be taken."""
    language, found = reader.visit.language, entrant.principal
    grants = {each.standing.value: grant_text(each, language) for each in found.grants}
    return render_signed(
        reader,
        "access/account.html.j2",
        person=found,
        grants=grants,
        offices=[each.office.name for each in found.held],
        sessions=[show_session(each, language) for each in entrant.sessions],
        taking=taking if taking in grants else "",
        done=done,
        sends=_sends(reader),
    )


def _typed(form: Mapping[str, str]) -> dict[str, str]:
    return {each: form.get(each, "") for each in FIELDS}


def _sends(reader: Reader) -> bool:
    return reader.visit.sources.delivery is not DeliveryMode.RECORDER
