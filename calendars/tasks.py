"""Tasks of one office as entries: their names, their words, and how far they are.

The name of an office may be in any script and may change its shape, so a digest of it stands
in the names of its entries. What an office wrote on a tick stays on its list.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from calendars.entries import Entry, Mark, Todo
from calendars.identity import Part, entry_name, page_path
from calendars.wording import Variant, categories_text, description_text, shorten, summary_text
from uprcycle.checklist.task import Task
from uprcycle.checklist.tick import TaskState
from uprcycle.countries import Country
from uprcycle.days.span import Days, Instant, Span, Status, day_span
from uprcycle.rules.rule import Kind
from uprcycle.timetable.world import World
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import title_text

_LETTERS = 12
_RINGS_AT = time(9)
_RINGS_BEFORE = (timedelta(days=7), timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Words:
    """In which words a feed of one's own is written: one or two languages, and how fully.

    ``names_states`` says whether the State stands in every summary, ``names_offices`` whether the
    office stands in that of its tasks.
    """

    world: World
    languages: Sequence[Language]
    variant: Variant
    names_states: bool
    names_offices: bool = False
    has_alarms: bool = False

    @property
    def naming(self) -> Variant:
        """The variant whose summaries begin as these do."""
        return Variant.SHARED if self.names_states else Variant.OWN


def task_id_of(office: str, task: str) -> str:
    """Return what stands in the name of an entry for the task of an office: ``visit-for-1f0c2a9be4d7``."""
    return f"{task}-for-{hashlib.sha256(office.encode()).hexdigest()[:_LETTERS]}"


def task_name(task: Task, part: Part = Part.WHOLE) -> str:
    """Return the name of the entry of a task: ``4-KEN-visit-for-1f0c2a9be4d7``."""
    return entry_name(task.cycle, task.country, task_id_of(task.office.name, task.id), part)


def todo_name(task: Task) -> str:
    """Return the name of the to-do that stands beside the entry of a task."""
    return name_todo(task_name(task))


def name_todo(name: str) -> str:
    """Return the name of the to-do beside the entry of a task that has this name as a whole."""
    return f"{name}-todo"


def write_date(mark: Mark, words: Words) -> Entry:
    """Word the mark of a date for a feed of one's own."""
    is_ringing = mark.milestone.rule.kind is Kind.DEADLINE and _may_ring(mark, words)
    alarms = alarms_before(mark.start, _zone(mark, words)) if is_ringing else ()
    return replace(_entry(mark, words, words.variant), alarms=alarms)


def write_task(mark: Mark, task: Task, words: Words, *, has_todo: bool = False) -> Entry:
    """Word a mark of a task as an event; ``has_todo`` where a to-do stands beside it."""
    entry = _entry(mark, words, Variant.TASK if words.variant is Variant.OWN else words.variant)
    language, is_ringing = words.languages[0], not task.is_settled and _may_ring(mark, words)
    return replace(
        entry,
        name=task_name(task, mark.part),
        status=Status.WITHDRAWN if task.state is TaskState.NOT_APPLICABLE else entry.status,
        is_busy=False,
        summary=_headed(entry.summary, task, words),
        description=f"{_all_told(task, words)}\n\n{entry.description}",
        categories=(*entry.categories, language.text("task")),
        related=todo_name(task) if has_todo else "",
        alarms=alarms_before(mark.start, _zone(mark, words)) if is_ringing else (),
    )


def write_todo(mark: Mark, task: Task, words: Words) -> Todo:
    """Word a task as a to-do beside the event of ``mark``, the last one of the task."""
    event, language, span = write_task(mark, task, words), words.languages[0], task.span
    summary = summary_text(task.dated, Part.WHOLE, language, _named(mark, words))
    due, first = _reach(span, task.due or mark.start)
    return Todo(
        entry=replace(
            event,
            name=todo_name(task),
            summary=_headed(summary, task, words),
            description=_all_told(task, words),
            related=event.name,
            alarms=(),
        ),
        due=due,
        first=first,
        state=task.state,
        completed=task.tick.at if task.tick and task.state is TaskState.DONE else None,
    )


def alarms_before(start: date, zone: ZoneInfo) -> tuple[timedelta, ...]:
    """Return how long before ``start`` it is nine in the morning, a week and a day earlier.

    A day begins at midnight wherever the reader is; an hour is asked in ``zone``.
    """
    local = start.astimezone(zone) if isinstance(start, datetime) else datetime.combine(start, time(0), zone)
    rings = (datetime.combine((local - each).date(), _RINGS_AT, zone) for each in _RINGS_BEFORE)
    if isinstance(start, datetime):
        return tuple(start - each.astimezone(UTC) for each in rings)
    return tuple(local - each for each in rings)  # one zone: wall clocks are compared, as clients do


def _reach(span: Span, safe: date) -> tuple[date, date | None]:
    """Return when a to-do is due, an hour or the safe day, and on which earlier day it begins."""
    if isinstance(span, Instant):
        return span.end.astimezone(UTC), None
    return safe, span.first if isinstance(span, Days) and span.first < safe else None


def _entry(mark: Mark, words: Words, variant: Variant) -> Entry:
    """Word a mark: the summary in the first language, the description in all."""
    milestone, (first, *others) = mark.milestone, words.languages
    described = [description_text(milestone, words.world, first, variant)]
    for language in others:
        text = description_text(milestone, words.world, language, variant)
        described.append(f"{title_text(milestone.rule, language)}\n{text}")
    return Entry(
        name=mark.name,
        start=mark.start,
        end=mark.end,
        status=milestone.status,
        kind=milestone.rule.kind,
        is_busy=mark.is_busy and not mark.is_withdrawn,
        summary=summary_text(milestone, mark.part, first, _named(mark, words)),
        description="\n\n".join(described),
        categories=categories_text(milestone.rule, first),
        path=page_path(milestone.country, milestone.rule.id),
        language=first.code,
        is_bilingual=bool(others),
    )


def _named(mark: Mark, words: Words) -> Country | None:
    return words.world.countries[mark.milestone.country] if words.names_states else None


def _zone(mark: Mark, words: Words) -> ZoneInfo:
    return words.world.countries[mark.milestone.country].zone


def _all_told(task: Task, words: Words) -> str:
    return "\n\n".join("\n".join(_told(task, each)) for each in words.languages)


def _may_ring(mark: Mark, words: Words) -> bool:
    """Tell whether anybody asked for alarms, and some calendar holds the review that it is about."""
    return words.has_alarms and not mark.is_withdrawn and not mark.milestone.is_projected


def _headed(summary: str, task: Task, words: Words) -> str:
    """Return a summary with the state of the task before it, which nobody overlooks."""
    language = words.languages[0]
    title = f"{summary} · {task.office.name}" if words.names_offices else summary
    match task.state:
        case TaskState.OPEN | TaskState.ACKNOWLEDGED:
            headed = language.text("To do: {title}", title=title)
        case TaskState.DONE:
            headed = language.text("Done: {title}", title=title)
        case TaskState.NOT_APPLICABLE:
            headed = language.text("Cancelled, does not apply: {title}", title=title)
    return shorten(headed)


def _told(task: Task, language: Language) -> tuple[str, ...]:
    whose = language.text("A task of {office}.", office=task.office.name)
    if task.tick is None:
        return (whose,)
    day = short_span_text(day_span(task.tick.at.date()), language)
    match task.state:
        case TaskState.OPEN:
            said = language.text("Open again since {day}.", day=day)
        case TaskState.ACKNOWLEDGED:
            said = language.text("Seen on {day}.", day=day)
        case TaskState.DONE:
            said = language.text("Done on {day}.", day=day)
        case TaskState.NOT_APPLICABLE:
            said = language.text("Does not apply, as said on {day}.", day=day)
    return whose, said
