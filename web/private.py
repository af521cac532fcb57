"""What holds for pages that a link in a mail opens: the token is all the authority there is (decision 0036).

Nobody keeps or lists them, what opens nothing is not there, whatever the reason, and only a form of
their own acts.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated
from urllib.parse import parse_qsl, urlsplit

from fastapi import Depends, Request, Response
from starlette.exceptions import HTTPException

from web.page import Visit, render_html
from web.problems import NotThereError
from web.sources import Given, Sources
from web.throttle import throttles_of

LARGEST_FORM = 16 * 1024
_FIELDS, _MOST_FIELDS = 20, 200


def render_private(visit: Visit, template: str, status: int = HTTPStatus.OK, **values: object) -> Response:
    """Fill a template and send it to its reader alone."""
    headers = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}
    html = render_html(visit, template, **values)
    return Response(html, status, headers, "text/html; charset=utf-8")


def nothing_here(visit: Visit, detail: str) -> NotThereError:
    """Count a link that opens nothing and return what to raise; ``detail`` is in the reader's language.

    Raises:
        TooManyError: Its network has shown too many of them.
    """
    throttles_of(visit.request).misses.count(visit.request)
    return NotThereError(detail)


def refuse_foreign(request: Request, sources: Sources) -> None:
    """Refuse what none of our own pages sent.

    Under ``no-referrer`` a browser gives "null" as the origin of our own forms too; then it names the
    site where it can. What gives neither is no browser with our page open.

    Raises:
        HTTPException: Another page sent it, or no page.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    own = {request.headers.get("host", ""), urlsplit(sources.site.base_url).netloc}
    is_ours = site in {None, "same-origin"} and (origin in {None, "null"} or _netloc(origin) in own)
    if not is_ours or (site is None and origin is None):
        raise HTTPException(HTTPStatus.FORBIDDEN)


async def read_body(request: Request) -> bytes:
    """Return what was sent.

    Raises:
        HTTPException: It is larger than any form of ours.
    """
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_FORM:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return body


def read_fields(body: bytes, most: int = _FIELDS) -> Mapping[str, str]:
    """Return the fields of a form, ``most`` of them; of a field named twice the last counts.

    Raises:
        HTTPException: It cannot be read.
    """
    try:
        return dict(parse_qsl(body.decode(), max_num_fields=most))
    except ValueError:
        raise HTTPException(HTTPStatus.BAD_REQUEST) from None


async def _form_of(request: Request, sources: Given) -> Mapping[str, str]:
    refuse_foreign(request, sources)
    return read_fields(await read_body(request))


async def _long_form_of(request: Request, sources: Given) -> Mapping[str, str]:
    refuse_foreign(request, sources)
    return read_fields(await read_body(request), _MOST_FIELDS)


def _netloc(origin: str | None) -> str:
    try:
        return urlsplit(origin or "").netloc
    except ValueError:
        return ""


OwnForm = Annotated[Mapping[str, str], Depends(_form_of)]
"""The fields of a form that one of our own pages sent."""

LongForm = Annotated[Mapping[str, str], Depends(_long_form_of)]
"""The same of a form with a field for each line of a list."""
