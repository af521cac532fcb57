"""Sealing by Fernet: the one door to cryptography. It knows of keys, and not where they come from."""

import hashlib
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class FernetSeal:
    """Seals with the first of its keys and opens with any of them."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Take ``keys``, of which there is at least one, each as :func:`make_key` returns it."""
        self._first = Fernet(keys[0])
        self._all = MultiFernet([Fernet(each) for each in keys])

    def seal(self, value: bytes) -> bytes:
        """Return ``value`` so that nobody reads or changes it without a key."""
        return self._first.encrypt(value)

    def open(self, sealed: bytes) -> bytes | None:
        """Return what was sealed; None where no key opens it, or where somebody changed it."""
        try:
            return self._all.decrypt(sealed)
        except InvalidToken:
            return None

    def renewed(self, sealed: bytes) -> bytes | None:
        """Return ``sealed`` under the first key; None where it is already, or where no key opens it."""
        if self.is_current(sealed):
            return None
        opened = self.open(sealed)
        return None if opened is None else self.seal(opened)

    def is_current(self, sealed: bytes) -> bool:
        """Tell whether the first key opens ``sealed``."""
        try:
            self._first.decrypt(sealed)
        except InvalidToken:
            return False
        return True


def make_key() -> str:
    """Draw a new key."""
    return Fernet.generate_key().decode()


def name_of(key: str) -> str:
    """Return by what a key is known where it must not be shown."""
    return hashlib.sha256(key.encode()).hexdigest()[:8]
