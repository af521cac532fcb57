"""Knowing: who was told of the dates that a release changed, joined from ledger, people and ticks."""

from datetime import date

from flows.installation.wiring import Wiring
from flows.nudges.noticing import news_of
from notifications.knowledge import Knowledge, build_knowledge, tellings_of
from uprcycle.checklist.tick import TaskState
from uprcycle.errors import BadInputError, Problem

_SEEN = frozenset({TaskState.ACKNOWLEDGED, TaskState.DONE})


def knowledge(wiring: Wiring, today: date, release: int | None = None) -> tuple[Knowledge, ...]:
    """Return of each date that a release changed who knows it; by default of the one in force.

    The first release changed nothing.

    Raises:
        BadInputError: There is no such release.
    """
    latest = wiring.world().release.number
    number = latest if release is None else release
    if not 1 <= number <= latest:
        raise BadInputError(
            "there is no such release", [Problem("--release", f"{number}", f"give one from 1 to {latest}")]
        )
    if number == 1:
        return ()
    return build_knowledge(
        news_of(wiring, number - 1, number),
        wiring.store.people.assignments(),
        tellings_of(wiring.store.ledger.rows()),
        [each for each in wiring.store.ticks.all() if each.state in _SEEN],
        today,
    )
