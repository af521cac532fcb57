"""Which nudges are owed on a day, decided from duties and what was claimed before.

Pure: it neither sends nor remembers. The key of a nudge holds no release, so that a new
release tells nobody twice; it holds the due day, so that a date that moves is told anew.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from notifications.cadence import Stage, Term, stage_on
from notifications.duties import Duties, Duty
from uprcycle.checklist.task import Task
from uprcycle.days.span import GENEVA
from uprcycle.people import Assignment, Office, Person

_MORNING = time(8)


@dataclass(frozen=True, slots=True)
class Nudge:
    """The intention to speak to one person of one task, on one occasion.

    ``day`` is the day of the plan. ``send_at`` is UTC and the earliest moment to deliver: the
    morning of that day in the person's zone; on the due day itself not after Geneva's morning,
    because it is in Geneva that the day ends.
    """

    person: Person
    office: Office
    task: Task
    term: Term
    stage: Stage
    day: date
    send_at: datetime

    @property
    def due(self) -> date:
        """The day by which the task is safely done."""
        return self.term.due

    @property
    def over(self) -> date:
        """The last day on which it may still be in time."""
        return self.term.over

    @property
    def key(self) -> str:
        """What makes it unique, for ever: never the release, the office or the moment."""
        return nudge_key(self.task, self.due, self.stage, self.person)


def nudge_key(task: Task, due: date, stage: Stage, person: Person) -> str:
    """Return the key of a nudge; the person comes last, as the only part that may hold a slash."""
    return f"{task.country}/{task.cycle}/{task.id}/{due}/{stage.name}/{person.channel}/{person.id}"


def plan_nudges(duties: Duties, claimed: AbstractSet[str], today: date) -> tuple[Nudge, ...]:
    """Choose the nudges owed on ``today``.

    A run that comes late owes the nearest missed stage once, never the backlog; so does somebody
    who comes back, or begins to stand in. Somebody who owns a task through two offices is told
    once, in the name of the first.

    Args:
        duties: What is open, and who holds it.
        claimed: Keys claimed before; none of them is planned again.
        today: The civil day in Geneva. The caller reads the clock.

    Returns:
        At most one nudge for each person and task, by person, due day, country and task.
    """
    owed: dict[str, Nudge] = {}
    for duty, stage in _spoken_of(duties, today):
        for holder in duty.told_on(today):
            key = nudge_key(duty.task, duty.term.due, stage, holder.person)
            if key not in claimed and key not in owed:
                owed[key] = _nudge(duty, stage, holder, today)
    return tuple(sorted(owed.values(), key=_order))


def forecast_nudges(
    duties: Duties, first: date, days: int, claimed: AbstractSet[str] = frozenset()
) -> tuple[Nudge, ...]:
    """Return what would be owed from ``first`` for so many days if nothing changed, by day.

    Every day is planned as if the days before it had been delivered.
    """
    said = set(claimed)
    ahead: list[Nudge] = []
    for count in range(days):
        nudges = plan_nudges(duties, said, first + timedelta(days=count))
        said.update(each.key for each in nudges)
        ahead.extend(nudges)
    return tuple(ahead)


def nudge_row(nudge: Nudge) -> dict[str, object]:
    """Return the JSON row of a nudge: ids and dates, never a name or an address."""
    return {
        "key": nudge.key,
        "person": nudge.person.id,
        "office": nudge.office.name,
        "channel": nudge.person.channel,
        "stage": nudge.stage.name,
        "items": [{"country": nudge.task.country, "item": nudge.task.id, "due": nudge.due.isoformat()}],
        "send_at": nudge.send_at.isoformat(),
    }


def _spoken_of(duties: Duties, today: date) -> Iterator[tuple[Duty, Stage]]:
    for duty in duties.within_reach(today):
        stage = stage_on(duty.stages, today)
        if stage is not None:
            yield duty, stage


def _nudge(duty: Duty, stage: Stage, holder: Assignment, today: date) -> Nudge:
    zones = (holder.person.zone, GENEVA) if stage.day == duty.term.due else (holder.person.zone,)
    return Nudge(
        person=holder.person,
        office=holder.office,
        task=duty.task,
        term=duty.term,
        stage=stage,
        day=today,
        send_at=min(_morning(today, zone) for zone in zones),
    )


def _morning(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, _MORNING, zone).astimezone(UTC)


def _order(nudge: Nudge) -> tuple[str, date, str, str]:
    return nudge.person.id, nudge.due, nudge.task.country, nudge.task.id
