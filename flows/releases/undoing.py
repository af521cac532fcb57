"""Taking back one release among several, or all since one: what that would do, and what of it stays.

The draft of the first is released like any other, by the hash of its plan.
"""

from dataclasses import dataclass

from flows.installation.wiring import Wiring
from flows.releases.checking import check_anew
from flows.releases.releasing import Draft, Preview, preview, preview_world, world_again
from uprcycle.errors import RefusedError
from uprcycle.phrase import phrase
from uprcycle.schedule.undo import Kept, undo_load

_MISFIT = "what would come back does not go with what was edited since; nothing was changed"


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
        raise RefusedError(phrase("release 1 is the first; there is nothing before it to go back to"))
    load = wiring.world_of(number).release.schedule
    before = wiring.world_of(number - 1).release.schedule
    now = wiring.world()
    undone = undo_load(before, load, now.release.schedule)
    warnings = check_anew(wiring, undone.schedule, _MISFIT)
    return UndoPreview(number, preview(wiring, Draft(undone.schedule, warnings)), undone.kept)


def preview_roll_back(wiring: Wiring, number: int) -> Preview:
    """Compute what releasing release ``number`` once more would do; nothing is written.

    Raises:
        RefusedError: There is no such release.
    """
    coming = world_again(wiring, number)
    return preview_world(wiring, Draft(coming.release.schedule), coming)
