"""On which days to speak of a due day, and which of them is owed on a given day.

A cadence knows nothing of people, messages or what was sent. Weekends never move an
official deadline; they move the day on which we speak of it, to the last working day before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from uprcycle.days.workdays import Roll, WorkingDays

NEAR = timedelta(days=7)
"""What is due so soon is urgent."""


@dataclass(frozen=True, slots=True)
class Term:
    """What a cadence counts from.

    ``due`` is the day by which the work is safely done. ``over`` is the last day on which it
    may still be in time; it lies after ``due`` where the date is only known roughly. Nobody is
    written to more than ``ahead`` days before it is due; None sets no bound.
    """

    due: date
    over: date
    is_pressing: bool = True
    ahead: int | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """One occasion to speak: from ``day`` until the next stage, but not after ``until``.

    ``name`` belongs to the key of a nudge and therefore never changes. It ``is_near`` where it
    belongs to the last days before the due day, whatever weekend brought it forward.
    """

    name: str
    day: date
    until: date
    is_overdue: bool = False
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class Cadence:
    """The rhythm: calendar days before the due day, working days after it while still open.

    ``patience`` bounds how late an overdue reminder may come; what has been over for longer is
    shown on pages and nobody is written to.
    """

    before: tuple[int, ...] = (90, 30, 14, 7, 1, 0)
    after: tuple[int, ...] = (2, 7)
    patience: timedelta = timedelta(days=30)

    def plan_stages(self, term: Term, office: WorkingDays) -> tuple[Stage, ...]:
        """Return the stages of ``term`` by day; of two on one day, the nearer to the due day is last."""
        most = max(self.before, default=0) if term.ahead is None else term.ahead
        counts = sorted((each for each in self.before if each <= most), reverse=True)
        ahead = (_ahead(count, term, office) for count in counts)
        if not term.is_pressing:
            return tuple(ahead)
        late = (self._late(count, term, office) for count in sorted(self.after))
        return (*ahead, *late)

    def _late(self, count: int, term: Term, office: WorkingDays) -> Stage:
        name = f"{count}-working-days-after"
        return Stage(name, office.shift(term.over, count), term.over + self.patience, is_overdue=True)


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


def _ahead(count: int, term: Term, office: WorkingDays) -> Stage:
    day = office.roll(term.due - timedelta(days=count), Roll.PRECEDING)
    name = f"{count}-days-before" if count else "on-the-day"
    return Stage(name, day, term.over, is_near=timedelta(days=count) <= NEAR)
