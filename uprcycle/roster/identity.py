"""The opaque id of a person, from the address alone.

The same address always gives the same id, so loading a file twice changes nothing. The id is a
pseudonym: whoever has a list of addresses can compute their ids, but no id gives its address.
"""

import hashlib

_LENGTH = 16


def person_id(address: str) -> str:
    """Return the id of ``address``, whatever its letter case."""
    digest = hashlib.sha256(address.strip().casefold().encode("utf-8", "surrogatepass"))
    return f"p{digest.hexdigest()[:_LENGTH]}"
