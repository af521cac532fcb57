import asyncio
import logging
from traceback import format_exception

import pytest
from fastapi import FastAPI
from starlette.types import Message, Receive, Scope, Send

from tests.web.site import ask, build_app
from uprcycle.wording.language import Language
from web.app import ROOMS
from web.shield import HSTS, STRICT_HEADERS, CutShortError, Shelter
from web.sources import Site

ROUTES = [
    "/",
    "/countries/KEN",
    "/countries?name=Kenya",
    "/sessions/54",
    "/feeds/all.ics",
    "/feeds/country/QQQ.ics",
    "/api/v1/countries",
    "/api/v1/countries/QQQ",
    "/api/openapi.json",
    "/healthz",
    "/readyz",
    "/robots.txt",
    "/static/style.css",
    "/static/none.css",
    "/none",
]


def broken() -> FastAPI:
    def fail() -> None:
        message = "secret-of-the-store"
        raise ValueError(message)

    return build_app(world=fail)


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS", "DELETE"])
@pytest.mark.parametrize("path", ROUTES)
def test_every_answer_is_strict(path: str, method: str) -> None:
    headers = ask(path, method).headers

    assert {name: headers.get(name) for name in STRICT_HEADERS} == dict(STRICT_HEADERS)
    assert headers.get("strict-transport-security") == HSTS


def test_faults_and_refused_hosts_are_strict_too() -> None:
    answers = [ask("/", app=broken()), ask("/", host="evil.example")]

    assert [each.status_code for each in answers] == [500, 400]
    assert [{name: each.headers.get(name) for name in STRICT_HEADERS} for each in answers] == [
        dict(STRICT_HEADERS)
    ] * 2


def test_hsts_is_not_promised_over_http() -> None:
    plain = build_app(site=Site("http://127.0.0.1:8080"))

    assert "strict-transport-security" not in ask("/healthz", app=plain).headers


@pytest.mark.parametrize("path", ROUTES)
def test_head_is_get_without_the_body(path: str) -> None:
    full, head = ask(path), ask(path, "HEAD")

    assert (head.status_code, head.content, head.headers) == (full.status_code, b"", full.headers)
    assert head.headers["content-length"] == str(len(full.content))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/countries/KEN", "/feeds/all.ics", "/api/v1/sessions", "/readyz"])
def test_nothing_but_reading_is_allowed(path: str, method: str) -> None:
    answer = ask(path, method)

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/", "/countries/KEN", "/api/v1/countries", "/feeds/all.ics"])
def test_a_fault_shows_no_trace(path: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "uprcycle.web"):
        answer = ask(path, app=broken())

    shown = [word in answer.text for word in ("Traceback", "ValueError", "secret-of-the-store", ".py")]
    assert (answer.status_code, shown) == (500, [False] * 4)
    assert "secret-of-the-store" not in caplog.text
    assert [(each.levelname, each.exc_info) for each in caplog.records] == [("ERROR", None)]


def test_a_fault_of_the_words_themselves_is_still_answered() -> None:
    def no_language(code: str) -> Language:
        raise LookupError(code)

    answer = ask("/", app=build_app(language=no_language))

    assert (answer.status_code, answer.headers["content-type"]) == (500, "text/plain; charset=utf-8")
    assert answer.text == "The fault is recorded. Nothing was changed. Please try again in a while."


def test_the_log_names_the_route_and_never_the_path(caplog: pytest.LogCaptureFixture) -> None:
    ask("/countries/KEN", app=broken())

    (said,) = caplog.messages
    assert said.startswith("a request to /countries/{code} failed: ValueError in web.shield, line ")


def test_an_answer_that_had_begun_ends_without_a_word_of_the_fault(caplog: pytest.LogCaptureFixture) -> None:
    async def begin_and_fail(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive
        await send({"type": "http.response.start", "status": 200, "headers": []})
        message = "secret-of-the-store"
        raise ValueError(message)

    async def take(message: Message) -> None:
        assert message["type"] == "http.response.start"

    async def ask_for_nothing() -> Message:
        return {"type": "http.request"}

    shelter = Shelter(begin_and_fail, apology=lambda _: begin_and_fail)
    with pytest.raises(CutShortError) as caught:
        asyncio.run(shelter({"type": "http"}, ask_for_nothing, take))

    assert "secret-of-the-store" not in "".join(format_exception(caught.value)) + caplog.text


def test_hosts_that_are_not_ours_are_refused() -> None:
    hosts = ["upr.example.org", "UPR.example.org:443", "evil.example", "upr.example.org.evil.example", ""]
    page, problem = (ask(path, host="evil.example", accept_language="fr") for path in ("/", "/api/v1/x"))

    assert [ask("/healthz", host=host).status_code for host in hosts] == [200, 200, 400, 400, 400]
    assert ('<html lang="fr"' in page.text, 'href="https://upr.example.org/"' in page.text) == (True, True)
    assert "evil" not in page.text
    assert (problem.headers["content-type"], problem.json()["type"]) == (
        "application/problem+json",
        "/api/problems/bad-request",
    )


def test_no_route_takes_a_whole_path() -> None:
    paths = [route.path for room in ROOMS for route in room.router.routes]

    assert "/countries/{code}" in paths
    assert [path for path in paths if ":path" in path] == []
