"""Tokens: who shows one may do what it opens, so nobody may guess it and only its digest is kept.

A token says nothing of whom it is for and cannot be told from any other of its prefix; what it
opens is looked up each time it is shown.
"""

import hashlib
import secrets

_BYTES = 32


def draw_token(prefix: str) -> str:
    """Draw a new token: 256 bits that are fit for the path of an address.

    The prefix lets programs that search for leaked keys know one.
    """
    return f"{prefix}{secrets.token_urlsafe(_BYTES)}"


def digest_of(token: str) -> str:
    """Return the SHA-256 of any text in hex, whether it is a token or not."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
