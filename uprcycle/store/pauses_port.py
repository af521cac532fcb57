"""Who is not told of a task for a while, as the rest of uprcycle sees it."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from uprcycle.checklist.pause import Pause


class Pauses(Protocol):
    """What people answered for themselves alone; of a person on a task of an office at most one stands."""

    def add(self, pause: Pause) -> Pause:
        """Keep ``pause`` in the place of the one that stands, and return it with its number."""

    def lift(self, number: int, *, at: datetime) -> Pause:
        """Take a pause back and return it.

        Raises:
            RefusedError: There is none of this number, or it was taken back before.
        """

    def of(self, country: str, cycle: int) -> tuple[Pause, ...]:
        """Return every pause of one review, those that were taken back among them, by number."""

    def standing(self) -> tuple[Pause, ...]:
        """Return every pause of any review that was not taken back, by number."""

    def all(self) -> tuple[Pause, ...]:
        """Return every pause of any review, those that were taken back among them, by number."""

    def forget(self, numbers: Collection[int]) -> int:
        """Forget pauses for good and return how many of ``numbers`` there were."""
