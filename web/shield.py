"""What holds for every answer: strict headers, HEAD, and no traceback for anybody.

Written as plain ASGI layers, because they must also stand around what the framework answers
by itself, from a refused host to an error nobody expected.
"""

import logging
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from uprcycle.errors import places_of

_LOG = logging.getLogger("uprcycle.web")

STRICT_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_POLICY = "Content-Security-Policy"
SANDBOXED = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""The only other policy, for a message shown as its reader sees it: it lays itself out, and that is all."""
HSTS = "max-age=31536000; includeSubDomains"


def strict_headers(*, is_secure: bool) -> Mapping[str, str]:
    """Return the security headers of every answer; HSTS only where the site is reached by https."""
    return {**STRICT_HEADERS, **({"Strict-Transport-Security": HSTS} if is_secure else {})}


class StrictHeaders:
    """Puts the security headers on every answer."""

    def __init__(self, app: ASGIApp, *, is_secure: bool) -> None:
        """Wrap ``app``."""
        self.app = app
        self.headers = strict_headers(is_secure=is_secure)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to what comes back."""

        async def send_strictly(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_sandboxed = headers.get(_POLICY) == SANDBOXED
                for name, value in self.headers.items():
                    headers[name] = SANDBOXED if is_sandboxed and name == _POLICY else value
            await send(message)

        await self.app(scope, receive, send_strictly)


class KnownHosts:
    """Refuses what was sent to a host that is not ours, before anything of it is read."""

    def __init__(self, app: ASGIApp, *, hosts: Collection[str], refusal: Callable[[Scope], ASGIApp]) -> None:
        """Wrap ``app``; ``hosts`` are our names without port, ``*`` any; ``refusal`` makes the answer."""
        self.app = app
        self.hosts = frozenset(hosts)
        self.refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on if it was sent to us."""
        is_ours = scope["type"] != "http" or is_known(dict(scope["headers"]).get(b"host", b""), self.hosts)
        await (self.app if is_ours else self.refusal(scope))(scope, receive, send)


def is_known(header: bytes, hosts: Collection[str]) -> bool:
    """Tell whether a host, whatever its port, is among ``hosts``."""
    return "*" in hosts or _host_of(header) in hosts


@lru_cache(maxsize=256)
def _host_of(header: bytes) -> str:
    host, _, port = header.decode("latin-1").lower().rpartition(":")
    return host if port.isdecimal() else header.decode("latin-1").lower()


class HeadAsGet:
    """Answers HEAD as GET without the body, since FastAPI's GET routes refuse HEAD."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass HEAD on as GET and drop the body, keeping its length."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            if message["type"] == "http.response.body":
                if message.get("more_body", False):
                    return
                message = {"type": "http.response.body", "body": b"", "more_body": False}
            await send(message)

        await self.app({**scope, "method": "GET"}, receive, send_head)


class CutShortError(Exception):
    """An answer that had begun when something failed: all that is left is to end the connection."""


class Shelter:
    """Turns an error nobody expected into a plain page; the log keeps its kind and its places alone."""

    def __init__(self, app: ASGIApp, *, apology: Callable[[Scope], ASGIApp]) -> None:
        """Wrap ``app``; ``apology`` makes the answer for the request that failed."""
        self.app = app
        self.apology = apology

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; apologise unless the answer had already begun.

        Raises:
            CutShortError: It had; the server ends the connection.
        """
        begun = False

        async def send_noting(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        except Exception as fault:  # noqa: BLE001 - nobody else may see it
            # The path may hold a token; the route's own template never does.
            route = getattr(scope.get("route"), "path", "no route")
            places = " > ".join(places_of(fault))
            _LOG.error("a request to %s failed: %s in %s", route, type(fault).__name__, places)
        else:
            return
        # Raised out here it does not bear the fault along as its context, which a server would log.
        if begun:
            raise CutShortError
        await self.apology(scope)(scope, receive, send)
