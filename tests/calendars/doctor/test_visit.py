"""Addresses and redirects, before any network."""

import gzip

import pytest

from calendars.doctor.visit import Answer, Ask, Hop, Request, is_address, visit, web_address
from uprcycle.errors import BadInputError

HERE = "https://upr.example.org/all.ics"


def leading(**targets: str) -> Ask:
    """Return a server that redirects some paths, and answers 200 at ``/all.ics``."""

    def ask(request: Request) -> Answer:
        target = targets.get(request.url.rpartition("/")[2])
        if target:
            return Answer(301, {"location": target})
        return Answer(200 if request.url.endswith("/all.ics") else 404, {}, b"body")

    return ask


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://a.example/b.ics", "https://a.example/b.ics"),
        ("webcal://a.example/b.ics", "https://a.example/b.ics"),
        ("WEBCALS://a.example/b.ics", "https://a.example/b.ics"),
        ("webcal://127.0.0.1:8000/b.ics", "http://127.0.0.1:8000/b.ics"),
    ],
)
def test_a_webcal_link_is_an_address_of_the_web(source: str, expected: str) -> None:
    assert (is_address(source), web_address(source)) == (True, expected)


@pytest.mark.parametrize("source", ["feed.ics", "-", "a/b.ics", "C:\\feed.ics"])
def test_everything_else_is_a_file(source: str) -> None:
    assert not is_address(source)


def test_redirects_are_followed_and_remembered() -> None:
    found = visit("https://upr.example.org/old", leading(old="/older", older=HERE))

    assert (found.url, found.answer.body) == (HERE, b"body")
    assert found.hops == (
        Hop(301, "https://upr.example.org/old", "https://upr.example.org/older"),
        Hop(301, "https://upr.example.org/older", HERE),
    )


@pytest.mark.parametrize(
    ("source", "what"),
    [
        pytest.param("https://upr.example.org/gone", "the server answered 404", id="not-there"),
        pytest.param("https://upr.example.org/round", "there are more than 5 redirects", id="in-circles"),
        pytest.param("https://upr.example.org/file", "it is no address of the web", id="to-a-file"),
        pytest.param("ftp://upr.example.org/all.ics", "it is no address of the web", id="by-other-means"),
        pytest.param("https:///all.ics", "it is no address of the web", id="no-host"),
        pytest.param("https://[all.ics", "it is no address of the web", id="no-address"),
        pytest.param(
            "https://upr.example.org/a\r\nHost: b", "it is no address of the web", id="with-a-header"
        ),
    ],
)
def test_what_leads_nowhere_is_bad_input(source: str, what: str) -> None:
    with pytest.raises(BadInputError) as caught:
        visit(source, leading(round="/round", file="file:///etc/hostname"))

    assert [problem.what for problem in caught.value.problems] == [what]


@pytest.mark.parametrize(
    ("body", "plain"),
    [(gzip.compress(b"text", mtime=0), b"text"), (b"no gzip", None), (gzip.compress(b"", mtime=0)[:5], b"")],
)
def test_a_compressed_body_is_read(body: bytes, plain: bytes | None) -> None:
    assert Answer(200, {"content-encoding": "gzip"}, body).plain == plain
