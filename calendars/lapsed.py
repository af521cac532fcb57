"""What a feed of one's own held under an earlier release and does not hold any more.

Nobody remembers feeds as they were rendered. Releases are kept, so what the roles and the filter of
today would have shown under each of the last ones follows from them. What went with a role, a
filter or a ruleset that hides it now is not told: whoever may not see it learns nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from calendars.holdings import Holdings, PersonalView, hold
from calendars.publish import is_in_time
from uprcycle.people import Office
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.world import World
from uprcycle.visibility import View, Visibility, audience_of, may_see


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A task of ``office``, or a date of none, that a release of the moment ``at`` took away."""

    dated: Milestone
    office: Office | None
    at: datetime


def find_lapsed(view: PersonalView, held: Holdings, world: World) -> Iterator[Lapsed]:
    """Yield what the releases in ``view`` took away not long ago and none gave back.

    A public date has a history of its own and is left to it; a task has none, whatever its date.
    """
    found: dict[tuple[str, int, str, str], Lapsed] = {}
    for before in view.before:
        if is_in_time(before.until, world.release):
            then = hold(replace(view, checklists=before.checklists), before.world)
            found |= {_key(each): each for each in _held(then, before.until)}
    standing = {_key(each) for each in _held(held, world.release.at)}
    # A date that has become a task stands as that, in the same place.
    standing |= {(country, cycle, name, "") for country, cycle, name, _ in standing}
    for key, each in found.items():
        if key not in standing and _is_told(each, view, world):
            yield each


def _held(holdings: Holdings, at: datetime) -> Iterator[Lapsed]:
    for task in holdings.tasks:
        if task.dated.is_known:
            yield Lapsed(task.dated, task.office, at)
    for each in holdings.dates:
        if each.is_known and each.rule.visibility is not Visibility.PUBLIC:
            yield Lapsed(each, None, at)


def _key(lapsed: Lapsed) -> tuple[str, int, str, str]:
    dated, office = lapsed.dated, lapsed.office
    return dated.country, dated.cycle, dated.id, office.name if office else ""


def _is_told(lapsed: Lapsed, view: PersonalView, world: World) -> bool:
    """Tell whether it may still be seen, and the State has not just passed to its next cycle."""
    dated, office = lapsed.dated, lapsed.office
    if world.running.get(dated.country, 0) > dated.cycle:
        return False
    now = world.ruleset_of(dated.country).rulebook.by_id.get(dated.rule.id, dated.rule)
    if office is None:
        return may_see(view.right.audience, now.visibility)
    # Whose task it is may be what changed, so that is not asked.
    return may_see(audience_of(is_un=office.is_un), now.visibility, View.TASKS, is_addressed=True)
