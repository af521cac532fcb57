"""How long it takes until somebody knows that rounds have stopped, and that they come again.

Starts everything as a person does, with a mail server on loopback, and stops the scheduler of
Prefect without a word: by pausing its one deployment, and by a start without a scheduler, which
looks as with a library that it does not fit: its API says that all is well. Limits are short
here; with those of an installation each look comes 300 seconds after the one before.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from threading import Thread
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

LOOKS = 15  # seconds between two looks; a start takes longer than two looks that are much shorter
PATIENCE = 150.0  # seconds for anything to happen


class Inbox:
    """A mail server on loopback that keeps the subjects of what it takes."""

    def __init__(self) -> None:
        """Serve on a free port until the process ends."""
        self.subjects: list[str] = []
        loop = asyncio.new_event_loop()
        Thread(target=loop.run_forever, daemon=True).start()
        opening = loop.create_server(lambda: SMTP(self, hostname="localhost", loop=loop), "127.0.0.1", 0)
        server = asyncio.run_coroutine_threadsafe(opening, loop).result(timeout=5)
        self.port = server.sockets[0].getsockname()[1]

    async def handle_DATA(self, _: SMTP, __: Session, mail: Envelope) -> str:  # noqa: N802 - the command
        """Keep the subject."""
        self.subjects.append(
            str(message_from_bytes(mail.original_content or b"", policy=policy.default)["Subject"])
        )
        return "250 2.0.0 queued"


@dataclass(frozen=True)
class Running:
    """A started installation: its pages, its Prefect, its log and the operator's mail."""

    web: str
    prefect: str
    log: Path
    inbox: Inbox

    def said(self) -> str:
        """Return what it has written."""
        return self.log.read_text("utf-8")

    def ready(self) -> int:
        """Return the status of its own word on its readiness."""
        try:
            with urllib.request.urlopen(f"{self.web}/readyz") as reply:  # noqa: S310 - our own server
                return int(reply.status)
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code

    def ask(self, path: str, body: object = None, method: str = "POST") -> Any:  # noqa: ANN401 - JSON
        """Ask Prefect's API."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(  # noqa: S310 - our own server
            f"{self.prefect}{path}", data, {"Content-Type": "application/json"}, method=method
        )
        with urllib.request.urlopen(request) as reply:  # noqa: S310 - our own server
            text = reply.read()
        return json.loads(text) if text else None

    def planned(self) -> int:
        """Return how many runs the scheduler has planned."""
        wanted = {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}}
        return len(self.ask("/flow_runs/filter", wanted))

    def deployment(self) -> str:
        """Return the id of the deployment that has a schedule."""
        (found,) = self.ask("/deployments/filter", {"deployments": {"name": {"any_": ["hourly"]}}})
        return str(found["id"])


@contextmanager
def running(**more: str) -> Iterator[Running]:
    """Start `uprcycle run` in a folder of its own, until the block ends."""
    ports = [free_port() for _ in range(2)]
    inbox = Inbox()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "log")
        environment = os.environ | {
            "UPRCYCLE_DATA_DIR": folder,
            "UPRCYCLE_PORT": str(ports[0]),
            "UPRCYCLE_PREFECT_PORT": str(ports[1]),
            "UPRCYCLE_DELIVERY": "allowlist",
            "UPRCYCLE_ALLOWLIST": "operator@example.org",
            "UPRCYCLE_SMTP_URL": f"smtp://127.0.0.1:{inbox.port}",
            "UPRCYCLE_OPERATOR": "operator@example.org",
            "UPRCYCLE_WATCH_EVERY_SECONDS": str(LOOKS),
            **more,
        }
        command = [sys.executable, "-m", "flows.cli", "run"]
        with (
            log.open("w") as out,
            subprocess.Popen(command, env=environment, stdout=out, stderr=out) as child,  # noqa: S603 - our own
        ):
            try:
                yield Running(f"http://127.0.0.1:{ports[0]}", f"http://127.0.0.1:{ports[1]}/api", log, inbox)
            finally:
                child.terminate()


def free_port() -> int:
    """Return a port that nobody uses at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def seconds_until(happened: Callable[[], bool]) -> float:
    """Wait until something happened and return how long it took."""
    start = time.monotonic()
    while not happened():
        if time.monotonic() - start > PATIENCE:
            raise TimeoutError(f"not within {PATIENCE:.0f} seconds")
        time.sleep(0.1)
    return time.monotonic() - start


def healthy(prefect: Running) -> bool:
    """Tell whether Prefect says of itself that all is well."""
    return prefect.ask("/health", method="GET") is True


def paused() -> None:
    """Pause the deployment while all runs, and let it go on."""
    with running() as server:
        seconds_until(lambda: "\nready " in server.said())
        seconds_until(lambda: server.planned() > 1 and server.ready() == 200)  # noqa: PLR2004 - HTTP
        time.sleep(2 * LOOKS)
        false_alarms = len(server.inbox.subjects)
        deployment = server.deployment()
        server.ask(f"/deployments/{deployment}/pause_deployment", {})
        alarm = seconds_until(lambda: bool(server.inbox.subjects))
        found = seen(server)
        server.ask(f"/deployments/{deployment}/resume_deployment", {})
        well = seconds_until(lambda: len(server.inbox.subjects) > 1)
        report("deployment paused", alarm, found | {"well_s": round(well, 1), "false": false_alarms}, server)


def from_the_start(outage: str, **more: str) -> None:
    """Start in an installation in which no rounds will come."""
    with running(**more) as server:
        seconds_until(lambda: "\nready " in server.said())
        alarm = seconds_until(lambda: bool(server.inbox.subjects))
        report(outage, alarm, seen(server), server)


def seen(server: Running) -> dict[str, object]:
    """Return what Prefect, the pages and the log say now."""
    return {"api_healthy": healthy(server), "readyz": server.ready(), "log": "alarm: " in server.said()}


def report(outage: str, alarm: float, found: dict[str, object], server: Running) -> None:
    """Print the figures of one outage."""
    figures = {"benchmark": "watchdog", "outage": outage, "alarm_s": round(alarm, 1), "look_s": LOOKS}
    print(json.dumps(figures | found | {"mails": server.inbox.subjects}), flush=True)


if __name__ == "__main__":
    paused()
    from_the_start("no scheduler", PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED="false")
    from_the_start("no round for 1 minute", UPRCYCLE_ALARM_AFTER_MINUTES="1")
