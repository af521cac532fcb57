"""Every refusal as a page, or as problem+json for the API: what, and where to go instead."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import ASGIApp, Scope

from uprcycle.countries import UnknownCountryError
from uprcycle.errors import RefusedError
from uprcycle.wording.terms import country_name
from web.page import Visit, read_visit, render_page
from web.refusals import Refusal, refusal_of
from web.throttle import WINDOW_SECONDS, TooManyError

_API, _FEEDS = "/api/", "/feeds/"
_INDEXES = ("sessions", "countries", "changes", "subscribe")
_RETRY_AFTER = "10"
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


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


class RefusedRequestError(Exception):
    """A request is refused for a known kind of reason; ``detail`` is already in the reader's language.

    ``members`` are those that the kind adds to the problem (RFC 9457, 3.2).
    """

    def __init__(
        self,
        refusal: Refusal,
        detail: str = "",
        *,
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, Any] | None = None,
    ) -> None:
        """Keep the kind, and what is said of this case."""
        super().__init__(detail or refusal.value)
        self.refusal = refusal
        self.detail = detail
        self.headers = headers or {}
        self.members = members or {}


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
    app.add_exception_handler(RefusedRequestError, _answer_refused)
    app.add_exception_handler(RequestValidationError, _answer_invalid)
    app.add_exception_handler(RefusedError, _answer_not_now)
    app.add_exception_handler(TooManyError, _answer_too_many)


def apologise(scope: Scope) -> ASGIApp:
    """Return the answer to a request that failed for a reason nobody expected."""
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    try:
        return _answer(read_visit(Request(scope)), status, "", ())
    except Exception:  # noqa: BLE001 - what failed may be what pages are made of
        return Response(Refusal.FAULT.words, status, media_type="text/plain")


def refuse_host(scope: Scope) -> ASGIApp:
    """Return the answer to a request for a host that is not ours: the way to the one that is."""
    visit = read_visit(Request(scope))
    address = visit.sources.site.base_url
    return _answer_kind(visit, Refusal.BAD_REQUEST, suggestions=(Suggestion(address, f"{address}/"),))


def _answer_not_there(request: Request, error: Exception) -> Response:
    missing = error if isinstance(error, NotThereError) else NotThereError("")
    return _answer(read_visit(request), HTTPStatus.NOT_FOUND, missing.detail, missing.suggestions)


def _answer_refusal(request: Request, error: Exception) -> Response:
    visit = read_visit(request)
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.BAD_REQUEST
    suggestions = _near(visit, request.url.path) if status == HTTPStatus.NOT_FOUND else ()
    response = _answer(visit, status, "", suggestions)
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers["Allow"] = ", ".join(sorted(_allowed(request)))
    return response


def _allowed(request: Request) -> set[str]:
    """Return the methods that an address answers to."""
    routes = request.app.routes
    asked = ({**request.scope, "method": method} for method in _METHODS)
    methods = {
        each["method"] for each in asked if any(room.matches(each)[0] is Match.FULL for room in routes)
    }
    return methods | ({"HEAD"} if "GET" in methods else set())


def _answer_refused(request: Request, error: Exception) -> Response:
    refused = error if isinstance(error, RefusedRequestError) else RefusedRequestError(Refusal.BAD_REQUEST)
    response = _answer_kind(read_visit(request), refused.refusal, refused.detail, members=refused.members)
    response.headers.update(refused.headers)
    return response


def _answer_invalid(request: Request, error: Exception) -> Response:
    """Answer what has not the shape it was to have: where, and what, and nothing of what was sent."""
    found = error.errors() if isinstance(error, RequestValidationError) else ()
    faults = [{"where": ".".join(map(str, each["loc"])), "what": each["type"]} for each in found]
    return _answer_kind(read_visit(request), Refusal.INVALID, members={"errors": faults})


def _answer_not_now(request: Request, _error: Exception) -> Response:
    """Answer what a room did not foresee: nothing is released yet, or too much is asked at once."""
    response = _answer(read_visit(request), HTTPStatus.SERVICE_UNAVAILABLE, "", ())
    response.headers["Retry-After"] = _RETRY_AFTER
    return response


def _answer_too_many(request: Request, error: Exception) -> Response:
    visit, status = read_visit(request), HTTPStatus.TOO_MANY_REQUESTS
    if request.url.path.startswith(_FEEDS):  # whoever guesses addresses in a hurry is not worth a page
        text = visit.language.text(Refusal.TOO_MANY.words)
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
    return _answer_kind(visit, refusal_of(status), detail, status=status, suggestions=suggestions)


def _answer_kind(  # noqa: PLR0913 - a problem is its kind, its words and what it adds
    visit: Visit,
    refusal: Refusal,
    detail: str = "",
    *,
    status: int = 0,
    suggestions: tuple[Suggestion, ...] = (),
    members: Mapping[str, Any] | None = None,
) -> Response:
    text, status = visit.language.text, status or refusal.status
    title, detail = text(refusal.heading), detail or text(refusal.words)
    if visit.request.url.path.startswith(_API):
        body = {
            "type": refusal.path,
            "title": title,
            "status": status,
            "detail": detail,
            "suggestions": [{"label": each.label, "path": each.path} for each in suggestions],
        }
        encoded = json.dumps(body | dict(members or {}), ensure_ascii=False)
        response = Response(encoded, status, media_type="application/problem+json")
    else:
        response = render_page(
            visit, "problem.html.j2", status, title=title, detail=detail, suggestions=suggestions, code=status
        )
    response.headers["Cache-Control"] = "no-store"
    return response
