"""An installation on several machines: each has processes of its own, started as an operator starts them."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.flows.installed import NOON

START_SECONDS = 120
STOP_SECONDS = 15
FROZEN = Path(__file__).with_name("frozen")
ROOT = Path(__file__).parents[3]
KEY = "A" * 43 + "="
AUTH = "upr:canary-of-the-api"


def common() -> dict[str, str]:
    """Return what all processes are set to: a clock of ours that stands still, and nobody is written to."""
    return {
        "PYTHONPATH": f"{FROZEN}:{ROOT}",
        "UPRCYCLE_TEST_NOW": NOON.isoformat(),
        "UPRCYCLE_BASE_URL": "https://upr.example.org",
        "UPRCYCLE_SECRET_KEY": KEY,
        "UPRCYCLE_NOTICE_REVIEW_MINUTES": "0",
        "PREFECT_SERVER_API_AUTH_STRING": AUTH,
        "PREFECT_API_AUTH_STRING": AUTH,
        "PREFECT_SERVER_UI_ENABLED": "false",
        "PREFECT_WORKER_QUERY_SECONDS": "1",
    }


@dataclass(frozen=True)
class Host:
    """A machine: its address for the others, and what starts a program on it."""

    name: str
    address: str = "127.0.0.1"
    prefix: tuple[str, ...] = ()


@dataclass
class Fleet:
    """Processes on hosts; each writes its log into ``folder`` and ends with the fleet."""

    folder: Path
    settings: Mapping[str, str]
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def environment(self, host: Host, **more: str) -> dict[str, str]:
        """Return what a process on ``host`` is given: nothing of ours but the settings."""
        home = self.folder / host.name
        home.mkdir(exist_ok=True)
        mine = {"PATH": os.environ["PATH"], "HOME": str(home), "UPRCYCLE_DATA_DIR": str(home)}
        return mine | dict(self.settings) | more

    def start(self, name: str, host: Host, *words: str, **more: str) -> None:
        """Start ``uprcycle`` with ``words`` on ``host`` and go on."""
        command = [*host.prefix, sys.executable, "-m", "flows.cli", *words]
        with (self.folder / f"{name}.log").open("wb") as log:
            self.processes[name] = subprocess.Popen(
                command, env=self.environment(host, **more), stdout=log, stderr=log, start_new_session=True
            )

    def run(self, host: Host, *words: str, **more: str) -> str:
        """Run ``uprcycle`` with ``words`` on ``host`` and return what it says."""
        command = [*host.prefix, sys.executable, "-m", "flows.cli", *words]
        done = subprocess.run(
            command, env=self.environment(host, **more), capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout

    def finish(self, name: str) -> None:
        """Wait until a process has done its work."""
        assert self.processes.pop(name).wait(START_SECONDS) == 0, self.log(name)

    def await_answer(self, name: str, address: str) -> None:
        """Return when ``address`` answers, which the process ``name`` serves."""
        deadline = time.monotonic() + START_SECONDS
        while self.processes[name].poll() is None and time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(address, timeout=5):
                    return
            except (urllib.error.URLError, TimeoutError, ConnectionError):
                time.sleep(0.1)
        raise AssertionError(f"{name} did not start:\n{self.log(name)}")

    def log(self, name: str) -> str:
        """Return the end of what a process said."""
        return (self.folder / f"{name}.log").read_text("utf-8", "replace")[-4000:]

    def figures(self) -> dict[str, tuple[float, float]]:
        """Return of each process the seconds of processor time that it took, and its memory in MB."""
        return {name: _figures(each.pid) for name, each in self.processes.items()}

    def stop(self) -> None:
        """End all processes with their children, at once: their data are thrown away."""
        for process in self.processes.values():
            with_children(process, signal.SIGKILL)
        for process in self.processes.values():
            process.wait(STOP_SECONDS)


def _figures(pid: int) -> tuple[float, float]:
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    ticks = sum(map(int, fields[11:15]))  # its own and its children's
    return ticks / os.sysconf("SC_CLK_TCK"), int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def with_children(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Send a signal to a process and all that it started."""
    if process.poll() is None:
        os.killpg(process.pid, number)


@contextmanager
def redis_server(folder: Path, port: int, host: str = "127.0.0.1") -> Iterator[str]:
    """Start a Redis that keeps nothing on disk, and yield its address."""
    command = ["redis-server", "--port", str(port), "--bind", host, "--save", "", "--protected-mode", "no"]
    with (folder / "redis.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
    try:
        yield f"redis://{host}:{port}"
    finally:
        server.kill()
        server.wait(STOP_SECONDS)
