"""All milestones of one review, in order of time."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from uprcycle.days.span import Unknown
from uprcycle.reviews.phases import Phase, phase_on
from uprcycle.reviews.review import Review
from uprcycle.timetable.milestone import Milestone
from uprcycle.visibility import Audience, may_see


@dataclass(frozen=True)
class Timetable:
    """The milestones of a review by first day, then last day, then rulebook order; unknown last.

    ``openings`` holds the first day of each phase whose day is known, ``facts`` what is known of
    the State and decides which rules are meant for it. ``date_actions`` finds the
    actions when they are asked for: they are many, and feeds and plans do without them.
    """

    review: Review
    milestones: tuple[Milestone, ...]
    openings: Mapping[Phase, date]
    date_actions: Callable[[], tuple[Milestone, ...]] = field(default=tuple, repr=False, compare=False)
    facts: Mapping[str, bool] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def actions(self) -> tuple[Milestone, ...]:
        """What is dated in the same way and order but is a task only, in no timetable that is shown."""
        return self.date_actions()

    @property
    def country(self) -> str:
        """The ISO code of the State under review."""
        return self.review.country

    @property
    def cycle(self) -> int:
        """The number of the cycle."""
        return self.review.cycle

    def milestone(self, milestone_id: str) -> Milestone | None:
        """Return the milestone of this id, or None where no rule that applies has it."""
        return next((each for each in self.milestones if each.id == milestone_id), None)

    def phase(self, today: date) -> Phase | None:
        """Return the phase on ``today``; None before the first or where no day is known."""
        return phase_on(self.openings, today)

    def seen_by(self, audience: Audience) -> tuple[Milestone, ...]:
        """Return the milestones that ``audience`` may see, in order."""
        return tuple(each for each in self.milestones if may_see(audience, each.rule.visibility))

    def next_due(self, today: date) -> tuple[Milestone, ...]:
        """Return the milestones that are not over on ``today``, nearest end first."""
        ahead = (each for each in known(self.milestones) if order_of(each)[1] >= today)
        return tuple(sorted(ahead, key=lambda each: order_of(each)[1]))


def known(milestones: Iterable[Milestone]) -> tuple[Milestone, ...]:
    """Return those milestones that have a date, in the same order."""
    return tuple(each for each in milestones if each.is_known)


def order_of(milestone: Milestone) -> tuple[date, date]:
    """Return the key that sorts milestones by time, unknown ones last."""
    if isinstance(milestone.span, Unknown):
        return date.max, date.max
    return milestone.span.first, milestone.span.last
