"""How a feed is asked for over HTTP: what is asked, what is answered, and where redirects lead.

Nothing here touches the network; who asks is an argument.
"""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias
from urllib.parse import SplitResult, urljoin, urlsplit

from calendars.doctor.lines import MOST_BYTES
from uprcycle.errors import BadInputError, Problem

MOST_HOPS = 5
_OK = 200
_GZIP = 16 + zlib.MAX_WBITS
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SCHEMES = frozenset({"http", "https"})
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Request:
    """One question; ``headers`` are added to what every request says."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; the names of ``headers`` are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    def header(self, name: str) -> str:
        """Return a header, empty where there is none."""
        return self.headers.get(name, "")

    @property
    def is_zipped(self) -> bool:
        """Whether the body is compressed in the way that everyone knows."""
        return self.header("content-encoding").strip().lower() in ("gzip", "x-gzip")

    @property
    def plain(self) -> bytes | None:
        """The body, uncompressed, and no more of it than is looked at; None where that fails."""
        if not self.is_zipped:
            return self.body
        try:
            return zlib.decompressobj(_GZIP).decompress(self.body, MOST_BYTES + 1)
        except zlib.error:
            return None


Ask: TypeAlias = Callable[[Request], Answer]
"""Sends a request and returns its answer, whatever its status; follows nothing."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect."""

    status: int
    origin: str
    target: str


@dataclass(frozen=True, slots=True)
class Visit:
    """Where an address led, and what was answered there."""

    url: str
    hops: tuple[Hop, ...]
    answer: Answer

    @property
    def parts(self) -> SplitResult:
        """The parts of the address where the feed was found."""
        return urlsplit(self.url)


def is_address(source: str) -> bool:
    """Tell whether ``source`` is an address, of whatever kind, rather than a file."""
    return "://" in source


def is_loopback(url: str) -> bool:
    """Tell whether an address leads to the machine itself."""
    return urlsplit(url).hostname in _LOOPBACK


def web_address(source: str) -> str:
    """Return the address behind a webcal link: https, and http where that is this very machine."""
    scheme, _, rest = source.partition("://")
    if not scheme.lower().startswith("webcal"):
        return source
    secure = f"https://{rest}"
    return f"http://{rest}" if is_loopback(secure) and scheme.lower() == "webcal" else secure


def visit(source: str, ask: Ask) -> Visit:
    """Ask for a feed and follow redirects.

    Raises:
        BadInputError: It leads nowhere: not HTTP, too many redirects, or another status than 200.
    """
    url = web_address(source)
    hops: list[Hop] = []
    while True:
        answer = ask(Request(_checked(url)))
        if answer.status not in _REDIRECTS or not answer.header("location"):
            break
        if len(hops) == MOST_HOPS:
            raise _unread(source, f"there are more than {MOST_HOPS} redirects", "give the last address")
        target = web_address(urljoin(url, answer.header("location")))
        hops.append(Hop(answer.status, url, target))
        url = target
    if answer.status != _OK:
        raise _unread(url, f"the server answered {answer.status}", "open the address in a browser")
    return Visit(url, tuple(hops), answer)


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
        is_sound = parts.scheme in _SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_sound = False
    if not is_sound or not url.isprintable() or " " in url:
        raise _unread(url, "it is no address of the web", "write https://host/path.ics")
    return url


def _unread(where: str, what: str, remedy: str) -> BadInputError:
    return BadInputError("the calendar cannot be read", [Problem(where, what, remedy)])
