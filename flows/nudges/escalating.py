"""Escalating: to whom overdue tasks are passed on, joined from duties, people and the ledger."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import islice

from flows.feeds.following import by_mail, told_by_mail
from flows.installation.wiring import Wiring
from flows.offices.recipients import absences, recipients, written_to
from notifications.duties import Duties, Duty
from notifications.escalation import (
    Climb,
    Overdue,
    build_chain,
    find_climb,
    may_reach_desk,
    plan_escalations,
    sits_at,
    unknown_above,
)
from notifications.ladder import Ladder, Party, load_ladder
from notifications.plan import Nudge
from notifications.told import Said, keys_of
from uprcycle.days.span import GENEVA, Days, Unknown
from uprcycle.people import Assignment, Office
from uprcycle.presence import Staffing
from uprcycle.timetable.timetable import Timetable


class Escalation:
    """What of some duties is passed on to whom, by what the ledger says at each look."""

    def __init__(
        self, wiring: Wiring, duties: Duties, today: date, among: Iterable[Assignment] | None = None
    ) -> None:
        """Look at ``duties``; who is above whom on ``today`` is found ``among`` all of their States.

        By default that is everybody who holds an office.
        """
        ladder, people = load_ladder(), recipients(wiring) if among is None else among
        self._staffing = Staffing(tuple(map(by_mail, people)), absences(wiring))
        self._chain = build_chain(ladder, self._staffing, told_by_mail(wiring, today))
        self._overdue = Overdue(duties, ladder)
        self._is_written_to = written_to(wiring)
        self._ledger = wiring.store.ledger
        self._today = today

    def is_told(self, nudge: Nudge) -> bool:
        """Tell whether a nudge is said in a message, or is left to a calendar, or reaches nobody."""
        return self._chain.is_told(nudge)

    def owed(self, claimed: AbstractSet[str]) -> tuple[Nudge, ...]:
        """Return to whom what is overdue is passed on today, but for the ``claimed`` keys."""
        said = self._said(self._overdue.on(self._today), self._ledger.keys())
        return self.owed_on(self._today, said, claimed)

    def owed_on(self, day: date, said: Said, claimed: AbstractSet[str]) -> tuple[Nudge, ...]:
        """Return to whom what is overdue on ``day`` is passed on, by what was ``said`` before."""
        planned = plan_escalations(self._overdue.on(day), self._chain, said, claimed, day)
        return tuple(filter(self._is_written_to, planned))

    def climbs(self) -> Iterator[Climb]:
        """Yield how far each overdue duty was passed on and who is next, the longest over first."""
        late = self._overdue.on(self._today)
        said = self._said(late, self._ledger.keys())
        found = (find_climb(duty, self._chain, said, self._today) for duty in late)
        return (each for each in found if each)

    def gaps(self) -> Iterator[tuple[Office, tuple[Party, ...]]]:
        """Yield the offices above which somebody is unknown today, with the steps so passed over."""
        for held in self._staffing.by_office().values():
            if any(each.holds_on(self._today) for each in held.assignments):
                unknown = unknown_above(held, self._chain, self._today)
                if unknown:
                    yield held.assignments[0].office, unknown

    def ahead(self, claimed: AbstractSet[str]) -> "Ahead":
        """Return what plans days to come; the first of the keys that it is given are those ``claimed``."""
        return Ahead(self, self._said(self._overdue.all, claimed), len(claimed))

    def _said(self, duties: Sequence[Duty], claimed: Iterable[str]) -> Said:
        """Return what the ``claimed`` keys say of ``duties``, with the days in Geneva of the claims."""
        moments = self._ledger.claimed_at(keys_of(duties, claimed)) if duties else {}
        return Said({key: moment.astimezone(GENEVA).date() for key, moment in moments.items()})


class Ahead:
    """Plans days to come, in their order, each as if what was planned before had been said."""

    def __init__(self, escalation: Escalation, said: Said, known: int) -> None:
        """Begin with what was ``said``, which tells of so many of the keys that follow."""
        self._escalation = escalation
        self._said = said
        self._known = known

    def owed(self, said: Mapping[str, date], day: date) -> tuple[Nudge, ...]:
        """Return to whom what is overdue on ``day`` is passed on; ``said`` only grows from call to call."""
        self._said.add(dict(islice(said.items(), self._known, None)))
        self._known = len(said)
        return self._escalation.owed_on(day, self._said, said.keys())


def below_desk(wiring: Wiring, everybody: Sequence[Assignment], person: str, days: Days) -> list[Assignment]:
    """Return who holds the offices from which something may be passed on to somebody at a desk.

    Empty for whoever sits at none, and for States in which nothing that may be passed on is over in the days
    before or within ``days``: of most, nothing is.
    """
    ladder, world = load_ladder(), wiring.world()
    desks = {each.office.country for each in everybody if each.person.id == person and sits_at(each, ladder)}
    due = {
        each for each in desks & world.running.keys() if _may_climb_in(world.timetable(each), ladder, days)
    }
    return [each for each in everybody if each.office.country in due and each.office.is_un]


def _may_climb_in(timetable: Timetable, ladder: Ladder, days: Days) -> bool:
    return any(
        not isinstance(each.span, Unknown)
        and days.first - ladder.patience <= each.span.last <= days.last
        and may_reach_desk(each, ladder)
        for each in (*timetable.milestones, *timetable.actions)
    )
