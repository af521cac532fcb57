"""The server's own HTTP, with the public feeds answered before a task is made for them.

Most requests are calendars that hear that nothing changed. For these a task, its layers and the
check of headers that we wrote ourselves cost more than the answer (decision 0026). Whatever the
shelf does not hold goes the usual way.
"""

from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from web.shelf import Reply, Shelf


class FeedProtocol(HttpToolsProtocol):
    """HTTP/1.1 on one connection."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - handed on as they come
        """Find the shelf of the application that is served."""
        super().__init__(*args, **options)
        self.shelf = _shelf_of(self.app)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:  # noqa: ANN401 - handed on
        reply = self._reply_to(cycle)
        if reply is None:
            super()._start_asgi_task(cycle, app)
            return
        date = b"".join(b"%b: %b\r\n" % each for each in cycle.default_headers)
        self.transport.write(b"".join((reply.head, date, b"\r\n")))
        if reply.body:
            self.transport.write(reply.body)
        cycle.response_started = cycle.response_complete = True
        cycle.message_event.set()
        cycle.on_response()

    def _reply_to(self, cycle: RequestResponseCycle) -> Reply | None:
        if not cycle.keep_alive or self.flow.write_paused or cycle.scope["http_version"] != "1.1":
            return None
        scope: Any = cycle.scope
        ask = self.shelf.read(scope)
        return None if ask is None else self.shelf.find(ask)


def _shelf_of(app: Any) -> Shelf:  # noqa: ANN401 - the application, with what the server wraps around it
    while not hasattr(app, "state"):
        app = app.app
    shelf: Shelf = app.state.shelf
    return shelf
