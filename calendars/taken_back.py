"""What a feed of one's own shows as cancelled, in the form in which it showed it before."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from calendars.entries import Entry, Todo, is_timed, marks_of, split_window
from calendars.histories import counted_stamp
from calendars.holdings import Holdings, PersonalView, suits_any
from calendars.ics import Stamp
from calendars.identity import Part, entry_name
from calendars.keepsake import Keepsake, is_public, is_replaced, keep, write_cancelled
from calendars.lapsed import find_lapsed
from calendars.publish import is_in_time
from calendars.tasks import Words, name_todo, task_id_of
from uprcycle.checklist.tick import TaskState
from uprcycle.days.span import Precision
from uprcycle.store.ports import Revision
from uprcycle.subscriptions import Filter, TaskForm, WindowForm
from uprcycle.timetable.world import World


@dataclass(frozen=True, slots=True)
class Gone:
    """One entry whose date was taken back: where it stood, what it was called, and which revision it is.

    ``beside`` is the name of the event beside which it stood as a to-do, empty for an event.
    """

    kept: Keepsake
    name: str
    stamp: Stamp
    beside: str = ""


@dataclass(frozen=True, slots=True)
class _Whole:
    """A date that was taken back, before it is split, and under which ids it stood as whose task."""

    kept: Keepsake
    stamp: Stamp
    date_id: str = ""
    task_ids: tuple[str, ...] = ()


def take_back(
    view: PersonalView, held: Holdings, revisions: Mapping[str, Revision], world: World
) -> Iterator[Gone]:
    """Yield what was taken back not long ago, each once: public dates, and tasks of whatever date."""
    if not view.filter.shows_cancelled:
        return
    told: set[str] = set()
    for whole in (*_public(view, held, revisions, world), *_lapsed(view, held, world)):
        for each in _split(whole, view.filter):
            if each.name not in told:
                told.add(each.name)
                yield each


def write_gone(gone: Gone, words: Words) -> Entry | Todo:
    """Word an entry whose date was taken back and not replaced."""
    entry = write_cancelled(gone.name, gone.kept, words.world, words.languages[0], words.naming)
    if not gone.beside:
        return entry
    due = entry.end if is_timed(entry) else entry.end - timedelta(days=1)
    return Todo(replace(entry, related=gone.beside), due, first=None, state=TaskState.OPEN)


def _split(whole: _Whole, chosen: Filter) -> Iterator[Gone]:
    kept, stamp = whole.kept, whole.stamp
    parts = tuple(_parts(kept, chosen.windows))
    for each in whole.task_ids or (whole.date_id,):
        names = [entry_name(kept.cycle, kept.country, each, part) for part, _, _ in parts]
        gone = [
            Gone(replace(kept, start=start, end=end), name, stamp)
            for name, (_, start, end) in zip(names, parts, strict=True)
        ]
        yield from gone
        if whole.task_ids and chosen.tasks is TaskForm.TODOS:
            name = entry_name(kept.cycle, kept.country, each)
            yield replace(gone[-1], name=name_todo(name), beside=gone[-1].name)


def _public(
    view: PersonalView, held: Holdings, revisions: Mapping[str, Revision], world: World
) -> Iterator[_Whole]:
    for kept, stamp in _put_together(held, revisions, world):
        if suits_any(kept.roles, kept.phase, kept.kind, view.filter):
            tasks = tuple(_tasks_of(kept, view))
            own = counted_stamp(stamp.modified) if tasks else stamp
            yield _Whole(kept, own, kept.milestone, tasks)


def _lapsed(view: PersonalView, held: Holdings, world: World) -> Iterator[_Whole]:
    for each in find_lapsed(view, held, world):
        dated = each.dated
        for mark in marks_of(dated, WindowForm.BARS):
            kept = replace(keep(mark, 0), milestone=dated.rule.id)
            tasks = (task_id_of(each.office.name, dated.id),) if each.office else ()
            yield _Whole(kept, counted_stamp(each.at), dated.id, tasks)


def _put_together(
    held: Holdings, revisions: Mapping[str, Revision], world: World
) -> Iterator[tuple[Keepsake, Stamp]]:
    """Yield each public date that was withdrawn and not replaced, its parts put together again."""
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
