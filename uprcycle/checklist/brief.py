"""What whoever takes over an office needs on the first day: what is open, what was said, what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from uprcycle.checklist.build import Checklist
from uprcycle.checklist.task import Standing, Task
from uprcycle.days.span import is_over
from uprcycle.presence import Away, Staffing, find_away
from uprcycle.rules.rule import Prominence
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.override import Override, overrides_of
from uprcycle.timetable.timetable import Timetable
from uprcycle.visibility import audience_of

AHEAD = timedelta(days=90)
"""How far a brief looks for tasks that are coming."""

_OUTCOME = frozenset({"working-group-report-released", "hrc-adoption"})


@dataclass(frozen=True, slots=True)
class Brief:
    """The standing of an office in one review on a day.

    ``late``, ``now`` and ``coming`` are open tasks, the most pressing first; ``past`` are open too,
    but nobody is late with them and their time is over. ``settled`` are tasks that were done or do
    not apply, the last said first.
    ``outcome`` are the dates of the outcome, ``headlines`` the prominent dates that are not over,
    ``by_hand`` the dates of this review that somebody set and the office may see, by milestone.
    ``away`` are the people of the office who are away that day, by id.
    """

    checklist: Checklist
    today: date
    late: tuple[Task, ...]
    now: tuple[Task, ...]
    coming: tuple[Task, ...]
    past: tuple[Task, ...]
    settled: tuple[Task, ...]
    outcome: tuple[Milestone, ...]
    headlines: tuple[Milestone, ...]
    by_hand: tuple[Override, ...]
    away: tuple[Away, ...]


def build_brief(
    checklist: Checklist,
    timetable: Timetable,
    overrides: Iterable[Override],
    staffing: Staffing,
    today: date,
) -> Brief:
    """Sort what an office has before it on ``today``.

    Args:
        checklist: The office's own.
        timetable: The same review.
        overrides: Those in force.
        staffing: Who holds which office and is away when; only those of this office count.
        today: The day of the brief.
    """
    office = (checklist.country, checklist.office.name)
    by_standing: dict[Standing, list[Task]] = {each: [] for each in Standing}
    for task in checklist.tasks:
        by_standing[task.standing(today)].append(task)
    begun = [*by_standing[Standing.ACKNOWLEDGED], *by_standing[Standing.OPEN]]
    begun.sort(key=lambda each: (each.due or date.max, each.id))
    settled = [*by_standing[Standing.DONE], *by_standing[Standing.NOT_APPLICABLE]]
    seen = timetable.seen_by(audience_of(is_un=checklist.office.is_un))
    known = {each.id for each in (*seen, *(task.dated for task in checklist.tasks))}
    mine = {key: each for key, each in overrides_of(timetable.review, overrides).items() if key in known}
    return Brief(
        checklist=checklist,
        today=today,
        late=tuple(by_standing[Standing.LATE]),
        now=tuple(each for each in begun if not is_over(each.span, today)),
        coming=tuple(each for each in by_standing[Standing.PLANNED] if _comes(each, today)),
        past=tuple(each for each in begun if is_over(each.span, today)),
        settled=tuple(sorted(settled, key=_last_said)),
        outcome=tuple(each for each in seen if each.id in _OUTCOME),
        headlines=tuple(each for each in seen if _is_ahead(each, today)),
        by_hand=tuple(mine[each] for each in sorted(mine)),
        away=find_away(staffing.by_office().get(office, Staffing()), today),
    )


def _comes(task: Task, today: date) -> bool:
    return task.opens is not None and task.opens <= today + AHEAD


def _last_said(task: Task) -> tuple[float, str]:
    return (-task.tick.at.timestamp() if task.tick else 0.0, task.id)


def _is_ahead(milestone: Milestone, today: date) -> bool:
    return milestone.rule.prominence is Prominence.HEADLINE and not is_over(milestone.span, today)
