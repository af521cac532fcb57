"""What stands in a feed of one's own, before it is worded.

A piece is a value: what its words rest on, and nothing of who reads it. Equal pieces in equal
words are equal bytes, in whosever feed they stand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from calendars.entries import Entry, Mark, Todo, marks_of
from calendars.histories import stamp_of_date, stamp_of_task
from calendars.holdings import Holdings, PersonalView
from calendars.ics import Stamp, component_bytes, todo_bytes
from calendars.identity import Site
from calendars.publish import is_in_time
from calendars.taken_back import Gone, take_back, write_gone
from calendars.tasks import Words, task_name, todo_name, write_date, write_task, write_todo
from uprcycle.checklist.task import Task
from uprcycle.days.span import Status
from uprcycle.store.ports import Revision
from uprcycle.subscriptions import TaskForm
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.timetable import known
from uprcycle.timetable.world import World

_LENGTH_OF_A_DAY = len("2026-05-04")


@dataclass(frozen=True, slots=True)
class Source:
    """What one feed is made from."""

    view: PersonalView
    world: World
    revisions: Mapping[str, Revision]
    held: Holdings


@dataclass(frozen=True, slots=True)
class TaskMark:
    """A mark of a task; ``has_todo`` where a to-do stands beside it."""

    mark: Mark
    task: Task
    has_todo: bool


@dataclass(frozen=True, slots=True)
class TodoMark:
    """The last mark of a task, beside which it stands as a to-do."""

    mark: Mark
    task: Task


@dataclass(frozen=True, slots=True)
class Piece:
    """One component before it is worded: where it is sorted and chosen, which revision, and what it shows."""

    start: str
    end: str
    name: str
    stamp: Stamp
    shown: Mark | TaskMark | TodoMark | Gone


def pieces_of(source: Source) -> tuple[Piece, ...]:
    """Return everything that a feed holds, by start and name."""
    found = (*_dates(source), *_tasks(source), *_gone(source))
    return tuple(sorted(found, key=lambda each: (each.start, each.name)))


def quiet_about_the_past(words: Words, end: str, stamp: Stamp) -> Words:
    """Return ``words`` without alarms for what ended, at ``end`` as ISO text, before it last changed."""
    is_over = end[:_LENGTH_OF_A_DAY] <= stamp.modified.date().isoformat()
    return replace(words, has_alarms=words.has_alarms and not is_over)


def piece_bytes(piece: Piece, words: Words, site: Site) -> bytes:
    """Return a piece as a component: always the same bytes for the same three.

    What was over when it last changed does not ring: programs tell all alarms that they missed at once.
    """
    written = _written(piece.shown, quiet_about_the_past(words, piece.end, piece.stamp))
    if isinstance(written, Todo):
        return todo_bytes(written, piece.stamp, site)
    return component_bytes(written, piece.stamp, site)


def _written(shown: Mark | TaskMark | TodoMark | Gone, words: Words) -> Entry | Todo:
    match shown:
        case Mark():
            return write_date(shown, words)
        case TaskMark(mark, task, has_todo):
            return write_task(mark, task, words, has_todo=has_todo)
        case TodoMark(mark, task):
            return write_todo(mark, task, words)
        case Gone():
            return write_gone(shown, words)


def _dates(source: Source) -> Iterator[Piece]:
    for milestone in known(source.held.dates):
        stamp = stamp_of_date(milestone, source.revisions, source.world.release)
        for mark in _marks(milestone, stamp, source):
            yield _piece(mark, mark.name, stamp, mark)


def _tasks(source: Source) -> Iterator[Piece]:
    has_todos = source.view.filter.tasks is TaskForm.TODOS
    for task in (each for each in source.held.tasks if each.dated.is_known):
        stamp = stamp_of_task(task, source.revisions, source.world.release)
        marks = _marks(task.dated, stamp, source)
        for mark in marks:
            has_todo = has_todos and mark is marks[-1]
            yield _piece(mark, task_name(task, mark.part), stamp, TaskMark(mark, task, has_todo))
            if has_todo:
                yield _piece(mark, todo_name(task), stamp, TodoMark(mark, task))


def _gone(source: Source) -> Iterator[Piece]:
    for gone in take_back(source.view, source.held, source.revisions, source.world):
        yield Piece(gone.kept.start, gone.kept.end, gone.name, gone.stamp, gone)


def _marks(dated: Milestone, stamp: Stamp, source: Source) -> tuple[Mark, ...]:
    """Return where a date stands; nowhere when it was cancelled long ago, or what is so is not wanted."""
    chosen = source.view.filter
    if dated.status is Status.WITHDRAWN:
        is_news = is_in_time(stamp.modified, source.world.release)
        if not is_news or not chosen.shows_cancelled:
            return ()
    return marks_of(dated, chosen.windows)


def _piece(mark: Mark, name: str, stamp: Stamp, shown: Mark | TaskMark | TodoMark) -> Piece:
    return Piece(mark.start.isoformat(), mark.end.isoformat(), name, stamp, shown)
