"""Whether the time of an answer tells why an address opens no feed, or a link no page, or who may sign in.

Asks the application itself, without a network that would hide a difference, for addresses that
were never given, and for some that are over, revoked, for another purpose, or of somebody whose
role has ended; and for links to sign in with mail addresses that somebody has, and that nobody
has: in random order, each from another network. What is timed ends with the answer. Prints JSON
lines: the median of each kind beside that of unknown ones, and the p of a two-sample
Kolmogorov-Smirnov test, which should stay above 0.01.
"""

import asyncio
import json
import math
import random
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, TypeAlias
from urllib.parse import urlencode

from fastapi import FastAPI

from flows.feeds.subscribing import Wish, make, revoke
from flows.installation.founding import found
from flows.installation.settings import Settings
from flows.installation.wiring import Wiring
from flows.site.access import SigningIn, offer_link
from flows.site.pages import pages_of
from notifications.links import PREFIX
from uprcycle.access.session import Way
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.store.ports import Envelope, Link, Purpose, Store
from uprcycle.tokens import digest_of, draw_token
from web.app import create_app

EACH = 2_000
ADDRESSES = 50
WARMING = 500
UNKNOWN = "unknown"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
BEFORE = NOW - timedelta(days=5)
BY = "a benchmark"
STAYS, LEAVES, ROBBED = (Person(each, each, f"{each}@example.org") for each in ("stays", "leaves", "robbed"))
PAGES = {
    "page": (Purpose.ANSWER, "/answers/{}/1"),
    "page of preferences": (Purpose.PREFERENCES, "/preferences/{}"),
    "page to unsubscribe": (Purpose.UNSUBSCRIBE, "/unsubscribe/{}"),
}
OFFICE = Office("RCO Kenya", "KEN", frozenset({Role.RCO}))


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked for, and the status it has to be answered with."""

    path: str
    status: int = 404
    form: bytes = b""

    @property
    def scope(self) -> dict[str, Any]:
        """What a server would hand on, but for the address of whoever asks."""
        headers = [(b"host", b"127.0.0.1"), (b"sec-fetch-site", b"same-origin")]
        if self.form:
            headers += [(b"content-type", b"application/x-www-form-urlencoded")]
            headers += [(b"content-length", str(len(self.form)).encode())]
        scope: dict[str, Any] = {"type": "http", "http_version": "1.1", "asgi": {"version": "3.0"}}
        scope |= {"method": "POST" if self.form else "GET", "headers": headers, "query_string": b""}
        scope |= {"path": self.path, "raw_path": self.path.encode(), "root_path": ""}
        return scope | {"scheme": "http", "server": ("127.0.0.1", 80)}


Kinds: TypeAlias = Mapping[str, Sequence[Ask]]


def installed(folder: Path) -> tuple[FastAPI, Mapping[str, Kinds]]:
    """Return an application and, for each of its rooms, what of each kind opens nothing in it."""
    settings = Settings(data_dir=folder)
    store = found(settings).wiring.store

    def on(moment: datetime) -> Wiring:
        return Wiring(settings, store, lambda: moment, moment.date)

    held = [Assignment(each, OFFICE) for each in (STAYS, LEAVES, ROBBED)]
    store.people.save(held, by=BY, at=BEFORE)
    rooms = {"feed": feeds(on(BEFORE), on(NOW))}
    rooms |= {name: pages(store, purpose, path) for name, (purpose, path) in PAGES.items()}
    rooms |= {"link to sign in": links(on), "request to sign in": requests()}
    store.links.revoke(ROBBED.id, by=BY, at=NOW)
    store.people.save([Assignment(LEAVES, OFFICE, valid_to=BEFORE.date())], by=BY, at=NOW)
    return create_app(pages_of(on(NOW))), rooms


def feeds(past: Wiring, present: Wiring) -> Kinds:
    """Make feeds that open nothing, beside as many that fill the book."""
    paths: defaultdict[str, list[Ask]] = defaultdict(list)

    def add(kind: str, person: Person, days: int) -> str:
        handed = make(past, person, Wish("A feed", days=days), by=BY)
        paths[kind].append(Ask(handed.address.removeprefix(past.site.base_url)))
        return handed.subscription.id

    for number in range(ADDRESSES):
        paths[UNKNOWN].append(Ask(f"/feeds/my/uprfeed-{number:043}.ics"))
        add("expired", STAYS, 1)
        revoke(present, add("revoked", STAYS, 400), by=BY)
        add("without a role", LEAVES, 400)
        add("live", STAYS, 400)
    del paths["live"]
    return paths


def pages(store: Store, own: Purpose, path: str) -> Kinds:
    """Keep mails with links that open nothing at ``path``, beside as many that open a page of its ``own``."""
    paths: defaultdict[str, list[Ask]] = defaultdict(list)
    other = next(each for each in Purpose if each is not own)

    def add(kind: str, person: Person, purpose: Purpose = own, days: int = 400) -> None:
        token = draw_token(PREFIX)
        link = Link(digest_of(token), purpose, BEFORE + timedelta(days=days))
        key = f"KEN/4/share-good-practice/2029-09-08/{token}/email/{person.id}"
        envelope = Envelope(token, (key,), person.id, "email", b"", BEFORE, (link,))
        store.ledger.claim(envelope, now=BEFORE, lease=timedelta(minutes=1))
        paths[kind].append(Ask(path.format(token)))

    for number in range(ADDRESSES):
        paths[UNKNOWN].append(Ask(path.format(f"{PREFIX}{number:043}")))
        add("expired", STAYS, days=1)
        add("revoked", ROBBED)
        add("without a role", LEAVES)
        add("for another purpose", STAYS, other)
        add("live", STAYS)
    del paths["live"]
    return paths


def links(on: Callable[[datetime], Wiring]) -> Kinds:
    """Make links that sign nobody in any more, beside as many that do."""
    paths: defaultdict[str, list[Ask]] = defaultdict(list)

    def add(kind: str, person: Person, at: Wiring) -> str:
        token = offer_link(at, person.id, Way.MAIL, by=person.id)
        paths[kind].append(Ask(f"/sign-in/{token}"))
        return token

    for number in range(ADDRESSES):
        paths[UNKNOWN].append(Ask(f"/sign-in/uprsign-{number:043}"))
        add("expired", STAYS, on(BEFORE))
        SigningIn(on(NOW)).take(add("used", STAYS, on(NOW)), "a browser")
        add("without a role", LEAVES, on(NOW))
        add("live", STAYS, on(NOW))
    del paths["live"]
    return paths


def requests() -> Kinds:
    """Return forms with addresses that nobody has, that somebody has, and that somebody had."""

    def form(address: str) -> Ask:
        return Ask("/sign-in", 303, urlencode({"email": address}).encode())

    nobody = [form(f"nobody-{number}@example.org") for number in range(ADDRESSES)]
    return {UNKNOWN: nobody, "of somebody": [form(STAYS.email)], "of somebody who left": [form(LEAVES.email)]}


async def timed(app: FastAPI, asked: Ask, number: int) -> float:
    """Return the seconds until an answer has ended; its status has to be the one expected."""
    client = (f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}", 1)
    statuses: list[int] = []
    ended: list[float] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": asked.form, "more_body": False}

    async def send(message: Any) -> None:  # noqa: ANN401 - as the protocol has it
        if message["type"] == "http.response.start":
            statuses.append(message["status"])
        elif not message.get("more_body"):
            ended.append(perf_counter())

    start = perf_counter()
    await app(asked.scope | {"client": client}, receive, send)
    if statuses != [asked.status]:
        raise RuntimeError(f"{asked.path} was answered {statuses}")
    return ended[0] - start


async def measure(app: FastAPI, paths: Kinds) -> dict[str, list[float]]:
    """Return the seconds of each kind, asked in random order."""
    kinds = [kind for kind in paths for _ in range(EACH)]
    random.Random(20).shuffle(kinds)  # noqa: S311 - an order, not a secret
    seconds: defaultdict[str, list[float]] = defaultdict(list)
    for number, kind in enumerate((*kinds[:WARMING], *kinds)):
        taken = await timed(app, paths[kind][number % len(paths[kind])], number << 8)
        if number >= WARMING:
            seconds[kind].append(taken)
    return seconds


def farthest(first: Sequence[float], second: Sequence[float]) -> float:
    """Return the largest distance between the shares of two samples up to any value."""
    one, two = sorted(first), sorted(second)
    return max(
        abs(bisect_right(one, each) / len(one) - bisect_right(two, each) / len(two)) for each in (*one, *two)
    )


def p_value(distance: float, first: int, second: int) -> float:
    """Return how often two samples of one kind lie as far apart as that, for large samples."""
    root = math.sqrt(first * second / (first + second))
    scaled = (root + 0.12 + 0.11 / root) * distance
    terms = (2 * (-1) ** (k - 1) * math.exp(-2 * (k * scaled) ** 2) for k in range(1, 101))
    return min(1.0, max(0.0, math.fsum(terms)))


def report(room: str, seconds: dict[str, list[float]]) -> None:
    """Print a line for each kind beside the unknown ones."""
    unknown = seconds.pop(UNKNOWN)
    for kind, taken in sorted(seconds.items()):
        value, peer = median(taken) * 1e6, median(unknown) * 1e6
        distance = farthest(taken, unknown)
        line = {"name": f"{room}, {kind}", "value": round(value, 1), "unit": "microseconds"}
        line |= {"peer": "one that is unknown", "peer_value": round(peer, 1)}
        line |= {"ratio": round(value / peer, 4), "distance": round(distance, 4)}
        print(json.dumps(line | {"p": round(p_value(distance, len(taken), len(unknown)), 4)}))


def main() -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        app, rooms = installed(Path(folder))
        for room, paths in rooms.items():
            report(room, asyncio.run(measure(app, paths)))


if __name__ == "__main__":
    main()
