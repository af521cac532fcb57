"""Signing in by mail, and out: a link opens a page, and only the button of that page signs in.

Whoever asks for a link hears the same whether anybody has the address or not, and as fast: what there is
to do is done after the answer.
"""

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, BackgroundTasks, Response
from fastapi.responses import RedirectResponse

from notifications.guard import DeliveryMode, is_address
from uprcycle.access.session import LINK_LASTS, Way
from uprcycle.errors import BadInputError
from web.access.cookie import drop_token, keep_token, shown_token
from web.access.page import landing_of
from web.access.programs import program_of
from web.access.reader import SIGN_IN
from web.access.source import Founder
from web.access.targets import own_path
from web.page import Visit, Visiting
from web.private import OwnForm, nothing_here, render_private
from web.throttle import throttles_of

router = APIRouter(include_in_schema=False)

_MINUTES = LINK_LASTS.seconds // 60
_NOTHING: Mapping[str, str] = {}


@router.get(SIGN_IN)
def show_sign_in(visit: Visiting, next: str = "", asked: str = "") -> Response:  # noqa: A002 - the word in the address
    """Ask for an address; whoever has signed in already goes on."""
    principal = visit.sources.access.principal(shown_token(visit))
    if principal:
        return _go(visit, own_path(next) or landing_of(principal))
    return _asking_page(visit, own_path(next), is_asked=bool(asked))


@router.post(SIGN_IN)
def ask_for_link(visit: Visiting, form: OwnForm, later: BackgroundTasks) -> Response:
    """Take an address and say the same whoever it is."""
    throttles_of(visit.request).asking.count(visit.request)
    address, target = form.get("email", "").strip(), own_path(form.get("next", ""))
    if not is_address(address):
        return _asking_page(visit, target, wrong=address, is_wrong=True)
    later.add_task(visit.sources.access.ask, address, target)
    query = urlencode({"asked": "yes"} | ({"next": target} if target else {}))
    return _go(visit, f"{SIGN_IN}?{query}")


@router.get(f"{SIGN_IN}/{{token}}")
def show_link(visit: Visiting, token: str, next: str = "") -> Response:  # noqa: A002 - likewise
    """Show what a link opens, and a button; robots that follow links sign nobody in."""
    return _link_page(visit, token, own_path(next))


@router.post(f"{SIGN_IN}/{{token}}")
def take_link(visit: Visiting, form: OwnForm, token: str) -> Response:
    """Use a link up and begin a session, under a token that is new whatever was shown before."""
    access, target = visit.sources.access, own_path(form.get("next", ""))
    program = program_of(visit.request.headers.get("user-agent", ""))
    opening = access.look(token)
    if opening and opening.way is Way.FOUNDING:
        founder = Founder(form.get("name", ""), form.get("email", ""), visit.language.code)
        try:
            begun = access.found(token, founder, program)
        except BadInputError as error:
            wrong = [each.where for each in error.problems]
            return _link_page(visit, token, target, form, wrong)
    else:
        begun = access.take(token, program)
    if begun is None:
        raise nothing_here(visit, _nothing_text(visit))
    access.leave(shown_token(visit))
    answer = _go(visit, target or SIGN_IN)
    keep_token(visit, answer, begun)
    return answer


@router.post("/sign-out")
def sign_out(visit: Visiting, form: OwnForm) -> Response:
    """End the session that the browser shows."""
    del form
    visit.sources.access.leave(shown_token(visit))
    answer = _go(visit, SIGN_IN)
    drop_token(visit, answer)
    return answer


def _asking_page(
    visit: Visit, target: str, *, wrong: str = "", is_wrong: bool = False, is_asked: bool = False
) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render_private(
        visit,
        "access/sign_in.html.j2",
        status,
        target=target,
        wrong=wrong,
        is_wrong=is_wrong,
        is_asked=is_asked,
        sends=visit.sources.delivery is not DeliveryMode.RECORDER,
        minutes=_MINUTES,
        by_organisation=_by_organisation(visit, target),
    )


def _by_organisation(visit: Visit, target: str) -> str:
    """Return where one signs in with one's organisation; empty where that is not offered."""
    if not visit.sources.doors.organisation.is_offered:
        return ""
    return f"{SIGN_IN}/organisation" + (f"?{urlencode({'next': target})}" if target else "")


def _link_page(
    visit: Visit,
    token: str,
    target: str,
    form: Mapping[str, str] = _NOTHING,
    wrong: list[str] | None = None,
) -> Response:
    opening = visit.sources.access.look(token)
    if opening is None:
        raise nothing_here(visit, _nothing_text(visit))
    return render_private(
        visit,
        "access/link.html.j2",
        HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        name=opening.name,
        founds=opening.way is Way.FOUNDING,
        target=target,
        typed={each: form.get(each, "") for each in ("name", "email")},
        wrong=wrong or [],
    )


def _go(visit: Visit, path: str) -> RedirectResponse:
    return RedirectResponse(visit.href(path), HTTPStatus.SEE_OTHER, {"Cache-Control": "no-store"})


def _nothing_text(visit: Visit) -> str:
    return visit.language.text(
        "This link opens nothing, or no longer does: each works once, for {minutes} minutes. "
        "Ask for another one on the page “Sign in”.",
        minutes=_MINUTES,
    )
