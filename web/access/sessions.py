"""Where somebody is signed in: their sessions, each to be ended."""

from http import HTTPStatus

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from uprcycle.access.session import Session, Way
from uprcycle.days.span import GENEVA
from uprcycle.wording.language import Language
from uprcycle.wording.spans import local_moment_text
from web.access.cookie import shown_token
from web.access.page import render_signed
from web.access.programs import OTHER
from web.access.reader import Signed
from web.private import OwnForm

router = APIRouter(include_in_schema=False)

_PATH = "/my/sign-ins"


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_WAYS = {
    Way.MAIL: _("link by mail"),
    Way.OPERATOR: _("link from whoever runs this"),
    Way.FOUNDING: _("as first administrator"),
    Way.ORGANISATION: _("through your organisation"),
}


@router.get(_PATH)
def show_sessions(reader: Signed, ended: str = "") -> Response:
    """List where the reader is signed in."""
    access, language = reader.visit.sources.access, reader.visit.language
    return render_signed(
        reader,
        "access/sessions.html.j2",
        current=access.session(shown_token(reader.visit)),
        sessions=[show_session(each, language) for each in access.sessions(reader.principal)],
        ended=bool(ended),
    )


@router.post(_PATH)
def end_sessions(reader: Signed, form: OwnForm) -> Response:
    """End one session of the reader, or all but the one that they use."""
    access = reader.visit.sources.access
    if form.get("action") == "others":
        access.end_others(reader.principal, access.session(shown_token(reader.visit)))
    else:
        access.end(reader.principal, form.get("session", ""))
    return RedirectResponse(
        reader.visit.href(f"{_PATH}?ended=yes"), HTTPStatus.SEE_OTHER, {"Cache-Control": "no-store"}
    )


def show_session(session: Session, language: Language) -> dict[str, str]:
    """Return what pages say of a session, by the clock of Geneva."""
    made, seen = (
        local_moment_text(each.astimezone(GENEVA), language) for each in (session.made, session.seen)
    )
    is_known = session.program not in {OTHER, ""}
    return {
        "id": session.id,
        "program": session.program if is_known else language.text("another program"),
        "way": language.text(_WAYS[session.way]),
        "made": made,
        "seen": seen,
    }
