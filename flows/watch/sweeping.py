"""Sweeping: links and sign-ins that are over, pauses on what is long past, and old uploads are forgotten.

It needs no Prefect, changes nothing that anybody sees, and does nothing the second time.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flows.installation.wiring import Wiring
from notifications.ladder import load_ladder
from notifications.links import TERMS
from uprcycle.checklist.pause import Pause
from uprcycle.days.span import GENEVA, Unknown
from uprcycle.errors import RefusedError
from uprcycle.store.draft_steps import KEPT_FOR
from uprcycle.store.ports import Purpose
from uprcycle.timetable.world import World

_LINKS = timedelta(days=30)
_UNKNOWN = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Sweep:
    """How much was forgotten."""

    links: int
    pauses: int
    drafts: int = 0
    sign_ins: int = 0

    def as_words(self) -> str:
        """Return it in a few words."""
        counts = (
            f"{self.links} links, {self.pauses} pauses, {self.drafts} drafts and {self.sign_ins} sign-ins"
        )
        return f"{counts} that are over forgotten"


def sweep_links(wiring: Wiring, now: datetime) -> Sweep:
    """Forget links and sign-ins a month after their end, pauses that nothing hangs on, and old uploads.

    A pause is kept while a page from before it may still be answered, so that an old page is known as one.
    """
    world, pauses = wiring.world(), wiring.store.pauses
    oldest = now - TERMS[Purpose.ANSWER]
    dead = [each.number for each in pauses.all() if each.at < oldest and _is_over(each, world, now)]
    drafts = wiring.store.drafts.forget(now - KEPT_FOR, at=now)
    wiring.store.people_files.forget(now)
    links, sign_ins = (each.forget(now - _LINKS) for each in (wiring.store.links, wiring.store.sign_ins))
    return Sweep(links, pauses.forget(dead) if dead else 0, drafts, sign_ins)


def _is_over(pause: Pause, world: World, now: datetime) -> bool:
    """Tell whether a pause was taken back long ago, or nobody is told of its task any more."""
    if pause.lifted_at is not None:
        return pause.lifted_at < now - TERMS[Purpose.ANSWER]
    last, today = _last_day(pause, world), now.astimezone(GENEVA).date()
    return today - pause.day > _UNKNOWN if last is None else today - last > load_ladder().patience


def _last_day(pause: Pause, world: World) -> date | None:
    """Return the last day on which the task may be in time; None where no date of it is known."""
    try:
        timetable = world.timetable(pause.country, pause.cycle)
    except RefusedError:
        return None
    dated = (each for each in (*timetable.milestones, *timetable.actions) if each.id == pause.task)
    found = next(dated, None)
    return None if found is None or isinstance(found.span, Unknown) else found.span.last
