"""What a person answered of a task that is for them alone: later, or not mine.

A task stays open for its office either way; only who is told of it, and when, hangs on a pause.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class PauseKind(StrEnum):
    """Why somebody is not told of a task of theirs; what they put off was overdue already."""

    SNOOZED = "snoozed"
    PUT_OFF = "put-off"
    NOT_MINE = "not-mine"


@dataclass(frozen=True, slots=True)
class Pause:
    """A person is not told of a task of their office: until a day, or not any more.

    ``day`` is the one on which a task is spoken of again, or on which a task was given back to
    the office. ``number`` is 0 until the store gives one; ``lifted_at`` is None while the pause
    stands. Moments are UTC.
    """

    country: str
    cycle: int
    task: str
    office: str
    person: str
    kind: PauseKind
    day: date
    at: datetime
    number: int = 0
    lifted_at: datetime | None = None

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return self.lifted_at is None

    def is_of(self, task: str, office: str) -> bool:
        """Tell whether it is about a task of an office in the review of its own."""
        return (self.task, self.office) == (task, office)


def handed_back(pauses: Iterable[Pause]) -> frozenset[str]:
    """Return the ids of those who said that a task is not theirs."""
    return frozenset(each.person for each in pauses if each.stands and each.kind is PauseKind.NOT_MINE)
