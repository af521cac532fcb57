"""How long a person waits for a command to answer, and for the first page of the web.

Prints JSON lines. The peers are the least that our libraries cost before we do anything, and
Prefect's own command line.
"""

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
from functools import partial
from pathlib import Path

from flows.founding import found
from flows.publishing import publish
from flows.settings import Settings

ROUNDS = 5
PATIENCE = 60.0  # seconds for the first page; a start that takes longer is a fault, not a figure
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


def main() -> None:
    """Measure and print."""
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
