"""What happened since a moment, as far as everybody may know: read from our store, never from Prefect.

Of tasks only those of public rules are told, and only when an office of the UN first says that one
is done: what civil society, institutions and governments say of theirs is told to nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from flows.cycle.visiting import is_news
from flows.installation.wiring import Wiring
from flows.offices.checklists import offices_of
from flows.reporting.events import Event, Teller
from uprcycle.checklist.occurrence import occurrences_of
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.errors import RefusedError
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Prominence
from uprcycle.store.ports import ReleaseSummary
from uprcycle.timetable.announced import announce
from uprcycle.timetable.changes import ChangeKind
from uprcycle.timetable.plan import plan_release
from uprcycle.timetable.timetable import Timetable
from uprcycle.timetable.world import World
from uprcycle.visibility import Audience, may_see
from uprcycle.wording.language import ENGLISH
from uprcycle.wording.terms import title_text


@dataclass(frozen=True, slots=True)
class Stretch:
    """The time from ``since``, itself not included, to ``now``."""

    since: datetime
    now: datetime

    def __contains__(self, moment: datetime) -> bool:
        """Tell whether ``moment`` lies in it."""
        return self.since < moment <= self.now


def events_in(wiring: Wiring, stretch: Stretch) -> tuple[Event, ...]:
    """Return what happened in ``stretch``, oldest first; nothing is written.

    Only the dates that stand out are told one by one; how many States a release touched is told of all.
    """
    world = wiring.world()
    teller = Teller(world.countries, wiring.settings.address)
    found = [*_releases(wiring, stretch, teller), *_phases(wiring, stretch, teller)]
    found += _ticks(wiring, stretch, teller)
    return tuple(sorted(found, key=lambda each: each.occurred))


def _releases(wiring: Wiring, stretch: Stretch, teller: Teller) -> Iterator[Event]:
    for old, new in pairwise(wiring.store.releases.history()):
        if new.at in stretch:
            yield from _moves(wiring, old, new, teller)


def _moves(wiring: Wiring, old: ReleaseSummary, new: ReleaseSummary, teller: Teller) -> Iterator[Event]:
    announced = announce(plan_release(wiring.world_of(old.number), _world(wiring, new.number)), new.number)
    yield teller.release_made(announced, new.at)
    for review in announced.reviews:
        for change in review.changes:
            stands_out = change.rule.prominence is not Prominence.DETAIL
            if change.kind is ChangeKind.MOVED and stands_out:
                yield teller.milestone_moved(review, change, new.at, new.number)


def _phases(wiring: Wiring, stretch: Stretch, teller: Teller) -> Iterator[Event]:
    """Yield each phase that a review was seen to have entered since the installation was founded."""
    world = wiring.world()
    for each in wiring.store.passages.all():
        if each.at in stretch and is_news(wiring, each):
            timetable = _timetable(world, each.country, each.cycle)
            session = timetable.review.session if timetable else None
            yield teller.phase_entered(each, session.number if session else None, world.release.number)


def _ticks(wiring: Wiring, stretch: Stretch, teller: Teller) -> Iterator[Event]:
    """Yield the public tasks that are done, which an office of the UN was the first to say in ``stretch``."""
    fresh = {
        (each.country, each.cycle, each.task)
        for each in wiring.store.ticks.all()
        if each.at in stretch and each.state is TaskState.DONE
    }
    for country, cycle, task in sorted(fresh):
        said = wiring.store.ticks.history(country, cycle, task)
        done = [each.at for each in said if each.state is TaskState.DONE and _is_un(wiring, each)]
        timetable = _timetable(wiring.world(), country, cycle)
        title = _public_title(timetable, task) if timetable else ""
        if timetable and title and done and min(done) in stretch:
            yield teller.task_done(timetable, task, title, min(done))


def _is_un(wiring: Wiring, tick: Tick) -> bool:
    offices = offices_of(wiring, wiring.world().countries[tick.country])
    return any(each.is_un for each in offices if each.name == tick.office)


def _public_title(timetable: Timetable, task: str) -> str:
    """Return the title of a public task; empty for any other and for what an office added itself."""
    end = timetable.openings.get(Phase.NEXT_CYCLE)
    for each in (*timetable.milestones, *timetable.actions):
        is_it = task in {each.id, *(time.id for time in occurrences_of(each, end))}
        if is_it and may_see(Audience.PUBLIC, each.rule.visibility):
            return title_text(each.rule, ENGLISH)
    return ""


def _timetable(world: World | None, country: str, cycle: int) -> Timetable | None:
    """Return the timetable of a review as ``world`` has it; None where it has none."""
    try:
        return world.timetable(country, cycle) if world else None
    except RefusedError:
        return None


def _world(wiring: Wiring, number: int) -> World:
    latest = wiring.world()
    return latest if latest.release.number == number else wiring.world_of(number)
