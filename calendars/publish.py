"""What each entry's history becomes when a release is published: planned here, kept elsewhere.

Clients believe a changed date only when SEQUENCE has risen, and forget an entry only when it
was cancelled before it went. All times come from the release; nothing reads the clock.
A history is kept by the entry's name (``calendars.identity``), without the calendar's host.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from calendars.entries import Mark, marks_of
from calendars.ics import Stamp
from calendars.identity import country_of
from calendars.keepsake import Keepsake, keep
from calendars.wording import grounds_of
from uprcycle.schedule.release import Release
from uprcycle.store.ports import Revision
from uprcycle.timetable.world import World
from uprcycle.visibility import Audience

CANCELLED_FOR = timedelta(days=60)
"""How long a withdrawn entry is served as cancelled, counted to the day of the release."""

_TICK = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Prints:
    """Two fingerprints of a mark: of its date and status, which move SEQUENCE, and of the rest."""

    dated: str
    text: str


def plan_revisions(
    world: World, known: Mapping[str, Revision], countries: Collection[str] = ()
) -> tuple[Revision, ...]:
    """Return the histories that the release changes, by name; empty when it was planned before.

    An entry that is gone is withdrawn once. Entries of a cycle that is over for their State
    are left as they were.

    Args:
        world: The release that is published.
        known: Every history kept so far, by name.
        countries: Codes of the only States to look at; empty for all.
    """
    everywhere = world.running
    cycles = {each: everywhere[each] for each in everywhere if not countries or each in countries}
    planned = {
        mark.name: revise(mark, known.get(mark.name), session, world.release)
        for mark, session in _marks(world, cycles)
    }
    gone = (
        _withdraw(revision, world.release)
        for name, revision in known.items()
        if name not in planned and not revision.withdrawn
        if not countries or country_of(name) in countries
        if _is_running(revision, cycles)
    )
    changed = (each for name, each in planned.items() if known.get(name) != each)
    return tuple(sorted((*changed, *gone), key=lambda each: each.uid))


def revise(mark: Mark, known: Revision | None, session: int, release: Release) -> Revision:
    """Return the history of a mark after ``release``; one equal to ``known`` when nothing changed.

    ``session`` is the number of the review's session, 0 for none.
    """
    prints = prints_of(mark)
    stamp = stamp_of(mark, prints, known, release)
    return Revision(
        uid=mark.name,
        sequence=stamp.sequence,
        dated=prints.dated,
        text=prints.text,
        modified=stamp.modified,
        first_release=known.first_release if known else release.number,
        withdrawn=mark.is_withdrawn,
        payload=str(keep(mark, session)),
    )


def prints_of(mark: Mark) -> Prints:
    """Return the fingerprints of what a mark says."""
    milestone = mark.milestone
    stretch = f"{mark.start.isoformat()}/{mark.end.isoformat()}"
    return Prints(
        dated=f"{milestone.status} {milestone.span.precision} {stretch}",
        text=hashlib.sha256(grounds_of(milestone).encode()).hexdigest(),
    )


def stamp_of(mark: Mark, prints: Prints, known: Revision | None, release: Release) -> Stamp:
    """Return the SEQUENCE and time of a mark as ``release`` shows it.

    A document that was recorded after the release changes words alone, at the moment of its record,
    whether or not anything was published since. What moved though nothing was released, because the
    rules of a time zone did, is a second newer than what was said of it before.
    """
    recorded = (each.at for each in mark.milestone.papers)
    if known is None:
        return Stamp(0, max((release.at, *recorded)))
    is_moved = known.dated != prints.dated or known.withdrawn is not mark.is_withdrawn
    is_changed = is_moved or known.text != prints.text
    said = release.at if is_changed else known.modified
    if is_moved:
        said = max(said, known.modified + _TICK)
    return Stamp(known.sequence + is_moved, max((said, *recorded)))


def moves_told(known: Mapping[str, Revision], changed: Iterable[Revision]) -> tuple[str, ...]:
    """Return in words which of the changed entries stand elsewhere than was told, in their order."""
    return tuple(
        f"{each.uid} from {known[each.uid].dated} to {each.dated}"
        for each in changed
        if each.uid in known and known[each.uid].dated != each.dated
    )


def is_in_time(withdrawn: datetime, release: Release) -> bool:
    """Tell whether an entry withdrawn at this time is still to be shown as cancelled."""
    return release.at.date() - withdrawn.date() <= CANCELLED_FOR


def _marks(world: World, cycles: Mapping[str, int]) -> Iterator[tuple[Mark, int]]:
    for iso3, cycle in cycles.items():
        timetable = world.timetable(iso3, cycle)
        for milestone in timetable.seen_by(Audience.PUBLIC):
            for mark in marks_of(milestone):
                yield mark, timetable.review.slot.session or 0


def _is_running(revision: Revision, cycles: Mapping[str, int]) -> bool:
    keepsake = Keepsake.read(revision.payload)
    return keepsake.cycle >= cycles.get(keepsake.country, 0)


def _withdraw(revision: Revision, release: Release) -> Revision:
    return replace(revision, sequence=revision.sequence + 1, modified=release.at, withdrawn=True)
