"""A server on loopback in the place of Slack and Teams: it keeps what it is sent and answers as told."""

import json
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

OK: tuple[int, dict[str, str], bytes] = (200, {}, b"ok")


@dataclass(frozen=True)
class Taken:
    """One request as it came in; ``host`` is the one that was meant."""

    host: str
    path: str
    headers: dict[str, str]
    body: Any


@dataclass
class ChatServer:
    """What the server took, and what it answers next; after the last answer it says that all is well."""

    port: int = 0
    taken: list[Taken] = field(default_factory=list)
    answers: deque[tuple[int, dict[str, str], bytes]] = field(default_factory=deque)

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.answers.append((status, {name.replace("_", "-"): each for name, each in headers.items()}, body))


class Loopback(HTTPAdapter):
    """Connects to the server on loopback, whichever host is meant; the host goes along in a header."""

    def __init__(self, server: ChatServer) -> None:
        super().__init__()
        self._server = server

    def send(self, request: requests.PreparedRequest, *given: Any, **more: Any) -> requests.Response:  # noqa: ANN401
        meant = urlsplit(str(request.url))
        request.headers["X-Meant"] = meant.netloc
        request.url = f"http://127.0.0.1:{self._server.port}{meant.path}?{meant.query}"
        return super().send(request, *given, **more)


@contextmanager
def serving() -> Iterator[ChatServer]:
    """Run the server for the length of a test."""
    chat = ChatServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = dict(self.headers.items())
            chat.taken.append(Taken(headers.pop("X-Meant", ""), self.path, headers, json.loads(body)))
            status, said, text = chat.answers.popleft() if chat.answers else OK
            if not status:
                self.connection.close()
                return
            self.send_response(status)
            for name, each in said.items():
                self.send_header(name, each)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST  # noqa: N815 - named by the library

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        chat.port = server.server_port
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield chat
        finally:
            server.shutdown()
