"""Every refusal as a page, or as problem+json for the API: what, and where to go instead."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Scope

from uprcycle.countries import UnknownCountryError
from uprcycle.errors import RefusedError
from uprcycle.wording.terms import country_name
from web.page import Visit, read_visit, render_page
from web.throttle import WINDOW_SECONDS, TooManyError

_API, _FEEDS = "/api/", "/feeds/"
_FORMS = ("/answers/", "/preferences/", "/unsubscribe/")
_INDEXES = ("sessions", "countries", "changes", "subscribe")
_RETRY_AFTER = "10"


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_TITLES = {
    HTTPStatus.FORBIDDEN: _("This did not come from our page"),
    HTTPStatus.NOT_FOUND: _("There is nothing here"),
    HTTPStatus.METHOD_NOT_ALLOWED: _("This can only be read"),
    HTTPStatus.TOO_MANY_REQUESTS: _("Too many requests"),
    HTTPStatus.INTERNAL_SERVER_ERROR: _("Something went wrong on our side"),
    HTTPStatus.SERVICE_UNAVAILABLE: _("Not just now"),
}
_DETAILS = {
    HTTPStatus.FORBIDDEN: _("Nothing was changed. Open the link again and use the buttons of the page."),
    HTTPStatus.NOT_FOUND: _("Nothing is kept at this address."),
    HTTPStatus.METHOD_NOT_ALLOWED: _("The address exists, but not for this kind of request."),
    HTTPStatus.TOO_MANY_REQUESTS: _("Your network asked for this too often. Please try again in a minute."),
    HTTPStatus.INTERNAL_SERVER_ERROR: _(
        "The fault is recorded. Nothing was changed. Please try again in a while."
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: _("This cannot be answered at the moment. Please try again in a while."),
}
_OTHER_TITLE = _("This request cannot be answered")
_OTHER_DETAIL = _("The request was not understood.")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somewhere to go instead."""

    label: str
    path: str


class NotThereError(Exception):
    """What was asked for does not exist; ``detail`` is already in the reader's language."""

    def __init__(self, detail: str, suggestions: Iterable[Suggestion] = ()) -> None:
        """Keep what is missing and where to go instead."""
        super().__init__(detail)
        self.detail = detail
        self.suggestions = tuple(suggestions)


def suggest_countries(visit: Visit, text: str) -> tuple[Suggestion, ...]:
    """Return the States that ``text`` may mean, best first."""
    countries = visit.world.countries
    try:
        found = [countries.find(text)]
    except UnknownCountryError as error:
        found = [countries.find(name) for name in error.suggestions]
    return tuple(
        Suggestion(country_name(each, visit.language), f"/countries/{each.iso3}")
        for each in found
        if each.is_member
    )


def answer_problems(app: FastAPI) -> None:
    """Let ``app`` answer every refusal as this module words it."""
    app.add_exception_handler(NotThereError, _answer_not_there)
    app.add_exception_handler(HTTPException, _answer_refusal)
    app.add_exception_handler(RefusedError, _answer_not_now)
    app.add_exception_handler(TooManyError, _answer_too_many)


def apologise(scope: Scope) -> ASGIApp:
    """Return the answer to a request that failed for a reason nobody expected."""
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    try:
        return _answer(read_visit(Request(scope)), status, "", ())
    except Exception:  # noqa: BLE001 - what failed may be what pages are made of
        return Response(_DETAILS[status], status, media_type="text/plain")


def _answer_not_there(request: Request, error: Exception) -> Response:
    missing = error if isinstance(error, NotThereError) else NotThereError("")
    return _answer(read_visit(request), HTTPStatus.NOT_FOUND, missing.detail, missing.suggestions)


def _answer_refusal(request: Request, error: Exception) -> Response:
    visit = read_visit(request)
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.BAD_REQUEST
    suggestions = _near(visit, request.url.path) if status == HTTPStatus.NOT_FOUND else ()
    response = _answer(visit, status, "", suggestions)
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        has_form = request.url.path.startswith(_FORMS)
        response.headers["Allow"] = "GET, HEAD, POST" if has_form else "GET, HEAD"
    return response


def _answer_not_now(request: Request, _error: Exception) -> Response:
    """Answer what a room did not foresee: nothing is released yet, or too much is asked at once."""
    response = _answer(read_visit(request), HTTPStatus.SERVICE_UNAVAILABLE, "", ())
    response.headers["Retry-After"] = _RETRY_AFTER
    return response


def _answer_too_many(request: Request, error: Exception) -> Response:
    visit, status = read_visit(request), HTTPStatus.TOO_MANY_REQUESTS
    if request.url.path.startswith(_FEEDS):  # whoever guesses addresses in a hurry is not worth a page
        text = visit.language.text(_DETAILS[status])
        response = Response(f"{text}\n", status, {"Cache-Control": "no-store"}, "text/plain; charset=utf-8")
    else:
        response = _answer(visit, status, "", ())
    seconds = error.seconds if isinstance(error, TooManyError) else WINDOW_SECONDS
    response.headers["Retry-After"] = str(seconds)
    return response


def _near(visit: Visit, path: str) -> tuple[Suggestion, ...]:
    """Return our own pages whose address looks like ``path``."""
    first, *others = path.strip("/").split("/")
    last = (others or [first])[-1].removesuffix(".ics")
    close = get_close_matches(first, _INDEXES, n=1, cutoff=0.7)
    pages = tuple(Suggestion(f"/{name}", f"/{name}") for name in close)
    return (*suggest_countries(visit, last), *pages)


def _answer(visit: Visit, status: int, detail: str, suggestions: tuple[Suggestion, ...]) -> Response:
    text = visit.language.text
    known = HTTPStatus(status)
    title = text(_TITLES.get(known, _OTHER_TITLE))
    detail = detail or text(_DETAILS.get(known, _OTHER_DETAIL))
    if visit.request.url.path.startswith(_API):
        response = _problem_json(status, title, detail, suggestions)
    else:
        response = render_page(
            visit, "problem.html.j2", status, title=title, detail=detail, suggestions=suggestions, code=status
        )
    response.headers["Cache-Control"] = "no-store"
    return response


def _problem_json(status: int, title: str, detail: str, suggestions: tuple[Suggestion, ...]) -> Response:
    body = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "suggestions": [{"label": each.label, "path": each.path} for each in suggestions],
    }
    return Response(json.dumps(body, ensure_ascii=False), status, media_type="application/problem+json")
