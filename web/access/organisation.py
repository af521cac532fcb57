"""Signing in by one's organisation: off to its page, and back with its word.

What the browser keeps meanwhile is sealed, and shown once. Every refusal reads the same, but for what its
reader can mend; why it was refused stands in the log.
"""

from http import HTTPStatus

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from uprcycle.errors import RefusedError
from web.access.cookie import keep_token, shown_token
from web.access.programs import program_of
from web.access.reader import SIGN_IN
from web.access.targets import own_path
from web.page import Visit, Visiting
from web.private import render_private
from web.problems import NotThereError
from web.throttle import throttles_of

router = APIRouter(prefix=f"{SIGN_IN}/organisation", include_in_schema=False)

_NAME = "uprcycle-begun"
_LASTS = 600


@router.get("")
def leave(visit: Visiting, next: str = "") -> Response:  # noqa: A002 - the word in the address
    """Send the browser to the page of the organisation; nothing is written but the browser's own cookie."""
    organisation = visit.sources.doors.organisation
    if not organisation.is_offered:
        raise NotThereError("")
    throttles_of(visit.request).asking.count(visit.request)
    try:
        address, kept = organisation.begin(own_path(next))
    except RefusedError:
        return _failed(visit, HTTPStatus.SERVICE_UNAVAILABLE)
    response = _go(address)
    _keep(visit, response, kept, _LASTS)
    return response


@router.get("/back")
def come_back(visit: Visiting) -> Response:
    """Take the word of the organisation and begin a session, under a token that is new."""
    organisation, access = visit.sources.doors.organisation, visit.sources.access
    kept = visit.request.cookies.get(_name(visit), "")
    if not organisation.is_offered:
        raise NotThereError("")
    throttles_of(visit.request).asking.count(visit.request)
    program = program_of(visit.request.headers.get("user-agent", ""))
    try:
        token, target = organisation.finish(kept, dict(visit.request.query_params), program)
    except RefusedError:
        response = _failed(visit, HTTPStatus.FORBIDDEN)
        _keep(visit, response, "", 0)
        return response
    access.leave(shown_token(visit))
    response = _go(target or SIGN_IN)
    keep_token(visit, response, token)
    _keep(visit, response, "", 0)
    return response


def _failed(visit: Visit, status: HTTPStatus) -> Response:
    return render_private(visit, "access/organisation.html.j2", status)


def _go(address: str) -> RedirectResponse:
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, {"Cache-Control": "no-store"})


def _keep(visit: Visit, response: Response, kept: str, seconds: int) -> None:
    response.set_cookie(
        _name(visit),
        kept,
        max_age=seconds,
        path="/",
        secure=visit.sources.site.is_secure,
        httponly=True,
        samesite="lax",
    )


def _name(visit: Visit) -> str:
    return f"__Host-{_NAME}" if visit.sources.site.is_secure else _NAME
