"""What a Prefect answers about its runs, served on loopback by a few lines."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


class Runs:
    """The runs that are ahead; a test changes them while the server answers. None lets it fail."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] | None = []
        self.asked: list[tuple[str, str, str]] = []
        self.api = ""


def run(moment: datetime, state: str = "SCHEDULED", *, by_schedule: bool = True) -> dict[str, Any]:
    return {"state_type": state, "expected_start_time": moment.isoformat(), "auto_scheduled": by_schedule}


@contextmanager
def answering(runs: Runs) -> Iterator[Runs]:
    """Serve ``runs`` until the block ends; ``runs.api`` is the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            runs.asked.append(
                (self.path, self.headers.get("Authorization", ""), self.rfile.read(length).decode())
            )
            self.send_response(200 if runs.rows is not None else 500)
            self.end_headers()
            self.wfile.write(json.dumps(runs.rows).encode())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        runs.api = f"http://127.0.0.1:{server.server_port}/api"
        try:
            yield runs
        finally:
            server.shutdown()
            thread.join()
