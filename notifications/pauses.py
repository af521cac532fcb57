"""What a pause makes of the occasions to speak of a task (decision 0036).

Who asked to be told later is told on that day, before the task is due in any case; what was overdue when
they asked holds off nobody who is above them. What somebody
gave back to their office is told to the others from the next day on, whatever they heard before.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from notifications.cadence import Stage, Term
from uprcycle.checklist.pause import Pause, PauseKind

_HANDED_BACK = "handed-back"
_LATER = frozenset({PauseKind.SNOOZED, PauseKind.PUT_OFF})
_A_DAY = timedelta(days=1)
_PATIENCE = timedelta(days=30)


def is_handed_back(stage: Stage) -> bool:
    """Tell whether a stage speaks of a task because somebody else gave it back."""
    return stage.name.startswith(_HANDED_BACK)


def stages_for(
    person: str, stages: Iterable[Stage], term: Term, pauses: Iterable[Pause]
) -> tuple[Stage, ...]:
    """Return the occasions on which to speak to one person of a task, by day.

    Args:
        person: The id of somebody who is told of it.
        stages: The usual ones, by day.
        term: What they count from.
        pauses: Those on the task that stand, of anybody in its office.
    """
    here = tuple(pauses)
    back = {each.day for each in here if each.kind is PauseKind.NOT_MINE and each.person != person}
    # Whoever steps in is not told twice within a day, unless it is the last one on which it is in time.
    known = max(back - {term.due}, default=date.min)
    usual = (stage for stage in stages if stage.day > known)
    said = [*usual, *(_stage(f"{_HANDED_BACK}-{day}", day + _A_DAY, term) for day in sorted(back))]
    for each in here:
        if each.kind in _LATER and each.person == person:
            again = each.day if each.kind is PauseKind.PUT_OFF else min(each.day, term.due - _A_DAY)
            later = (stage for stage in said if stage.day > again)
            said = [*later, _stage(f"{each.kind}-{each.day}", again, term)]
    return tuple(sorted(said, key=lambda stage: stage.day))


def _stage(name: str, day: date, term: Term) -> Stage:
    stage = Stage(name, day, term.over, is_near=True)
    return replace(stage, until=day + _PATIENCE, is_overdue=True) if day > term.over else stage
