"""The cookie of a session is for our own host, over https where there is https, and for no script."""

from dataclasses import replace

import pytest
from starlette.requests import Request
from starlette.responses import Response

from tests.web.site import SOURCES
from web.access.cookie import drop_token, keep_token, shown_token
from web.page import Visit
from web.sources import Site

SECURE, PLAIN = "https://upr.example.org", "http://127.0.0.1:8080"


def visit_to(base: str, cookie: str = "") -> Visit:
    """A visit to an installation that is reached at ``base``."""
    headers = [(b"cookie", cookie.encode())] if cookie else []
    request = Request({"type": "http", "method": "GET", "path": "/", "headers": headers, "query_string": b""})
    return Visit(request, replace(SOURCES, site=Site(base)), "")


@pytest.mark.parametrize(
    ("base", "name", "end"),
    [(SECURE, "__Host-uprcycle", "; SameSite=lax; Secure"), (PLAIN, "uprcycle", "; SameSite=lax")],
)
def test_the_token_is_kept_for_a_week_at_most_and_dropped(base: str, name: str, end: str) -> None:
    visit, kept, dropped = visit_to(base), Response(), Response()
    keep_token(visit, kept, "abc")
    drop_token(visit, dropped)

    assert kept.headers["set-cookie"] == f"{name}=abc; HttpOnly; Max-Age=604800; Path=/{end}"
    assert dropped.headers["set-cookie"].startswith(f'{name}=""; ')
    assert "Max-Age=0" in dropped.headers["set-cookie"]


@pytest.mark.parametrize(
    ("base", "cookie", "expected"),
    [
        (SECURE, "__Host-uprcycle=abc", "abc"),
        (SECURE, "uprcycle=abc", ""),  # whoever could plant a cookie from a neighbouring host plants this one
        (PLAIN, "uprcycle=abc", "abc"),
        (PLAIN, "", ""),
    ],
)
def test_only_the_cookie_of_the_installation_counts(base: str, cookie: str, expected: str) -> None:
    assert shown_token(visit_to(base, cookie)) == expected
