"""A real server on loopback: what the wire answers by itself is what the layers answer."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache

import pytest
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from tests.web.site import SOURCES
from web.app import create_app
from web.shelf import Reply
from web.sources import Site
from web.wire import FeedProtocol

KENYA = "/feeds/country/KEN.ics"


class Counting(FeedProtocol):
    """Counts what the wire answers by itself."""

    answered = 0

    def _reply(self) -> Reply | None:
        reply = super()._reply()
        Counting.answered += reply is not None
        return reply


@contextmanager
def serving(protocol: type[HttpToolsProtocol]) -> Iterator[int]:
    """Serve on a free port, with the feeds asked for once so that all is at hand."""
    site = Site("http://127.0.0.1", ("127.0.0.1",))
    config = uvicorn.Config(
        create_app(replace(SOURCES, site=site)),
        http=protocol,
        log_level="warning",
        server_header=False,
        date_header=False,
        lifespan="off",
    )
    server = uvicorn.Server(config)
    taken = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, args=([taken],), daemon=True)
    thread.start()
    try:
        yield taken.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(10)


def talk(port: int, *requests: str) -> bytes:
    """Send requests on one connection, all at once, and return all that comes until it is closed."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall("".join(requests).encode())
        answer = b""
        while chunk := line.recv(65536):
            answer += chunk
    return answer


def request(path: str, *headers: str, method: str = "GET", last: bool = False) -> str:
    lines = (f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *headers, *(["Connection: close"] * last))
    return "".join(f"{each}\r\n" for each in (*lines, ""))


LAST = request("/healthz", last=True)


@cache
def tag() -> str:
    return SOURCES.validators("country/KEN", "en")[0]


@pytest.mark.parametrize(
    ("asked", "by_itself"),
    [
        pytest.param([request(KENYA)], 1, id="get"),
        pytest.param([request(KENYA, method="HEAD")], 1, id="head"),
        pytest.param([request(KENYA, "Accept-Encoding: gzip")], 1, id="gzip"),
        pytest.param([request(KENYA, "Accept-Encoding: br")], 1, id="brotli"),
        pytest.param([request(f"{KENYA}?lang=fr")], 1, id="language"),
        pytest.param([request(KENYA, f"If-None-Match: {tag()}")] * 3, 3, id="three-at-once"),
        pytest.param([request(KENYA), request("/healthz"), request(KENYA)], 1, id="feeds-and-rooms"),
        pytest.param([request(KENYA, "Content-Length: 3") + "abc"], 1, id="with-a-body"),
        pytest.param([request("/feeds/country/QQQ.ics")], 0, id="no-such-feed"),
        pytest.param([request(KENYA).replace("127.0.0.1", "evil.example.net")], 0, id="another-host"),
    ],
)
def test_the_wire_answers_as_the_layers_do(asked: list[str], by_itself: int) -> None:
    with serving(HttpToolsProtocol) as plain, serving(Counting) as quick:
        expected = talk(plain, *asked, LAST)
        answers = [counted_talk(quick, *asked, LAST) for _ in range(5)]

        assert {answer for answer, _ in answers} == {expected}
        # What is at hand is trusted for a moment only; on a busy machine a try may come too late.
        assert max(count for _, count in answers) == by_itself
        assert expected.count(b"HTTP/1.1 ") == len(asked) + 1


def counted_talk(port: int, *requests: str) -> tuple[bytes, int]:
    """Return the answers and how many of them the wire gave by itself."""
    Counting.answered = 0
    return talk(port, *requests), Counting.answered
