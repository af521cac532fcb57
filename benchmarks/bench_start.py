"""How long a person waits for a command, for the first page, for everything together, and for its end.

Prints JSON lines. The peers are the least that our libraries cost before we do anything, Prefect's
own command line, and its own server alone. Wall time is that of the machine as it was; the processor
time beside it is not disturbed by what else ran. With ``--run`` only the starts of everything.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from flows.feeds.publishing import publish
from flows.installation.founding import found
from flows.installation.settings import Settings

ROUNDS = 5
PATIENCE = 60.0  # seconds for the first page; a start that takes longer is a fault, not a figure
LONG_PATIENCE = 300.0  # for everything together, whose first start writes a database
AMONG_RUNS = 2.0  # seconds into the run that a start makes
LIBRARIES = "import rich, sqlmodel, typer"
COMMANDS = {
    "show a country": ["show", "KEN"],
    "why one date": ["why", "USA", "stakeholder-submission-deadline"],
    "one feed": ["feed", "country/KEN"],
    "forecast of nudges": ["nudges", "plan"],
}


def fastest(work: Callable[[], object]) -> float:
    """Return the seconds of the fastest of some rounds, which other work disturbed least."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def python(*words: str) -> None:
    """Run a Python program of ours to its end."""
    subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own


@contextmanager
def serving() -> Iterator[str]:
    """Start the web alone on a free port and yield its address; it may not answer yet."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = os.environ | {"UPRCYCLE_PORT": str(port)}
    command = [sys.executable, "-m", "flows.cli", "serve"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as child:  # noqa: S603 - our own
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            child.terminate()


def first_page() -> None:
    """Start the web and wait for the page of a country."""
    with serving() as address:
        give_up = time.monotonic() + PATIENCE
        while not answers(f"{address}/countries/KEN"):
            if time.monotonic() > give_up:
                raise TimeoutError(f"no page after {PATIENCE:.0f} seconds")
            time.sleep(0.01)


def answers(page: str) -> bool:
    """Read a page; tell whether there was one."""
    try:
        with urllib.request.urlopen(page) as reply:  # noqa: S310 - our own server
            reply.read()
    except urllib.error.HTTPError:
        raise  # it answers, and with a fault
    except urllib.error.URLError:
        return False
    return True


def line(name: str, value: float, peer: str, peer_value: float) -> str:
    """Write one figure beside that of its peer."""
    figures = {"value": round(value, 3), "unit": "s", "peer": peer, "peer_value": round(peer_value, 3)}
    return json.dumps({"name": name, **figures, "ratio": round(value / peer_value, 2)})


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds of wall and processor time until it was ready, and what it took to stop."""

    web: float
    ready: float
    processor: float
    memory: int
    processes: int
    stopped: float


@contextmanager
def started(command: Sequence[str], home: Path, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a server of which ``home`` is the only folder, in a group of its own."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), **more}
    program = ["env", "--default-signal=INT", sys.executable, "-m", *command]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603 - our own
        program, env=environment, stdout=quiet, stderr=quiet, start_new_session=True
    ) as child:
        try:
            yield child
        finally:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)


def start_everything(home: Path) -> Start:
    """Start web and Prefect, wait for both and for the first run, and stop them while it runs."""
    web, prefect = free_port(), free_port()
    given = {"UPRCYCLE_DATA_DIR": str(home / "data"), "UPRCYCLE_PORT": str(web)}
    with started(["flows.cli", "run"], home, UPRCYCLE_PREFECT_PORT=str(prefect), **given) as child:
        began = time.monotonic()
        await_page(f"http://127.0.0.1:{web}/healthz")
        first = time.monotonic() - began
        planned = partial(has_runs, f"http://127.0.0.1:{prefect}/api/flow_runs/filter")
        await_true(planned)
        ready, processor = time.monotonic() - began, processor_seconds(child.pid)
        await_true(lambda: len(group(child.pid)) > 1)
        time.sleep(AMONG_RUNS)
        members = group(child.pid)
        stopping = time.monotonic()
        child.send_signal(signal.SIGINT)
        child.wait()
        return Start(first, ready, processor, members[child.pid], len(members), time.monotonic() - stopping)


def start_prefect(home: Path) -> Start:
    """Start Prefect's own server alone, and stop it when it has answered."""
    port = free_port()
    given = {
        "PREFECT_HOME": str(home / "prefect"),
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }
    with started(["prefect", "server", "start"], home, **given) as child:
        began = time.monotonic()
        await_page(f"http://127.0.0.1:{port}/api/health")
        ready = time.monotonic() - began
        members = group(child.pid)
        processor = sum(map(processor_seconds, members))
        stopping = time.monotonic()
        os.killpg(child.pid, signal.SIGINT)
        child.wait()
        memory = sum(members.values())
        return Start(ready, ready, processor, memory, len(members), time.monotonic() - stopping)


def await_page(page: str) -> None:
    """Wait until a page is there."""
    await_true(partial(answers, page))


def await_true(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    give_up = time.monotonic() + LONG_PATIENCE
    while not is_so():
        if time.monotonic() > give_up:
            raise TimeoutError(f"not so after {LONG_PATIENCE:.0f} seconds")
        time.sleep(0.02)


def has_runs(address: str) -> bool:
    """Tell whether Prefect answers and holds a run: the one with which a start ends."""
    request = urllib.request.Request(address, b"{}", {"Content-Type": "application/json"})  # noqa: S310 - ours
    try:
        with urllib.request.urlopen(request) as reply:  # noqa: S310 - our own server
            return bool(json.load(reply))
    except urllib.error.URLError:
        return False


def group(leader: int) -> dict[int, int]:
    """Return the processes of a group, and how many kilobytes of memory each holds."""
    listed = ["ps", "-eo", "pgid=,pid=,rss="]
    text = subprocess.run(listed, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own
    rows = (tuple(map(int, each.split())) for each in text.splitlines())
    return {pid: memory for of, pid, memory in rows if of == leader}


def processor_seconds(pid: int) -> float:
    """Return how much processor time a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """Ask the machine for a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def measure_runs() -> None:
    """Start everything twice, and Prefect alone twice, in turns."""
    with tempfile.TemporaryDirectory() as folder:
        ours, alone = Path(folder, "ours"), Path(folder, "alone")
        ours.mkdir()
        alone.mkdir()
        for time_of in ("first", "second"):
            peer, own = start_prefect(alone), start_everything(ours)
            for name, value, other in (
                ("first answer of the web", own.web, peer.ready),
                ("everything is ready", own.ready, peer.ready),
                ("processor time until then", own.processor, peer.processor),
                ("stop with a run in flight", own.stopped, peer.stopped),
            ):
                print(line(f"{time_of} start: {name}", value, "prefect server start", other), flush=True)
            sizes = {"ours_mb": own.memory // 1024, "prefect_mb": peer.memory // 1024}
            print(json.dumps({"name": f"{time_of} start: memory", **sizes, "processes": own.processes}))


def main() -> None:
    """Measure and print."""
    measure_runs()
    if "--run" in sys.argv:
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["UPRCYCLE_DATA_DIR"] = folder
        publish(found(Settings(data_dir=Path(folder))).wiring)
        libraries = fastest(partial(python, "-c", LIBRARIES))
        for name, words in COMMANDS.items():
            print(line(name, fastest(partial(python, "-m", "flows.cli", *words)), LIBRARIES, libraries))
        prefect = fastest(partial(python, "-m", "prefect", "--version"))
        print(
            line("first page of the web, from its start", fastest(first_page), "prefect --version", prefect)
        )


if __name__ == "__main__":
    main()
