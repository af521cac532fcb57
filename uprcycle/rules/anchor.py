"""The dates that other dates hang on."""

from enum import StrEnum


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


MILESTONE_OF = {
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
