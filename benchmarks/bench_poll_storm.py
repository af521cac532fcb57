"""How long calendars wait when 500 of them ask in every second, while mail is being sent.

Two thousand private feeds are made, the web is started as ``uprcycle serve`` starts it, and each
feed is fetched once. Then, for a minute, requests leave at their appointed times, however late the
answers are, so that a server that stalls cannot hide it. Most carry the tag that they were given,
as calendars do. Another process delivers digests to a mail server on loopback all the while. The
goals are 50 ms for 99 of 100 answers and no error. Prints JSON lines; ``peer`` is the same storm on
``/healthz`` while the same mail is sent, which is the least that the web can be asked.
"""

import asyncio
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from aiosmtpd.controller import Controller

from calendars.access import digest_of, feed_path, make_id, make_token
from flows.feeds.publishing import publish
from flows.installation.environment import load_settings
from flows.installation.founding import found
from flows.installation.manners import give_way, settle
from flows.installation.settings import Settings
from flows.installation.wiring import Wiring, wire
from flows.nudges.nudging import send_nudges
from notifications.guard import DeliveryMode
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.subscriptions import LIFETIME, Scope, Subscription

TOKENS, PEOPLE, RATE, SECONDS = 2_000, 200, 500, 60
LINES = 64  # connections that stay open
PATIENCE = 120
MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)  # mail rests at night and on days of rest
KNOWN = 0.9  # the part of requests that carry the tag


@dataclass
class Line:
    """One connection that stays open."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def ask(self, path: str, tag: str = "") -> tuple[int, str]:
        """Ask for a path; return the status and the tag."""
        told = f"If-None-Match: {tag}\r\n" if tag else ""
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n{told}\r\n"
        self.writer.write(request.encode())
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        headers = dict(each.split(": ", 1) for each in head.split("\r\n")[1:] if each)
        status = int(head.split(" ", 2)[1])
        if length := int(headers.get("content-length", "0")):
            await self.reader.readexactly(length)
        return status, headers.get("etag", "")


@dataclass
class Storm:
    """What came of one storm: seconds from the appointed time to the whole answer, and the statuses."""

    waits: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)

    def at(self, part: float) -> float:
        """Return the milliseconds in which this part of all requests was answered."""
        return 1000 * sorted(self.waits)[min(len(self.waits) - 1, int(part * len(self.waits)))]

    @property
    def errors(self) -> int:
        """How many answers were neither 200 nor 304."""
        return sum(count for status, count in self.statuses.items() if status not in {200, 304})


async def open_lines(port: int) -> list[Line]:
    """Open all connections."""
    return [Line(*await asyncio.open_connection("127.0.0.1", port)) for _ in range(LINES)]


async def blow(port: int, paths: Sequence[str], tags: dict[str, str], seconds: int) -> Storm:
    """Send requests at their appointed times for so many seconds."""
    storm, free, loop = Storm(), asyncio.Queue[Line](), asyncio.get_running_loop()
    for each in await open_lines(port):
        free.put_nowait(each)
    draw = random.Random(7)  # noqa: S311 - the order of requests

    async def one(appointed: float, path: str, tag: str) -> None:
        line = await free.get()
        status, _ = await line.ask(path, tag)
        free.put_nowait(line)
        storm.waits.append(loop.time() - appointed)
        storm.statuses[status] = storm.statuses.get(status, 0) + 1

    start = loop.time() + 0.1
    async with asyncio.TaskGroup() as group:
        for number in range(RATE * seconds):
            appointed = start + number / RATE
            await asyncio.sleep(max(0.0, appointed - loop.time()))
            path = draw.choice(paths)
            group.create_task(one(appointed, path, tags.get(path, "") if draw.random() < KNOWN else ""))
    while not free.empty():
        free.get_nowait().writer.close()
    return storm


async def first_fetch(port: int, paths: Sequence[str]) -> tuple[dict[str, str], float]:
    """Fetch every path once, and return their tags and how many seconds all of it took."""
    (line, *others), start = await open_lines(port), time.perf_counter()
    tags = {path: (await line.ask(path))[1] for path in paths}
    for each in (line, *others):
        each.writer.close()
    return tags, time.perf_counter() - start


def subscribe(wiring: Wiring) -> list[str]:
    """Give two hundred invented people ten feeds each, and return the paths."""
    states = [each.country for each in wiring.world().reviews()]
    people = [Person(f"p-{n}", f"Person {n}", f"p{n}@example.org") for n in range(PEOPLE)]
    offices = [
        Office(f"RCO {(iso3 := states[n % len(states)])}", iso3, frozenset({Role.RCO})) for n in range(PEOPLE)
    ]
    assignments = [Assignment(*each) for each in zip(people, offices, strict=True)]
    wiring.store.people.save(assignments, by="benchmark", at=wiring.now())
    paths, expires = [], wiring.today() + LIFETIME
    for number in range(TOKENS):
        token, person = make_token(), people[number % PEOPLE]
        made = Subscription(
            make_id(), person.id, f"Feed {number}", Scope.PERSON, digest_of(token), wiring.now(), expires
        )
        wiring.store.subscriptions.add(made, by="benchmark")
        paths.append(feed_path(token))
    return paths


class Letterbox:
    """A mail server that takes everything."""

    taken = 0

    async def handle_DATA(self, *_: object) -> str:  # noqa: N802 - the name holds the command
        """Take a text."""
        self.taken += 1
        return "250 taken"


def send(seconds: float) -> None:
    """Deliver what is owed on one day after another; print how many mails arrived, how many came late."""
    give_way()  # as a round does
    settings, letterbox = load_settings(), Letterbox()
    address = urlsplit(settings.smtp_url)
    controller = Controller(letterbox, hostname=address.hostname, port=address.port or 0)
    controller.start()
    store, until = wire(settings).store, time.monotonic() + seconds
    noon, late = MONDAY, 0
    while time.monotonic() < until:
        wiring = Wiring(settings, store, now=lambda at=noon: at)  # type: ignore[misc]
        fared = send_nudges(wiring, noon.date()).delivery
        late += fared.deferred + fared.failed + fared.withheld
        noon += timedelta(weeks=1)
    controller.stop()
    print(letterbox.taken, late)


def start(words: Sequence[str], **more: str) -> subprocess.Popen[str]:
    """Start a Python program of ours."""
    return subprocess.Popen(  # noqa: S603 - our own
        [sys.executable, *words], env=os.environ | more, stdout=subprocess.PIPE, text=True
    )


def blow_while_sending(
    port: int, paths: Sequence[str], tags: dict[str, str], told: dict[str, str]
) -> tuple[Storm, list[int]]:
    """Return what came of a storm while another process delivered, and its mails: sent, and late."""
    with start([__file__, "send", str(SECONDS)], **told) as sender:
        storm = asyncio.run(blow(port, paths, tags, SECONDS))
        mails, _ = sender.communicate()
    return storm, [int(each) for each in mails.split()]


def await_port(port: int) -> None:
    """Wait until somebody listens."""
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        with suppress(OSError), closing(socket.create_connection(("127.0.0.1", port), 1)):
            return
        time.sleep(0.1)
    raise TimeoutError(f"nobody listens on port {port}")


def free_port() -> int:
    """Return a port that is free."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def line(name: str, value: float, unit: str, peer_value: float) -> str:
    """Write one figure beside that of the same storm on the cheapest page."""
    figures = {"value": round(value, 2), "unit": unit, "peer": "/healthz", "peer_value": round(peer_value, 2)}
    ratio = round(value / peer_value, 2) if peer_value else None
    return json.dumps({"name": name, **figures, "ratio": ratio, "load": round(os.getloadavg()[0], 1)})


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        wiring = found(Settings(data_dir=Path(folder))).wiring
        publish(wiring)
        paths = subscribe(wiring)
        port = free_port()
        told = {
            "UPRCYCLE_DATA_DIR": folder,
            "UPRCYCLE_PORT": str(port),
            "UPRCYCLE_DELIVERY": DeliveryMode.LIVE.value,
            "UPRCYCLE_SMTP_URL": f"smtp://127.0.0.1:{free_port()}",
            "UPRCYCLE_SMTP_PER_SECOND": "0",
        }
        with start(["-m", "flows.cli", "serve"], **told) as server:
            try:
                await_port(port)
                tags, seconds = asyncio.run(first_fetch(port, paths))
                settle()
                idle, (_, idle_late) = blow_while_sending(port, ["/healthz"], {}, told)
                storm, (mails, late) = blow_while_sending(port, paths, tags, told)
            finally:
                server.terminate()
        name = f"{RATE} requests/s for {SECONDS} s over {TOKENS} tokens, {mails} mails sent meanwhile"
        for part in (0.5, 0.99, 0.999):
            print(line(f"{name}: p{100 * part:g}", storm.at(part), "ms", idle.at(part)))
        print(line(f"{name}: answers that are errors", storm.errors, "answers", idle.errors))
        print(line(f"{name}: mails that came late", late, "mails", idle_late))
        print(
            line(
                "the first fetch of each feed, one after another", 1000 * seconds / TOKENS, "ms", idle.at(0.5)
            )
        )


if __name__ == "__main__":
    send(float(sys.argv[2])) if sys.argv[1:2] == ["send"] else main()
