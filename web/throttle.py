"""How often one network may ask for what costs us or helps a guesser, in a minute.

Only the network counts, the /24 or /64 of an address, and only as a digest under a salt that
this process made when it started: nothing here can be turned back into an address. Each
process counts for itself.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from ipaddress import ip_address

from fastapi import Request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

MISSES, COMPARISONS, ASKING = 30, 30, 10
"""How many wrong tokens, comparisons of releases and links to sign in a network may ask for in a minute."""

CALLS = 300
"""How many requests one key may make in a minute."""

WINDOW_SECONDS = 60

_PREFIXES = {4: 3, 6: 8}  # octets: /24 and /64, which is what one subscriber is given


class TooManyError(Exception):
    """A network asked too often; it may ask again in so many ``seconds``."""

    def __init__(self, seconds: int = WINDOW_SECONDS) -> None:
        """Say when to ask again."""
        super().__init__(f"ask again in {seconds} seconds")
        self.seconds = seconds


class Throttle:
    """Counts what networks ask for. Threads may share it."""

    def __init__(self, most: int) -> None:
        """Let each network ask ``most`` times a minute."""
        self._limit = RateLimitItemPerMinute(most)
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._salt = secrets.token_bytes(32)

    def count(self, request: Request) -> None:
        """Count one request.

        Raises:
            TooManyError: Its network has asked too often in this minute.
        """
        self.count_name(self.key(request.client.host if request.client else ""))

    def count_name(self, name: str) -> None:
        """Count one request under a name that stands for no network.

        Raises:
            TooManyError: It was named too often in this minute.
        """
        if not self._limiter.hit(self._limit, name):
            raise TooManyError

    def key(self, address: str) -> str:
        """Return under which name the network of ``address`` is counted."""
        return hashlib.blake2b(network_of(address), key=self._salt, digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Throttles:
    """All that is counted by one application."""

    misses: Throttle = field(default_factory=lambda: Throttle(MISSES))
    comparisons: Throttle = field(default_factory=lambda: Throttle(COMPARISONS))
    asking: Throttle = field(default_factory=lambda: Throttle(ASKING))
    calls: Throttle = field(default_factory=lambda: Throttle(CALLS))


def throttles_of(request: Request) -> Throttles:
    """Return what the application of ``request`` counts."""
    throttles: Throttles = request.app.state.throttles
    return throttles


def network_of(address: str) -> bytes:
    """Return the network that ``address`` lies in; all that is no address is one network."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return b""
    mapped = getattr(found, "ipv4_mapped", None)
    found = mapped or found
    return found.packed[: _PREFIXES[found.version]]
