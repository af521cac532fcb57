"""Escalating: to whom overdue tasks are passed on, joined from duties, people and the ledger."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import islice

from flows.following import by_mail, told_by_mail
from flows.recipients import absences, recipients
from flows.wiring import Wiring
from notifications.duties import Duties, Duty
from notifications.escalation import (
    Chain,
    Climb,
    Overdue,
    build_chain,
    find_climb,
    plan_escalations,
    unknown_above,
)
from notifications.ladder import Party, load_ladder
from notifications.plan import Nudge
from notifications.told import Said, keys_of
from uprcycle.days.span import GENEVA
from uprcycle.people import Office
from uprcycle.presence import Staffing


class Escalation:
    """What of some duties is passed on to whom, by what the ledger says at each look."""

    def __init__(self, wiring: Wiring, duties: Duties, today: date) -> None:
        """Look at ``duties``; who is above whom is found among all who hold an office on ``today``."""
        ladder = load_ladder()
        self._staffing = Staffing(tuple(map(by_mail, recipients(wiring))), absences(wiring))
        self._chain = build_chain(ladder, self._staffing, told_by_mail(wiring, today))
        self._overdue = Overdue(duties, ladder)
        self._ledger = wiring.store.ledger
        self._today = today

    def owed(self, claimed: AbstractSet[str]) -> tuple[Nudge, ...]:
        """Return to whom what is overdue is passed on today, but for the ``claimed`` keys."""
        late = self._overdue.on(self._today)
        said = Said(self._days(late, self._ledger.keys()))
        return plan_escalations(late, self._chain, said, claimed, self._today)

    def climbs(self) -> Iterator[Climb]:
        """Yield how far each overdue duty was passed on and who is next, the longest over first."""
        late = self._overdue.on(self._today)
        said = Said(self._days(late, self._ledger.keys()))
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
        """Return what plans days to come, each as if what was planned before had been said."""
        return Ahead(self._chain, self._overdue, Said(self._days(self._overdue.all, claimed)), len(claimed))

    def _days(self, duties: Sequence[Duty], claimed: AbstractSet[str]) -> Mapping[str, date]:
        """Return the ``claimed`` keys that speak of ``duties``, each with the day in Geneva of its claim."""
        moments = self._ledger.claimed_at(keys_of(duties, claimed)) if duties else {}
        return {key: moment.astimezone(GENEVA).date() for key, moment in moments.items()}


class Ahead:
    """Plans days to come, in their order, each as if what was planned before had been said."""

    def __init__(self, chain: Chain, overdue: Overdue, said: Said, known: int) -> None:
        """Begin with what was ``said``; of the keys that follow, so many are ``known`` by it."""
        self._chain = chain
        self._overdue = overdue
        self._said = said
        self._known = known

    def owed(self, said: Mapping[str, date], day: date) -> tuple[Nudge, ...]:
        """Return to whom what is overdue on ``day`` is passed on; ``said`` only grows from call to call."""
        self._said.add(dict(islice(said.items(), self._known, None)))
        self._known = len(said)
        return plan_escalations(self._overdue.on(day), self._chain, self._said, said.keys(), day)
