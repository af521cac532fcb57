"""Which phases reviews were seen to have entered, as the rest of uprcycle sees it."""

from collections.abc import Iterable
from typing import Protocol

from uprcycle.store.kept import Passage


class Passages(Protocol):
    """The phases that reviews entered; none is ever removed, and none leaves a row in the audit trail."""

    def note(self, passages: Iterable[Passage]) -> tuple[Passage, ...]:
        """Keep those of a review and phase that was not noted before, and return them in order."""

    def all(self) -> tuple[Passage, ...]:
        """Return every passage, by country, cycle and phase."""
