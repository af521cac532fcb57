"""A feed of one's own as bytes: what the offices of a person may see, and what they have to do.

Nothing here knows the token; whoever asks has looked up the right. The same view, release,
histories and languages give the same bytes.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import partial

from calendars.endings import stamp_of_ending, write_ending
from calendars.entries import Entry, Mark, Todo, marks_of
from calendars.histories import stamp_of_date, stamp_of_task
from calendars.holdings import Holdings, PersonalView, hold
from calendars.ics import Stamp, calendar_bytes, component_bytes, todo_bytes
from calendars.identity import Site
from calendars.press import RenderedFeed
from calendars.private_covers import About, write_private_cover
from calendars.publish import is_in_time
from calendars.selection import window_of
from calendars.taken_back import take_back, write_gone
from calendars.tasks import Words, task_name, todo_name, write_date, write_task, write_todo
from calendars.wording import Variant
from uprcycle.days.span import Status
from uprcycle.store.ports import Revision
from uprcycle.subscriptions import TaskForm
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.timetable import known
from uprcycle.timetable.world import World
from uprcycle.wording.language import Language

MOST_ENTRIES, MOST_BYTES = 1_000, 690_000
"""What every client takes, with room for the head of the calendar."""

_RUNGS: tuple[tuple[Variant, tuple[int, int] | None], ...] = (
    (Variant.OWN, None),
    (Variant.SHARED, None),
    *((Variant.SHARED, months) for months in ((24, 24), (12, 18), (6, 12), (3, 9), (1, 6), (1, 3))),
)
"""In how many words and for how many months a feed may be written, most first; the first that fits is."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """One component before it is worded: by what it is sorted and chosen, and how it is worded."""

    start: str
    end: str
    name: str
    stamp: Stamp
    write: Callable[[Words], Entry | Todo]


@dataclass(frozen=True, slots=True)
class _Source:
    """What one feed is made from."""

    view: PersonalView
    world: World
    revisions: Mapping[str, Revision]
    held: Holdings


def render_personal(
    view: PersonalView,
    world: World,
    revisions: Mapping[str, Revision],
    languages: Sequence[Language],
    site: Site,
) -> RenderedFeed:
    """Return the feed of ``view`` as the release of ``world`` shows it.

    What is too much for clients is worded briefly, and then kept to the months around the
    release; the description says so.

    Args:
        view: The subscription, what its owner may see, and the checklists of the offices.
        world: The release and all that follows from it.
        revisions: The histories of public entries, by name.
        languages: One or two; summaries are in the first.
        site: Where the pages are, and the host that signs the UIDs.
    """
    source = _Source(view, world, revisions, hold(view, world))
    pieces = sorted(_pieces(source), key=lambda each: (each.start, each.name))
    bodies: list[bytes] = []
    for variant, months in _RUNGS:
        window = window_of(months, world) if months else None
        near = [each for each in pieces if window is None or window.holds(each.start, each.end)]
        if len(near) > MOST_ENTRIES and months != _RUNGS[-1][1]:
            continue
        words = _words(source, languages, variant)
        bodies = [_bytes_of(each, words, site) for each in near]
        if sum(map(len, bodies)) <= MOST_BYTES:
            break
    ending = stamp_of_ending(view.subscription)
    last = component_bytes(write_ending(view.subscription, languages), ending, site)
    about = About(view, source.held, window, len(pieces) - len(near))
    body = calendar_bytes(write_private_cover(about, world, languages[0], site), (*bodies, last))
    modified = max((world.release.at, ending.modified, *(each.stamp.modified for each in near)))
    return RenderedFeed(
        body,
        f'"{hashlib.sha256(body).hexdigest()}"',
        modified.astimezone(UTC).replace(microsecond=0),
        len(bodies),
    )


def _words(source: _Source, languages: Sequence[Language], variant: Variant) -> Words:
    offices = source.view.right.offices
    return Words(
        world=source.world,
        languages=languages,
        variant=variant,
        names_states=len(source.held.countries) != 1,
        names_offices=len(offices) > len({each.country for each in offices}),
        has_alarms=source.view.filter.has_alarms,
    )


def _pieces(source: _Source) -> Iterator[_Piece]:
    yield from _dates(source)
    yield from _tasks(source)
    for gone in take_back(source.view, source.held, source.revisions, source.world):
        yield _Piece(gone.kept.start, gone.kept.end, gone.name, gone.stamp, partial(write_gone, gone))


def _dates(source: _Source) -> Iterator[_Piece]:
    for milestone in known(source.held.dates):
        stamp = stamp_of_date(milestone, source.revisions, source.world.release)
        for mark in _marks(milestone, stamp, source):
            yield _piece(mark, mark.name, stamp, partial(write_date, mark))


def _tasks(source: _Source) -> Iterator[_Piece]:
    has_todos = source.view.filter.tasks is TaskForm.TODOS
    for task in (each for each in source.held.tasks if each.dated.is_known):
        stamp = stamp_of_task(task, source.revisions, source.world.release)
        marks = _marks(task.dated, stamp, source)
        for mark in marks:
            has_todo = has_todos and mark is marks[-1]
            event = partial(write_task, mark, task, has_todo=has_todo)
            yield _piece(mark, task_name(task, mark.part), stamp, event)
            if has_todo:
                yield _piece(mark, todo_name(task), stamp, partial(write_todo, mark, task))


def _marks(dated: Milestone, stamp: Stamp, source: _Source) -> tuple[Mark, ...]:
    """Return where a date stands; nowhere when it was cancelled long ago, or what is so is not wanted."""
    chosen = source.view.filter
    if dated.status is Status.WITHDRAWN:
        is_news = is_in_time(stamp.modified, source.world.release)
        if not is_news or not chosen.shows_cancelled:
            return ()
    return marks_of(dated, chosen.windows)


def _piece(mark: Mark, name: str, stamp: Stamp, write: Callable[[Words], Entry | Todo]) -> _Piece:
    return _Piece(mark.start.isoformat(), mark.end.isoformat(), name, stamp, write)


def _bytes_of(piece: _Piece, words: Words, site: Site) -> bytes:
    written = piece.write(words)
    if isinstance(written, Todo):
        return todo_bytes(written, piece.stamp, site)
    return component_bytes(written, piece.stamp, site)
