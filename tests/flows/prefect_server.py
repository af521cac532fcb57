"""A Prefect server of the tests, asked over HTTP as its own pages ask it, and flows run against it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.flows.asking_prefect import ask_prefect

CHILD = Path(__file__).with_name("run_flows.py")

Call = tuple[str, dict[str, object]]


@dataclass(frozen=True)
class PrefectServer:
    """A server on loopback and the folder in which it keeps everything."""

    api: str
    home: Path

    def ask(self, path: str, **filters: object) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Return what the server tells of one thing, or of all that pass ``filters``."""
        return ask_prefect(f"{self.api}{path}", filters if path.endswith("/filter") else None)

    def post(self, path: str, body: object) -> Any:  # noqa: ANN401 - likewise
        """Tell the server something and return what it answers."""
        return ask_prefect(f"{self.api}{path}", body)

    def written(self) -> bytes:
        """Return all that the server has on disk: its database and its log."""
        return b"".join(path.read_bytes() for path in sorted(self.home.glob("*")) if path.is_file())


@dataclass(frozen=True)
class End:
    """How a flow run ended."""

    run: str
    type: str
    message: str


def environment_for(server: PrefectServer, home: Path) -> dict[str, str]:
    """Return what a process is given that runs flows against ``server`` on the installation in ``home``."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "PREFECT_HOME": str(home / "prefect"),
        "PREFECT_API_URL": server.api,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "UPRCYCLE_DATA_DIR": str(home),
    }


def start_flows(server: PrefectServer, home: Path, *calls: Call) -> subprocess.Popen[str]:
    """Start a process that runs ``calls`` against ``server`` on the installation in ``home``."""
    canary = {"UPRCYCLE_SMTP_URL": "smtps://robot:canary-of-the-mail-server@127.0.0.1:1"}
    environment = environment_for(server, home) | canary
    command = [sys.executable, str(CHILD), json.dumps(calls)]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )


def run_flows(server: PrefectServer, home: Path, *calls: Call) -> tuple[list[End], str]:
    """Run ``calls`` in a process of their own; return how each ended, and all that was written."""
    with start_flows(server, home, *calls) as child:
        text, _ = child.communicate(timeout=240)
    ends = [End(**json.loads(line)) for line in text.splitlines() if line.startswith('{"run"')]
    assert len(ends) == len(calls), text
    return ends, text
