"""Addresses of others that anybody may have typed: which of them we call, and how, without being led astray.

Only https, only a name, only where that name leads to the open internet at the very moment of the call:
the connection goes to the address that was looked at and to no other. Nothing is followed, no proxy is
used, and of the answer only the status and how long to rest are read. However slowly the other side
speaks, a call is over after a while.
"""

import ssl
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from re import ASCII
from re import compile as compile_pattern
from socket import AF_UNSPEC, SHUT_RDWR, SOCK_STREAM, create_connection, gaierror, getaddrinfo, socket
from threading import Event, Thread
from urllib.parse import urlsplit

from uprcycle.errors import BadInputError, Problem

_SECONDS = 10
_IN_ALL = 30.0
_AGAIN = 1.0
_LONGEST = 500
_NAME = compile_pattern(
    r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?", ASCII
)
_TRANSLATED = ip_network("64:ff9b::/96")
_OF_OURS = (".local", ".localhost", ".internal", ".intranet", ".lan", ".home.arpa", ".onion")


@dataclass(frozen=True, slots=True)
class Target:
    """An address of somebody else, in parts; ``path`` may hold a secret."""

    host: str
    port: int
    path: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of a call: a status, 0 for none; how long the other side wants to rest; and what failed."""

    status: int = 0
    retry_after: str = ""
    failure: str = ""


Opening = Callable[[Target], HTTPConnection]
"""How a connection to a target is made; it is opened by the first request."""


def read_target(address: str) -> Target:
    """Read an address that somebody typed.

    Raises:
        BadInputError: It is none that we call. The error does not repeat it.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or 443
        is_plain = (
            parts.scheme == "https" and not parts.username and not parts.password and not parts.fragment
        )
    except ValueError:
        host, port, is_plain = "", 0, False
    is_short = len(address) <= _LONGEST and address.isascii() and address.isprintable() and " " not in address
    if not (is_plain and is_short and _NAME.fullmatch(host)) or host.endswith(_OF_OURS):
        remedy = "write https://, the name of a server of yours on the internet, and a path"
        raise BadInputError(
            "the address is not called", [Problem("address", "is none that is called", remedy)]
        )
    return Target(host, port, (parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def is_open(address: str) -> bool:
    """Tell whether an IP address is one of the open internet, whatever it is written or wrapped as."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(
        each.is_global and not each.is_multicast and not each.is_reserved for each in _unwrapped(found)
    )


def choose_address(found: Iterable[str]) -> str:
    """Return where to connect to, of all that a name leads to.

    Raises:
        ClosedError: One of them is not of the open internet, or there is none.
    """
    addresses = tuple(found)
    if not addresses or not all(map(is_open, addresses)):
        raise ClosedError
    return addresses[0]


class ClosedError(Exception):
    """A name leads to where nobody from outside should be led."""


class PinnedConnection(HTTPSConnection):
    """Connects to the address that was looked at, and asks there for the certificate of the name."""

    def __init__(self, target: Target) -> None:
        """Make ready for ``target``; nothing is looked up yet."""
        self._secure = ssl.create_default_context()
        super().__init__(target.host, target.port, timeout=_SECONDS, context=self._secure)

    def connect(self) -> None:
        """Look the name up, and connect."""
        found = getaddrinfo(self.host, self.port, AF_UNSPEC, SOCK_STREAM)
        address = choose_address(str(place[0]) for *_, place in found)
        plain = create_connection((address, self.port), _SECONDS)
        self.sock = self._secure.wrap_socket(
            plain, server_hostname=self.host, do_handshake_on_connect=False
        )  # who cuts a call short needs to find it while hands are shaken
        self.sock.do_handshake()


def call(
    target: Target,
    headers: Mapping[str, str],
    body: bytes,
    opening: Opening = PinnedConnection,
    within: float = _IN_ALL,
) -> Heard:
    """Send ``body`` once and return what came of it ``within`` so many seconds; every failure is in there."""
    connection, is_over = opening(target), Event()
    Thread(target=_cut_short, args=(connection, is_over, within), daemon=True).start()
    try:
        connection.request("POST", target.path, body, dict(headers))
        answer = connection.getresponse()
        return Heard(answer.status, answer.headers.get("Retry-After", ""))
    except gaierror:
        return Heard(failure="the name leads nowhere")
    except ClosedError:
        return Heard(failure="the name leads to where nothing is called")
    except ssl.SSLError:
        return Heard(failure="the certificate does not hold")
    except (OSError, HTTPException, ValueError) as error:
        return Heard(failure=type(error).__name__)
    finally:
        is_over.set()
        connection.close()


def _cut_short(connection: HTTPConnection, is_over: Event, within: float) -> None:
    """Cut a call that lasts too long, however far it is, and go on doing so until it is over."""
    while not is_over.wait(within):
        within = _AGAIN
        if connection.sock:
            with suppress(OSError):  # it may end of itself just now
                socket.shutdown(connection.sock, SHUT_RDWR)


def _unwrapped(address: IPv4Address | IPv6Address) -> tuple[IPv4Address | IPv6Address, ...]:
    """Return an address with those that it stands for, by any of the ways to wrap one in another."""
    if isinstance(address, IPv4Address):
        return (address,)
    teredo = address.teredo or ()
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if address in _TRANSLATED:
        return (IPv4Address(int(address) & 0xFFFF_FFFF),)
    return (address, *(each for each in (address.sixtofour, *teredo) if each is not None))
