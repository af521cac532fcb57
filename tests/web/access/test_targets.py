"""After signing in one goes to a path of ours, whatever a link says."""

from urllib.parse import urlencode, urljoin, urlsplit

import pytest

from tests.web.site import BASE, ask_all, signed_in
from web.access.targets import own_path

OURS = [
    "/",
    "/my",
    "/my?page=2&lang=fr",
    "/countries/KEN/review-day?cycle=4",
    "/my/offices/RCO%20Kenya",
    "/a:b@c",
]
FOREIGN = [
    "",
    "my",
    "//evil.example",
    "///evil.example",
    "////evil.example/x",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/ /evil.example",
    "https://evil.example",
    "HTTPS://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "?next=//evil.example",
    "#//evil.example",
    "/my#//evil.example",
    ".evil.example",
    "@evil.example",
    "/\u2028/evil.example",
    "/\uff0f/evil.example",
    "//evil.example%2f@upr.example.org",
    "/\\/evil.example",
    "/%5c\\evil.example",
    "/\x00/evil.example",
    "/\r\nSet-Cookie: a=b",
    "/sign-in?next=//evil.example",
    "/sign-out",
    f"/{'x' * 500}",
]


@pytest.mark.parametrize("path", OURS)
def test_a_path_of_ours_is_kept(path: str) -> None:
    assert own_path(path) == path
    assert urlsplit(urljoin(BASE, path)).netloc == urlsplit(BASE).netloc


def test_what_leads_elsewhere_or_back_to_signing_in_is_dropped() -> None:
    assert [each for each in FOREIGN if own_path(each)] == []


def test_no_answer_leads_elsewhere() -> None:
    app = signed_in()
    paths = [f"/sign-in?{urlencode({'next': each})}" for each in FOREIGN]

    assert {each.headers["location"] for each in ask_all(paths, over=app)} == {"/my/offices"}
