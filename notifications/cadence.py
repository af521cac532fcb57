"""On which days to speak of a due day, and which of them is owed on a given day.

A cadence knows nothing of people, messages or what was sent. Weekends never move an
official deadline; they move the day on which we speak of it, to the last working day before.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from uprcycle.days.workdays import Roll, WorkingDays

NEAR = timedelta(days=7)
"""What is due so soon is urgent."""

_OPENING = "window-opens"


@dataclass(frozen=True, slots=True)
class Term:
    """What a cadence counts from.

    ``due`` is the day by which the work is safely done. ``over`` is the last day on which it
    may still be in time; it lies after ``due`` where the date is only known roughly. ``opens`` is
    the first day of a window, None where there is none. Nobody is written to more than ``ahead``
    days before it is due; None sets no bound.
    """

    due: date
    over: date
    is_pressing: bool = True
    ahead: int | None = None
    opens: date | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """One occasion to speak: from ``day`` until the next stage, but not after ``until``.

    ``name`` belongs to the key of a nudge and therefore never changes. It ``is_near`` where it
    belongs to the last days before the due day, whatever weekend brought it forward. What
    ``is_calm`` waits for the digest of the week however near the day is.
    """

    name: str
    day: date
    until: date
    is_overdue: bool = False
    is_near: bool = False
    is_calm: bool = False

    @property
    def occasion(self) -> str:
        """Its name without what tells two offices apart."""
        return self.name.partition("~")[0]

    @property
    def is_opening(self) -> bool:
        """Whether it tells that a window has opened, which stays true while the window lasts."""
        return self.name == _OPENING


@dataclass(frozen=True, slots=True)
class Cadence:
    """The rhythm: calendar days before the due day, working days after it while still open.

    ``opening`` adds the first day of a window that opens before all of them. What ``is_once`` has the
    first of these occasions alone; what ``is_calm`` is told in digests only. ``patience`` bounds how late an
    overdue reminder may come; what has been over for longer is shown on pages and nobody is written to.
    """

    before: tuple[int, ...] = (90, 30, 14, 7, 1, 0)
    after: tuple[int, ...] = (2, 7)
    patience: timedelta = timedelta(days=30)
    opening: bool = False
    is_once: bool = False
    is_calm: bool = False

    def plan_stages(self, term: Term, office: WorkingDays) -> tuple[Stage, ...]:
        """Return the stages of ``term`` by day; of two on one day, the nearer to the due day is last."""
        ahead = tuple(self._ahead(term, office))
        if self.is_once:
            return ahead[:1]
        if not term.is_pressing:
            return ahead
        return (*ahead, *(self._late(count, term, office) for count in sorted(self.after)))

    def _ahead(self, term: Term, office: WorkingDays) -> Iterator[Stage]:
        counts = self._counts(term.ahead)
        opens = self._opens(term)
        if opens is not None and (not counts or opens < term.due - timedelta(days=counts[0])):
            yield Stage(_OPENING, office.roll(opens, Roll.PRECEDING), term.over, is_calm=self.is_calm)
        for count in counts:
            name = f"{count}-days-before" if count else "on-the-day"
            distance = timedelta(days=count)
            day = office.roll(term.due - distance, Roll.PRECEDING)
            yield Stage(name, day, term.over, is_near=distance <= NEAR, is_calm=self.is_calm)

    def _counts(self, most: int | None) -> list[int]:
        """Return the days before, the first to come first; what recurs too soon for all has its bound."""
        if most is None:
            return sorted(self.before, reverse=True)
        within = [each for each in self.before if each <= most]
        return sorted(within, reverse=True) if within or not self.before else [most]

    def _opens(self, term: Term) -> date | None:
        if not self.opening or term.opens is None:
            return None
        earliest = date.min if term.ahead is None else term.due - timedelta(days=term.ahead)
        return max(term.opens, earliest)

    def _late(self, count: int, term: Term, office: WorkingDays) -> Stage:
        name = f"{count}-working-days-after"
        day, until = office.shift(term.over, count), term.over + self.patience
        return Stage(name, day, until, is_overdue=True, is_calm=self.is_calm)


DEFAULT = Cadence()


def stage_on(stages: Iterable[Stage], today: date) -> Stage | None:
    """Return the stage owed on ``today``: the latest that has come, unless its time is over.

    A run that comes late thus finds the nearest missed stage and never the backlog.

    Args:
        stages: The stages of one term, in the order of :meth:`Cadence.plan_stages`.
        today: The civil day in Geneva. The caller reads the clock.
    """
    latest = None
    for stage in stages:
        if stage.day > today:
            break
        latest = stage
    return latest if latest and today <= latest.until else None
