"""A command that serves, started as a person starts it, and what it has said so far."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.flows.conftest import free_port

READY_SECONDS = 100
ROUND_SECONDS = 90


@dataclass
class Running:
    """A started command, its ports, and what it has said so far."""

    child: subprocess.Popen[str]
    log: Path
    web: str
    prefect: str
    status: int | None = field(default=None)

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8")

    def wait_for(self, word: str) -> None:
        """Return when the command has said ``word``; fail with all it said when it ends before."""
        deadline = time.monotonic() + READY_SECONDS
        while word not in self.said:
            if self.child.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"never said {word!r}:\n{self.said}")
            time.sleep(0.1)

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Return when ``is_so``; fail with all it said when that takes too long."""
        deadline = time.monotonic() + ROUND_SECONDS
        while not is_so():
            if time.monotonic() > deadline:
                pytest.fail(f"it never was so:\n{self.said}")
            time.sleep(0.1)

    def stop(self, number: signal.Signals, *, group: bool = False) -> float:
        """Send a signal, to all of its ``group`` or to itself, and return how many seconds the end took."""
        began = time.monotonic()
        (os.killpg if group else os.kill)(self.child.pid, number)
        self.status = self.child.wait(timeout=60)
        return time.monotonic() - began


@contextmanager
def started(home: Path, log: Path, command: str, watched: str = "", **more: str) -> Iterator[Running]:
    """Start ``uprcycle COMMAND`` on free ports in a process group of its own, ``watched`` by a program."""
    port, prefect = free_port(), free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home.parent),
        "UPRCYCLE_DATA_DIR": str(home),
        "UPRCYCLE_PORT": str(port),
        "UPRCYCLE_PREFECT_PORT": str(prefect),
        **more,
    }
    with log.open("w") as out:
        child = subprocess.Popen(
            # A background job of a script is born deaf to Ctrl-C, and would pass that on.
            ["env", "--default-signal=INT", *watched.split(), sys.executable, "-m", "flows.cli", command],
            env=environment,
            stdout=out,
            stderr=out,
            text=True,
            start_new_session=True,
        )
    with child:
        try:
            yield Running(child, log, f"http://127.0.0.1:{port}", f"http://127.0.0.1:{prefect}/api")
        finally:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
