"""The server's own HTTP, with the public feeds answered before a task is made for them.

Most requests are calendars that hear that nothing changed. For these a task, its layers and the
check of headers that we wrote ourselves cost more than the answer (decision 0026). Whatever the
shelf does not hold goes the usual way.
"""

from asyncio import Event
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from web.shelf import Reply, Shelf


class FeedProtocol(HttpToolsProtocol):
    """HTTP/1.1 on one connection."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - handed on as they come
        """Find the shelf of the application that is served."""
        super().__init__(*args, **options)
        self.shelf = _shelf_of(self.app)

    def on_headers_complete(self) -> None:
        """Answer at once what is at hand; else go on as usual."""
        reply = self._reply()
        if reply is None:
            super().on_headers_complete()
            return
        self.cycle = _ANSWERED
        date = b"".join(b"%b: %b\r\n" % each for each in self.server_state.default_headers)
        self.transport.write(b"".join((reply.head, date, b"\r\n")))
        if reply.body:
            self.transport.write(reply.body)
        self.on_response_complete()

    def _reply(self) -> Reply | None:
        cycle: Any = self.cycle  # None before the first request
        is_waiting = cycle is not None and not cycle.response_complete
        if is_waiting or self.flow.write_paused or b"%" in self.url or not self._is_plain():
            return None
        path, _, query = self.url.partition(b"?")
        scope = {
            "method": self.parser.get_method().decode("ascii"),
            "path": path.decode("ascii"),
            "query_string": query,
            "headers": self.headers,
        }
        ask = self.shelf.read(scope)
        return None if ask is None else self.shelf.find(ask)

    def _is_plain(self) -> bool:
        """Tell whether the connection stays open after this request, and stays HTTP/1.1."""
        parser = self.parser
        return (
            parser.get_http_version() == "1.1" and parser.should_keep_alive() and not parser.should_upgrade()
        )


class _Answered:
    """Stands where the server keeps the request that it is at: this one is done."""

    response_complete = True
    message_event = Event()


_ANSWERED: Any = _Answered()


def _shelf_of(app: Any) -> Shelf:  # noqa: ANN401 - the application, with what the server wraps around it
    while not hasattr(app, "state"):
        app = app.app
    shelf: Shelf = app.state.shelf
    return shelf
