"""Signing in: who opened which session, and what they are today."""

from flows.installation.wiring import Wiring
from uprcycle.access.principal import Principal


class SigningIn:
    """Knows who signed in to one installation."""

    def __init__(self, wiring: Wiring) -> None:
        """Look in the store of ``wiring``."""
        self._wiring = wiring

    def principal(self, token: str) -> Principal | None:
        """Return who signed in by the session of this token."""
        del token
        return None
