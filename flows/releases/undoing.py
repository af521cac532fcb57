"""Taking back one release among several: what that would do, and what of it stays.

Its draft is released like any other, by the hash of its plan.
"""

from dataclasses import dataclass

from flows.installation.wiring import Wiring
from flows.releases.releasing import Draft, Preview, preview
from uprcycle.errors import BadInputError, Problem, RefusedError, Severity
from uprcycle.schedule.checks import check_content
from uprcycle.schedule.session import Schedule
from uprcycle.schedule.undo import Kept, undo_load


@dataclass(frozen=True, slots=True)
class UndoPreview:
    """What taking back ``release`` would do, and what of it would stay."""

    release: int
    preview: Preview
    kept: tuple[Kept, ...]


def preview_undo(wiring: Wiring, number: int) -> UndoPreview:
    """Compute what taking back release ``number`` now would do; nothing is written.

    Raises:
        BadInputError: What comes back does not go with what was edited since.
        RefusedError: There is no such release, or none before it.
    """
    if number == 1:
        raise RefusedError("release 1 is the first; there is nothing before it to go back to")
    load = wiring.world_of(number).release.schedule
    before = wiring.world_of(number - 1).release.schedule
    now = wiring.world()
    undone = undo_load(before, load, now.release.schedule)
    warnings = _check(wiring, undone.schedule, now.release.schedule)
    return UndoPreview(number, preview(wiring, Draft(undone.schedule, warnings)), undone.kept)


def _check(wiring: Wiring, undone: Schedule, released: Schedule) -> tuple[Problem, ...]:
    """Return the warnings that the schedule in force does not have."""
    countries = wiring.world().countries
    known = set(check_content(released, countries))
    found = [each for each in check_content(undone, countries) if each not in known]
    errors = [each for each in found if each.severity is Severity.ERROR]
    if errors:
        headline = "what would come back does not go with what was edited since; nothing was changed"
        raise BadInputError(headline, errors)
    return tuple(found)
