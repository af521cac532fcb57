"""The key to a feed that is not public: who has the address may read it, so nobody may guess it."""

import secrets

from uprcycle.tokens import digest_of, draw_token

__all__ = ["PREFIX", "digest_of", "feed_path", "make_id", "make_token"]

PREFIX = "uprfeed-"
"""How every token of a feed begins."""

_ID_BYTES = 4


def make_token() -> str:
    """Draw a new token of a feed."""
    return draw_token(PREFIX)


def make_id() -> str:
    """Draw a name for a subscription; it opens nothing."""
    return f"s{secrets.token_hex(_ID_BYTES)}"


def feed_path(token: str) -> str:
    """Return the path under which the feed of a token is served."""
    return f"/feeds/my/{token}.ics"
