"""What a feed of one's own shows as cancelled, in the form in which it showed it before."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from calendars.entries import Entry, split_window
from calendars.histories import counted_stamp
from calendars.holdings import Holdings, PersonalView, suits_any
from calendars.ics import Stamp
from calendars.identity import Part, entry_name
from calendars.keepsake import Keepsake, is_public, is_replaced, write_cancelled
from calendars.publish import is_in_time
from calendars.tasks import Words, task_id_of
from uprcycle.days.span import Precision
from uprcycle.store.ports import Revision
from uprcycle.subscriptions import TaskForm, WindowForm
from uprcycle.timetable.world import World


@dataclass(frozen=True, slots=True)
class Gone:
    """One entry whose date was taken back: where it stood, what it was called, and which revision it is."""

    kept: Keepsake
    name: str
    stamp: Stamp


def take_back(
    view: PersonalView, held: Holdings, revisions: Mapping[str, Revision], world: World
) -> Iterator[Gone]:
    """Yield the public dates that were taken back not long ago, as tasks where they were such."""
    if not view.filter.shows_cancelled:
        return
    for kept, stamp in _whole(held, revisions, world):
        if suits_any(kept.roles, kept.phase, kept.kind, view.filter):
            tasks = tuple(_tasks_of(kept, view))
            own = counted_stamp(stamp.modified) if tasks else stamp
            for part, start, end in _parts(kept, view.filter.windows):
                for task in tasks or (kept.milestone,):
                    name = entry_name(kept.cycle, kept.country, task, part)
                    yield Gone(replace(kept, start=start, end=end), name, own)


def write_gone(gone: Gone, words: Words) -> Entry:
    """Word an entry whose date was taken back and not replaced."""
    return write_cancelled(gone.name, gone.kept, words.world, words.languages[0], words.naming)


def _whole(
    held: Holdings, revisions: Mapping[str, Revision], world: World
) -> Iterator[tuple[Keepsake, Stamp]]:
    """Yield what was withdrawn and not replaced, its parts put together again."""
    parts: defaultdict[tuple[str, int, str], list[tuple[Keepsake, Revision]]] = defaultdict(list)
    for each in revisions.values():
        if each.withdrawn and is_in_time(each.modified, world.release):
            kept = Keepsake.read(each.payload)
            if kept.country in held.countries and is_public(kept, world) and not is_replaced(kept, world):
                parts[kept.country, kept.cycle, kept.milestone].append((kept, each))
    for (country, cycle, milestone), found in parts.items():
        last = max(each.modified for _, each in found)
        together = [kept for kept, each in found if each.modified == last]
        start, end = min(each.start for each in together), max(each.end for each in together)
        names = (entry_name(cycle, country, milestone, part) for part in Part)
        sequence = sum(revisions[name].sequence for name in names if name in revisions)
        yield replace(together[0], start=start, end=end), Stamp(sequence, last)


def _tasks_of(kept: Keepsake, view: PersonalView) -> Iterator[str]:
    if view.filter.tasks is TaskForm.NONE:
        return
    for office in view.right.offices:
        if office.country == kept.country and not office.roles.isdisjoint(kept.actors):
            yield task_id_of(office.name, kept.milestone)


def _parts(kept: Keepsake, windows: WindowForm) -> Iterator[tuple[Part, str, str]]:
    if kept.precision != Precision.WINDOW:
        yield Part.WHOLE, kept.start, kept.end
        return
    first, after = date.fromisoformat(kept.start), date.fromisoformat(kept.end)
    for part, start, end in split_window(first, after, windows):
        yield part, start.isoformat(), end.isoformat()
