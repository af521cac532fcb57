"""How many requests for a feed of some 160 entries two of our processes answer in a second.

Prints JSON lines; every value is a rate, so a ratio over 1 is faster than the peer. The peers serve
the same bytes on the same machine, in turns with ours: nginx with two processes as a file, and
Radicale as a calendar of its own. ``wrk`` asks. What is not installed is left out: nginx and wrk
come with the system, and ``UPRCYCLE_TEST_RADICALE`` names a Python that has Radicale.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flows.feeds.publishing import press_of, publish
from flows.installation.founding import found
from flows.installation.settings import Settings

ENTRIES = 160
ROUNDS, SECONDS, CONNECTIONS = 3, 3, 16
PATIENCE = 60
READER = {"Authorization": "Basic cmVhZGVyOg=="}  # Radicale believes any name: reader, without a password
NGINX = """
worker_processes 2; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000;
  types {{ text/calendar ics; }}
  server {{ listen 127.0.0.1:{port}; root {folder}/www; }} }}
"""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server has the feed, and what it has to be told."""

    url: str
    headers: dict[str, str] = field(default_factory=dict)

    def read(self) -> tuple[bytes, str]:
        """Return the bytes of the feed and their tag."""
        request = urllib.request.Request(self.url, headers=self.headers)  # noqa: S310 - loopback
        with urllib.request.urlopen(request) as answer:  # noqa: S310 - loopback
            return answer.read(), answer.headers["ETag"]

    def rate(self, tag: str = "") -> float:
        """Return how many requests a second are answered, with 304 where there is a tag."""
        headers = self.headers | ({"If-None-Match": tag} if tag else {})
        told = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
        options = ["-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout", "30s"]
        said = run(["wrk", *options, *told, self.url])
        if "Non-2xx" in said:
            raise RuntimeError(f"{self.url} answered with errors")
        return float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0])


def run(command: Sequence[str]) -> str:
    """Run a program to its end and return what it said."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - named above


def free_port() -> int:
    """Return a port that is free."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def running(command: Sequence[str], address: Address, **more: str) -> Iterator[Address]:
    """Start a server, wait until it answers, and end it."""
    environment = os.environ | more
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as child:  # noqa: S603 - ours
        try:
            await_answer(address)
            yield address
        finally:
            child.terminate()


def await_answer(address: Address) -> None:
    """Wait until a server answers; give up after a minute."""
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            address.read()
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > give_up:
                raise
            time.sleep(0.1)
        else:
            return


def choose_feed(folder: Path) -> tuple[str, int]:
    """Publish an installation; return the State whose feed is nearest to the wanted size, and that size."""
    wiring = found(Settings(data_dir=folder)).wiring
    publish(wiring)
    press = press_of(wiring)
    sizes = {
        iso3: press(f"country/{iso3}", "en").entries for iso3 in ("KEN", "USA", "UKR", "SDN", "GBR", "NPL")
    }
    return min(sizes.items(), key=lambda each: abs(each[1] - ENTRIES))


def ours(folder: Path, iso3: str) -> AbstractContextManager[Address]:
    """Serve the installation with two processes."""
    port = free_port()
    address = Address(f"http://127.0.0.1:{port}/feeds/country/{iso3}.ics")
    told = {"UPRCYCLE_DATA_DIR": str(folder), "UPRCYCLE_PORT": str(port), "UPRCYCLE_WORKERS": "2"}
    return running([sys.executable, "-m", "flows.cli", "serve"], address, **told)


def nginx(folder: Path, body: bytes) -> AbstractContextManager[Address]:
    """Serve the same bytes as a file."""
    port = free_port()
    folder.chmod(0o755)  # started by root, it reads as somebody else
    (folder / "www").mkdir()
    (folder / "www" / "feed.ics").write_bytes(body)
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, port=port))
    command = ["nginx", "-c", str(config), "-e", str(folder / "error.log")]
    return running(command, Address(f"http://127.0.0.1:{port}/feed.ics"))


def radicale(folder: Path, python: str, body: bytes) -> AbstractContextManager[Address]:
    """Serve the same entries as a calendar of Radicale's."""
    port = free_port()
    calendar = folder / "radicale" / "collection-root" / "reader" / "cal"
    calendar.mkdir(parents=True)
    (calendar / ".Radicale.props").write_text('{"tag": "VCALENDAR"}')
    _, *entries = body.removesuffix(b"END:VCALENDAR\r\n").split(b"BEGIN:VEVENT")
    for number, entry in enumerate(entries):
        whole = (
            b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT"
            + entry
            + b"END:VCALENDAR\r\n"
        )
        (calendar / f"{number}.ics").write_bytes(whole)
    options = ["--config", "", "--hosts", f"127.0.0.1:{port}", "--auth-type", "none"]
    storage = ["--storage-filesystem-folder", str(folder / "radicale"), "--logging-level", "error"]
    return running(
        [python, "-m", "radicale", *options, *storage],
        Address(f"http://127.0.0.1:{port}/reader/cal/", READER),
    )


def line(name: str, value: float, peer: str, peer_value: float) -> str:
    """Write one figure beside that of its peer."""
    figures = {
        "value": round(value, 1),
        "unit": "requests/s",
        "peer": peer,
        "peer_value": round(peer_value, 1),
    }
    ratio, load = round(value / peer_value, 2), round(os.getloadavg()[0], 1)
    return json.dumps({"name": name, **figures, "ratio": ratio, "load": load})


def compare(what: str, own: Address, peer: str, other: Address) -> None:
    """Measure both in turns, with 200 and with 304, and print the best of each."""
    for status in (200, 304):
        tags = ["" if status == 200 else each.read()[1] for each in (own, other)]  # noqa: PLR2004 - HTTP
        rates = [(own.rate(tags[0]), other.rate(tags[1])) for _ in range(ROUNDS)]
        mine, theirs = (max(each) for each in zip(*rates, strict=True))
        print(line(f"{what}, {status}", mine, peer, theirs))


def main() -> None:
    """Measure and print."""
    if not shutil.which("wrk"):
        print("wrk is not installed; nothing is measured", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        iso3, entries = choose_feed(folder)
        own = stack.enter_context(ours(folder, iso3))
        body, _ = own.read()
        what = f"a feed of {entries} entries, {len(body)} octets, two processes"
        if shutil.which("nginx"):
            compare(what, own, "nginx, a file", stack.enter_context(nginx(folder, body)))
        if python := os.environ.get("UPRCYCLE_TEST_RADICALE"):
            compare(what, own, "Radicale", stack.enter_context(radicale(folder, python, body)))


if __name__ == "__main__":
    main()
