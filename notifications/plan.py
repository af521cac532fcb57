"""Which nudges are owed on a day, decided from duties and what was claimed before.

Pure: it neither sends nor remembers. The key of a nudge holds no release, so that a new
release tells nobody twice; it holds the due day, so that a date that moves is told anew.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime

from notifications.cadence import Stage, Term, stage_on
from notifications.duties import Duties, Duty, key_under, subject_of
from notifications.hours import first_waking, hour_of
from notifications.ladder import Party
from uprcycle.checklist.task import Task
from uprcycle.people import Assignment, Office, Person


@dataclass(frozen=True, slots=True)
class Nudge:
    """The intention to speak to one person of one task, on one occasion.

    ``day`` is the day of the plan. ``told_before`` are who was told of it in vain before it was
    passed on to this person, from those who hold the office upwards; empty where it is their own.
    """

    person: Person
    office: Office
    task: Task
    term: Term
    stage: Stage
    day: date
    told_before: tuple[Party, ...] = ()

    @property
    def due(self) -> date:
        """The day by which the task is safely done."""
        return self.term.due

    @property
    def over(self) -> date:
        """The last day on which it may still be in time."""
        return self.term.over

    @property
    def send_at(self) -> datetime:
        """The earliest moment to deliver, in UTC: the hour that the person chose.

        On the due day, and the last on which it may be in time, it is the first one outside their
        quiet hours, because it is in Geneva that the day ends.
        """
        is_last = self.day in (self.due, self.over)
        return first_waking(self.day, self.person) if is_last else hour_of(self.day, self.person)

    @property
    def key(self) -> str:
        """What makes it unique, for ever: never the release, the office or the moment."""
        return nudge_key(self.task, self.due, self.stage, self.person)


def nudge_key(task: Task, due: date, stage: Stage, person: Person) -> str:
    """Return the key of a nudge."""
    return key_under(subject_of(task, due), stage, person)


@dataclass(frozen=True, slots=True)
class SpokenOf:
    """What the key of a nudge says of its task."""

    country: str
    cycle: int
    task: str


def read_key(key: str) -> SpokenOf | None:
    """Return of what a nudge with this key speaks; None for the key of anything else."""
    parts = key.split("/", 6)
    if len(parts) != 7 or not parts[1].isdecimal():  # noqa: PLR2004 - as many as ``nudge_key`` joins
        return None
    return SpokenOf(parts[0], int(parts[1]), parts[2])


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
    for duty, stage, holder in _spoken_of(duties, claimed, today):
        key = key_under(duty.subject, stage, holder.person)
        if key not in claimed and key not in owed:
            owed[key] = _nudge(duty, stage, holder, today)
    return tuple(sorted(owed.values(), key=nudge_order))


def _spoken_of(
    duties: Duties, claimed: AbstractSet[str], today: date
) -> Iterator[tuple[Duty, Stage, Assignment]]:
    for duty in duties.within_reach(today):
        usual = stage_on(duty.stages, today)
        if not duty.pauses and (usual is None or _is_said(duty, usual, claimed)):
            continue
        for holder in duty.told_on(today):
            stage = stage_on(duty.stages_for(holder.person.id), today) if duty.pauses else usual
            if stage is not None:
                yield duty, stage, holder


def _is_said(duty: Duty, stage: Stage, claimed: AbstractSet[str]) -> bool:
    """Tell whether everybody who may be told was: on most days there is no more to know of a duty."""
    return all(key_under(duty.subject, stage, each.person) in claimed for each in duty.holders)


def _nudge(duty: Duty, stage: Stage, holder: Assignment, today: date) -> Nudge:
    return Nudge(holder.person, holder.office, duty.task, duty.term, stage, today)


def nudge_order(nudge: Nudge) -> tuple[str, date, str, str]:
    """Return by what nudges are sorted: by person, due day, country and task."""
    return nudge.person.id, nudge.due, nudge.task.country, nudge.task.id
