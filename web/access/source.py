"""What the pages of signing in ask of the installation."""

from typing import Protocol

from uprcycle.access.principal import Principal


class Access(Protocol):
    """Knows who signed in; None is the answer to every token that opens nothing, whatever the reason."""

    def principal(self, token: str) -> Principal | None:
        """Return who signed in by the session of this token, as they are today."""
