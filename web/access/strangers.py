"""What is answered to whoever has not signed in, and to whoever asks for more than is theirs."""

from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from web.access.page import render_signed
from web.access.reader import SIGN_IN, NobodySignedInError, NotTheirsError
from web.page import read_visit
from web.private import render_private

_READING = frozenset({"GET", "HEAD"})


def answer_strangers(app: FastAPI) -> None:
    """Let ``app`` answer both as this module words it."""
    app.add_exception_handler(NobodySignedInError, _answer_nobody)
    app.add_exception_handler(NotTheirsError, _answer_not_theirs)


def _answer_nobody(request: Request, _error: Exception) -> Response:
    visit = read_visit(request)
    if request.method in _READING:
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        target = f"{SIGN_IN}?{urlencode({'next': asked})}"
        return RedirectResponse(visit.href(target), HTTPStatus.SEE_OTHER, {"Cache-Control": "no-store"})
    return render_private(visit, "access/stranger.html.j2", HTTPStatus.UNAUTHORIZED)


def _answer_not_theirs(_request: Request, error: Exception) -> Response:
    if not isinstance(error, NotTheirsError):
        raise error
    return render_signed(error.reader, "access/closed.html.j2", HTTPStatus.FORBIDDEN)
