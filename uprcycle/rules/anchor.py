"""The dates that other dates hang on."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

_MILESTONE = "milestone "


class Anchor(StrEnum):
    """The points of a review that rules count from, in the words of the rule files."""

    CYCLE_START = "cycle start"
    REVIEW = "review"
    SESSION_START = "session start"
    SESSION_END = "session end"
    SUBMISSION_DEADLINE = "submission deadline"
    COUNCIL_ADOPTION = "council adoption"
    MIDPOINT = "midpoint"
    NEXT_REVIEW = "next review"


@dataclass(frozen=True, slots=True)
class OtherMilestone:
    """Another milestone of the same review, written ``milestone national-report``."""

    id: str

    def __str__(self) -> str:
        """Return the text that :func:`read_anchor` reads back."""
        return f"{_MILESTONE}{self.id}"


AnyAnchor: TypeAlias = Anchor | OtherMilestone


def read_anchor(text: str) -> AnyAnchor:
    """Read the name of an anchor, or ``milestone`` and the id of a rule.

    Raises:
        ValueError: It is neither.
    """
    if text.startswith(_MILESTONE):
        return OtherMilestone(text.removeprefix(_MILESTONE))
    return Anchor(text)


MILESTONE_OF: dict[AnyAnchor, str] = {
    Anchor.CYCLE_START: "cycle-start",
    Anchor.REVIEW: "working-group-review",
    Anchor.SESSION_START: "session-start",
    Anchor.SESSION_END: "session-end",
    Anchor.SUBMISSION_DEADLINE: "stakeholder-submission-deadline",
    Anchor.COUNCIL_ADOPTION: "hrc-adoption",
    Anchor.MIDPOINT: "midpoint",
    Anchor.NEXT_REVIEW: "next-review",
}
"""The milestone that *is* each anchor, and under whose id its date is published."""
