"""The nine phases of a review, derived from days and never typed by hand."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum


class Phase(StrEnum):
    """The path of a State through one cycle, in order."""

    PREPARATION = "preparation"
    SUBMISSIONS = "submissions"
    PRE_SESSION = "pre-session"
    REVIEW = "review"
    OUTCOME = "outcome"
    ADOPTION = "adoption"
    FOLLOW_UP = "follow-up"
    MID_TERM = "mid-term"
    NEXT_CYCLE = "next-cycle"


def phase_on(openings: Mapping[Phase, date], day: date) -> Phase | None:
    """Return the latest phase that is open on ``day``; None before the first one.

    Args:
        openings: The first day of each phase whose day is known.
        day: The civil day in Geneva. The caller reads the clock.
    """
    opened = [phase for phase in Phase if phase in openings and openings[phase] <= day]
    return opened[-1] if opened else None
