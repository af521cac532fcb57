"""Which phases reviews were seen to have entered, as the rest of uprcycle sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from uprcycle.reviews.phases import Phase


@dataclass(frozen=True, slots=True)
class Passage:
    """A review entered ``phase``, whose first day was ``opened`` when that was noted at ``at``."""

    country: str
    cycle: int
    phase: Phase
    opened: date
    at: datetime

    @property
    def key(self) -> tuple[str, int, Phase]:
        """What is noted once: the review and the phase, whatever becomes of its day."""
        return self.country, self.cycle, self.phase


class Passages(Protocol):
    """The phases that reviews entered; none is ever removed, and none leaves a row in the audit trail."""

    def note(self, passages: Iterable[Passage]) -> tuple[Passage, ...]:
        """Keep those of a review and phase that was not noted before, and return them in order."""

    def all(self) -> tuple[Passage, ...]:
        """Return every passage, by country, cycle and phase."""
