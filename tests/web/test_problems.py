from dataclasses import replace
from typing import NoReturn

import pytest

from tests.web.reading import Page
from tests.web.site import SOURCES, ask, build_app
from uprcycle.errors import RefusedError


def suggestions(path: str) -> list[tuple[str, str]]:
    page = Page(ask(path).text)
    return [
        (each.whole_text(), each.attributes["href"])
        for each in page.all("a")
        if any(above.tag == "main" for above in each.ancestors())
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("/countries/Kenyaa", [("Kenya", "/countries/KEN")], id="a-misspelt-name"),
        pytest.param(
            "/countries?name=Untied+States", [("United States of America", "/countries/USA")], id="asked"
        ),
        pytest.param(
            "/country/KEN", [("Kenya", "/countries/KEN"), ("/countries", "/countries")], id="a-wrong-path"
        ),
        pytest.param(
            "/countries/KEN/", [("Kenya", "/countries/KEN"), ("/countries", "/countries")], id="a-slash"
        ),
        pytest.param("/sesions", [("/sessions", "/sessions")], id="a-misspelt-page"),
        pytest.param("/changelog", [("/changes", "/changes")], id="another-misspelt-page"),
        pytest.param("/sessions/99", [("All sessions", "/sessions")], id="no-such-session"),
        pytest.param(
            "/feeds/country/KENYA.ics", [("Kenya", "/countries/KEN"), ("All feeds", "/subscribe")], id="feed"
        ),
        pytest.param("/countries/KEN?cycle=9", [("Kenya", "/countries/KEN")], id="no-such-cycle"),
        pytest.param("/countries/KEN/none", [("Kenya", "/countries/KEN")], id="no-such-date"),
        pytest.param("/zzzzzz", [], id="nothing-is-near"),
        pytest.param("/countries/VAT", [], id="an-observer-is-not-reviewed"),
    ],
)
def test_what_does_not_exist_is_answered_with_what_does(path: str, expected: list[tuple[str, str]]) -> None:
    assert (ask(path).status_code, suggestions(path)) == (404, expected)


def test_the_api_refuses_in_its_own_format() -> None:
    answer = ask("/api/v1/countries/Kenyaa")

    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json() == {
        "type": "/api/problems/not-found",
        "title": "There is nothing here",
        "status": 404,
        "detail": "No State under review is called “Kenyaa”.",
        "suggestions": [{"label": "Kenya", "path": "/countries/KEN"}],
    }


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [("/api/none", "GET", 404), ("/api/v1/sessions", "POST", 405), ("/api", "GET", 404)],
)
def test_every_refusal_says_its_status(path: str, method: str, status: int) -> None:
    answer = ask(path, method)

    assert (answer.status_code, str(status) in answer.text) == (status, True)


def test_refusals_are_not_kept() -> None:
    assert [ask(path).headers["cache-control"] for path in ("/none", "/api/none", "/feeds/none.ics")] == [
        "no-store"
    ] * 3


def refuse(*_: object) -> NoReturn:
    raise RefusedError("releases are being compared for others")


@pytest.mark.parametrize("path", ["/changes/1", "/api/v1/changes/1"])
def test_what_cannot_be_answered_just_now_is_to_be_asked_again(path: str) -> None:
    busy = build_app(history=replace(SOURCES.history, between=refuse))
    answer = ask(path, app=busy)

    assert (answer.status_code, answer.headers["retry-after"], answer.headers["cache-control"]) == (
        503,
        "10",
        "no-store",
    )
    assert "This cannot be answered at the moment. Please try again in a while." in answer.text
