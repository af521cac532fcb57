"""What people chose for themselves, as the rest of uprcycle sees it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from uprcycle.preferences import Preferences


class PeoplesPreferences(Protocol):
    """What each person chose, apart from what a file of people says of them."""

    def of(self, person_id: str) -> Preferences:
        """Return the choices of a person; empty ones where they made none."""

    def all(self) -> Mapping[str, Preferences]:
        """Return the choices of everybody who ever made one, by their id and in its order."""

    def choose(
        self,
        person_id: str,
        change: Callable[[Preferences], Preferences],
        *,
        by: str,
        at: datetime,
    ) -> Preferences:
        """Keep what ``change`` makes of the choices of a person, and return it.

        It sees what is kept in the transaction that writes. Nothing is written where it changes nothing.

        Raises:
            RefusedError: Nobody of this id is known.
        """
