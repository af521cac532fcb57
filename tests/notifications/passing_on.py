"""A few people above one another, and an installation of them that remembers what it said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from notifications.duties import Duties, build_duties
from notifications.escalation import Chain, Overdue, build_chain, plan_escalations
from notifications.ladder import load_ladder
from notifications.plan import Nudge, plan_nudges
from notifications.told import Said
from tests.notifications.build import MONDAY, holds, office, person
from uprcycle.checklist.pause import Pause
from uprcycle.checklist.task import Task
from uprcycle.days.workdays import WorkingDays
from uprcycle.people import Assignment, Role
from uprcycle.presence import Absence, Staffing

RCO = office()
DESK = office(name="UPR desk", roles=frozenset({Role.OHCHR}))
FIELD = office(name="OHCHR Kenya", roles=frozenset({Role.OHCHR_FIELD}))
FORUM = office(name="Civic Forum", roles=frozenset({Role.CSO}))
DOER, DEPUTY = holds(person("doer"), RCO), holds(person("deputy"), RCO, deputy_of="doer")
LEADER = replace(holds(person("leader"), RCO), is_head=True)
CLERK = holds(person("clerk"), DESK)
ALL = (DOER, DEPUTY, LEADER, CLERK)
WEEK = WorkingDays()
LADDER = load_ladder()
STEPS = {each.to: each.after for each in LADDER.steps}
NOTHING: frozenset[str] = frozenset()


def day(count: int) -> date:
    return MONDAY + timedelta(days=count)


@dataclass
class Office:
    """An installation of a few people that remembers what it said, as the ledger does."""

    held: tuple[Assignment, ...] = ALL
    absences: tuple[Absence, ...] = ()
    pauses: tuple[Pause, ...] = ()

    def __post_init__(self) -> None:
        self.said: dict[str, date] = {}
        self.passed: list[Nudge] = []

    def chain(self) -> Chain:
        return build_chain(LADDER, Staffing(self.held, self.absences), lambda _: True)

    def found(self, tasks: Iterable[Task]) -> Duties:
        return build_duties(tasks, Staffing(self.held, self.absences), {}, pauses=self.pauses)

    def run(self, tasks: Iterable[Task], days: Iterable[date]) -> list[tuple[int, str, str]]:
        """Plan each day, remember it, and return when whom what was passed on."""
        found = self.found(tasks)
        for today in days:
            owed = [*plan_nudges(found, self.said.keys(), today), *self.escalate(found, today)]
            self.said |= {each.key: today for each in owed}
        return [((each.day - MONDAY).days, each.person.id, each.stage.occasion) for each in self.passed]

    def escalate(self, found: Duties, today: date) -> Iterator[Nudge]:
        late, said = Overdue(found, LADDER).on(today), Said(self.said)
        for each in plan_escalations(late, self.chain(), said, self.said.keys(), today):
            self.passed.append(each)
            yield each


def every_day(first: int = -10, last: int = 70) -> Iterator[date]:
    return map(day, range(first, last))
