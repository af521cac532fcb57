"""A real server on loopback that serves the good feed well, and ways to serve it badly."""

import gzip
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TypeAlias

from tests.calendars.doctor.good import GOOD, ics

PATH = "/feeds/all.ics"
TAG = '"of-the-good-feed"'
CHANGED = "Fri, 20 Nov 2026 09:30:00 GMT"
ROBOTS = b"User-agent: *\nAllow: /feeds/\n"


@dataclass(frozen=True)
class Asked:
    """One request, the names of its headers in small letters."""

    method: str
    path: str
    headers: Mapping[str, str]

    def header(self, name: str) -> str:
        return self.headers.get(name, "")


@dataclass(frozen=True)
class Reply:
    """One answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    def with_header(self, name: str, value: str | None) -> "Reply":
        """Return the answer with a header set, or left out."""
        rest = {key: each for key, each in self.headers.items() if key != name}
        return replace(self, headers=rest if value is None else {**rest, name: value})


Respond: TypeAlias = Callable[[Asked], Reply]


def respond_well(asked: Asked, data: bytes | None = None) -> Reply:
    """Answer as the rules ask."""
    path = asked.path.partition("?")[0]
    if path == "/robots.txt":
        return _sized(Reply(200, {"Content-Type": "text/plain"}, ROBOTS))
    if path != PATH:
        return _sized(Reply(404, {}, b"not here"))
    headers = {
        "ETag": TAG,
        "Last-Modified": CHANGED,
        "Vary": "Accept-Encoding",
        "Cache-Control": "max-age=43200",
    }
    known = asked.header("if-none-match")
    if known == TAG or (not known and asked.header("if-modified-since") == CHANGED):
        return Reply(304, headers)
    headers["Content-Type"] = "text/calendar; charset=utf-8"
    body = ics(GOOD) if data is None else data
    if "gzip" in asked.header("accept-encoding"):
        return _sized(Reply(200, {**headers, "Content-Encoding": "gzip"}, gzip.compress(body, mtime=0)))
    return _sized(Reply(200, headers, body))


def _sized(reply: Reply) -> Reply:
    return reply.with_header("Content-Length", f"{len(reply.body)}")


@contextmanager
def serving(respond: Respond) -> Iterator[str]:
    """Serve until the block ends; yields the address of the server, without a slash at its end."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reply = respond(Asked(self.command, self.path, {k.lower(): v for k, v in self.headers.items()}))
            self.send_response_only(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(reply.body)

        def do_HEAD(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Keep the output of the tests clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
