"""The feed of an office's own: its tasks as events with to-dos beside them, and alarms.

The office is that of the resident coordinator in Uganda, which has seen, done and set aside a task each.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from calendars.endings import stamp_of_ending, write_ending
from calendars.entries import marks_of
from calendars.histories import stamp_of_date, stamp_of_task
from calendars.holdings import PersonalView, hold
from calendars.personal import render_personal
from calendars.pieces import quiet_about_the_past
from calendars.press import RenderedFeed
from calendars.tasks import Words, write_date, write_task, write_todo
from calendars.wording import Variant
from flows.installation.wiring import Wiring
from tests.flows.installed import NOON
from tests.interop.meant import Meant, item_of, kinds_of
from uprcycle.checklist.build import build_checklist
from uprcycle.checklist.task import Task
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.people import Office, Role
from uprcycle.reviews.phases import Phase
from uprcycle.subscriptions import Filter, Right, Scope, Subscription, TaskForm
from uprcycle.timetable.milestone import Milestone
from uprcycle.wording.language import Language

NAME = "own"
OWN_KINDS = ("task", "to-do", "alarm", "alarm before a last day", "alarm of a to-do", "end of the feed")

_OFFICE = Office("RCO Uganda", "UGA", frozenset({Role.RCO, Role.UNCT}))
_SAID = {
    "submit-joint-unct-report": TaskState.DONE,
    "read-three-documents": TaskState.ACKNOWLEDGED,
    "host-viewing-event": TaskState.NOT_APPLICABLE,
}
_STATES = {
    TaskState.OPEN: "NEEDS-ACTION",
    TaskState.ACKNOWLEDGED: "IN-PROCESS",
    TaskState.DONE: "COMPLETED",
    TaskState.NOT_APPLICABLE: "CANCELLED",
}
_SUBSCRIPTION = Subscription(
    id="s1",
    person="p1",
    title="My duties; all, of them",
    scope=Scope.PERSON,
    digest="0" * 64,
    made=NOON,
    expires=date(2027, 6, 1),
    filter=Filter(
        phases=(Phase.SUBMISSIONS, Phase.PRE_SESSION, Phase.REVIEW), tasks=TaskForm.TODOS, has_alarms=True
    ),
)


def render_own(wiring: Wiring, language: Language) -> RenderedFeed:
    """Return the feed as bytes."""
    revisions = wiring.store.revisions.current()
    return render_personal(_view(wiring), wiring.world(), revisions, (language,), wiring.site)


def meant_own(wiring: Wiring, language: Language) -> dict[str, Meant]:
    """Return what the feed is meant to say, by UID."""
    held = hold(_view(wiring), wiring.world())
    words = Words(wiring.world(), (language,), Variant.OWN, names_states=False, has_alarms=True)
    dates = (each for each in held.dates if each.is_known)
    tasks = (each for each in held.tasks if each.dated.is_known)
    found = [
        *(each for dated in dates for each in _of_date(dated, words, wiring)),
        *(each for task in tasks for each in _of_task(task, words, wiring)),
        _of_ending(language, wiring),
    ]
    return {each.item.uid: each for each in found}


def _view(wiring: Wiring) -> PersonalView:
    ticks = [Tick("UGA", 4, task, _OFFICE.name, state, "p1", NOON) for task, state in _SAID.items()]
    checklist = build_checklist(wiring.world().timetable("UGA", 4), _OFFICE, ticks)
    return PersonalView(_SUBSCRIPTION, Right((_OFFICE,), frozenset({_OFFICE})), (checklist,))


def _of_ending(language: Language, wiring: Wiring) -> Meant:
    sequence = stamp_of_ending(_SUBSCRIPTION).sequence
    return Meant(item_of(write_ending(_SUBSCRIPTION, (language,)), sequence, wiring), ("end of the feed",))


def _of_date(milestone: Milestone, words: Words, wiring: Wiring) -> Iterator[Meant]:
    stamp = stamp_of_date(milestone, wiring.store.revisions.current(), wiring.world().release)
    for mark in marks_of(milestone):
        entry = write_date(mark, quiet_about_the_past(words, mark.end.isoformat(), stamp))
        kinds = (*kinds_of(mark, stamp.sequence), *(["alarm"] if entry.alarms else []))
        yield Meant(item_of(entry, stamp.sequence, wiring), kinds)


def _of_task(task: Task, words: Words, wiring: Wiring) -> Iterator[Meant]:
    stamp = stamp_of_task(task, wiring.store.revisions.current(), wiring.world().release)
    *before, last = marks_of(task.dated)
    for mark in (*before, last):
        ringing = quiet_about_the_past(words, mark.end.isoformat(), stamp)
        entry = write_task(mark, task, ringing, has_todo=mark is last)
        rings_within = any(each < timedelta(0) for each in entry.alarms)
        kinds = (
            "task",
            *(["alarm"] if entry.alarms else []),
            *(["alarm before a last day"] if rings_within else []),
        )
        yield Meant(item_of(entry, stamp.sequence, wiring), kinds)
    todo = write_todo(last, task, quiet_about_the_past(words, last.end.isoformat(), stamp))
    item = replace(
        item_of(todo.entry, stamp.sequence, wiring),
        component="VTODO",
        start=todo.first,
        end=todo.due,
        status=_STATES[task.state],
        completed=todo.completed,
    )
    yield Meant(item, ("to-do", *(["alarm of a to-do"] if todo.entry.alarms else [])))
