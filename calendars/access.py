"""The key to a feed that is not public: who has the address may read it, so nobody may guess it.

Only the digest of a token is kept. A token says nothing of whom it is for and cannot be told
from any other; what it opens is looked up each time it is shown.
"""

import hashlib
import secrets

PREFIX = "uprfeed-"
"""How every token begins, so that programs that search for leaked keys can know one."""

_BYTES = 32
_ID_BYTES = 4


def make_token() -> str:
    """Draw a new token: 256 bits that are fit for the path of an address."""
    return f"{PREFIX}{secrets.token_urlsafe(_BYTES)}"


def make_id() -> str:
    """Draw a name for a subscription; it opens nothing."""
    return f"s{secrets.token_hex(_ID_BYTES)}"


def digest_of(token: str) -> str:
    """Return the SHA-256 of any text in hex, whether it is a token or not."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def feed_path(token: str) -> str:
    """Return the path under which the feed of a token is served."""
    return f"/feeds/my/{token}.ics"
