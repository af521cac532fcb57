"""A date set by hand: who set it, why, from which release on, and how it is laid over the others.

An override is a record and never an edit: schedule and rules stay as they were and still say
what they say. It counts from the release after it was set until the one after it was lifted,
so every release makes the same timetables for ever (decision 0014).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from uprcycle.citation import Citation
from uprcycle.days.span import Span, Status
from uprcycle.reviews.review import Review
from uprcycle.rules.rule import Rule
from uprcycle.schedule.release import Release
from uprcycle.schedule.session import Published
from uprcycle.timetable.find import find_published
from uprcycle.timetable.milestone import Finding, Step, StepKind

_OF_THE_SCHEDULE = {StepKind.PUBLISHED, StepKind.IN_SESSION, StepKind.IN_COUNCIL}


@dataclass(frozen=True, slots=True)
class Aim:
    """What an override is of: a milestone of one State in one cycle, or of all States of a session."""

    milestone: str
    country: str = ""
    cycle: int = 0
    session: int = 0

    def __post_init__(self) -> None:
        """Refuse an aim at both, at neither, or at a State in no cycle."""
        if bool(self.country) is bool(self.session) or bool(self.country) is not bool(self.cycle):
            raise ValueError("an override is of a State in a cycle or of a session")

    def covers(self, review: Review) -> bool:
        """Tell whether the milestone of ``review`` is meant."""
        if self.country:
            return (self.country, self.cycle) == (review.country, review.cycle)
        return self.session == review.slot.session

    def __str__(self) -> str:
        """Return ``KEN 4 hrc-adoption`` or ``session 51 hrc-adoption``."""
        of = f"{self.country} {self.cycle}" if self.country else f"session {self.session}"
        return f"{of} {self.milestone}"


@dataclass(frozen=True, slots=True)
class Lift:
    """Who took an override back, when, and the first release without it."""

    by: str
    at: datetime
    release: int


@dataclass(frozen=True, slots=True)
class Override:
    """A date set by hand.

    ``expires`` is the last day of a release in which it counts. ``confirmed_by`` is the second
    person, where a released deadline became earlier. ``number`` and ``release``, the first
    release with it, are 0 until a store has kept it.
    """

    aim: Aim
    span: Span
    status: Status
    reason: str
    source: str
    by: str
    at: datetime
    expires: date | None = None
    confirmed_by: str = ""
    number: int = 0
    release: int = 0
    lift: Lift | None = None

    def __post_init__(self) -> None:
        """Refuse what has no author, reason or source, or takes a date back instead of setting one."""
        if not all(each.strip() for each in (self.by, self.reason, self.source)):
            raise ValueError("an override needs an author, a reason and a source")
        if self.status is Status.WITHDRAWN:
            raise ValueError("an override sets a date; what is withdrawn is withdrawn in the schedule")

    def counts_in(self, release: Release) -> bool:
        """Tell whether ``release`` was made with it: set before, not lifted before, not expired then."""
        lifted = self.lift is not None and self.lift.release <= release.number
        expired = self.expires is not None and self.expires < release.at.date()
        return self.release <= release.number and not lifted and not expired


def in_force(overrides: Iterable[Override], release: Release) -> tuple[Override, ...]:
    """Return the overrides with which ``release`` was made, in the order given."""
    return tuple(each for each in overrides if each.counts_in(release))


def overrides_of(review: Review, overrides: Iterable[Override]) -> dict[str, Override]:
    """Return those of ``review`` by milestone id: its own before its session's, then the later one."""
    mine = [each for each in overrides if each.aim.covers(review)]
    mine.sort(key=lambda each: (bool(each.aim.country), each.number))
    return {each.aim.milestone: each for each in mine}


def find_overridden(override: Override, unaided: Finding, rule: Rule | None, anchor: str = "") -> Finding:
    """Take a date set by hand as it stands; what the schedule says without it stays as the last step.

    The rule's hour ends a day that was set without one, as it ends a published day.
    """
    source = Citation(override.source)
    date_set = Published(override.span, override.status, source, note=override.reason)
    found = find_published(date_set, rule, anchor)
    first, *others = found.steps
    set_by_hand = replace(first, kind=StepKind.OVERRIDE)
    return replace(found, steps=(set_by_hand, *others, *_schedule_says(unaided, anchor)))


def _schedule_says(unaided: Finding, anchor: str) -> tuple[Step, ...]:
    if unaided.steps[0].kind not in _OF_THE_SCHEDULE:
        return ()
    return (Step(StepKind.SCHEDULE_SAYS, unaided.span, anchor, citation=unaided.citation),)
