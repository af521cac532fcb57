"""Tasks of one office as entries: their names, their words, and how far they are.

The name of an office may be in any script and may change its shape, so a digest of it stands
in the names of its entries. What an office wrote on a tick stays on its list.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date
from zoneinfo import ZoneInfo

from calendars.entries import Entry, Mark, Todo
from calendars.headings import head_cancelled, head_task, place_of
from calendars.identity import Part, entry_name, page_path
from calendars.ringing import rings_before, rings_of
from calendars.wording import (
    Variant,
    brief_text,
    categories_text,
    description_text,
    shorten,
    summary_text,
    title_and_status,
    when_and_status,
)
from uprcycle.checklist.task import Task, safe_day
from uprcycle.checklist.tick import TaskState
from uprcycle.countries import Country
from uprcycle.days.span import Days, Instant, Span, Status, day_span
from uprcycle.rules.rule import Kind
from uprcycle.timetable.world import World
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text

_LETTERS = 12


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
    alarms = rings_of(mark, safe_day(mark.milestone), _zone(mark, words)) if is_ringing else ()
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
        summary=_summary(mark, mark.part, task, words),
        description=f"{_all_told(task, words)}\n\n{entry.description}",
        categories=(*entry.categories, language.text("task")),
        related=todo_name(task) if has_todo else "",
        alarms=rings_of(mark, task.due, _zone(mark, words)) if is_ringing else (),
    )


def write_todo(mark: Mark, task: Task, words: Words) -> Todo:
    """Word a task as a to-do beside the event of ``mark``, the last one of the task."""
    event = write_task(mark, task, words)
    due, first = _reach(task.span, task.due or mark.start)
    return Todo(
        entry=replace(
            event,
            name=todo_name(task),
            summary=_summary(mark, Part.WHOLE, task, words),
            description=f"{_all_told(task, words)}\n\n{_whens(mark, words)}",
            related=event.name,
            alarms=rings_before(due, _zone(mark, words)) if event.alarms else (),
        ),
        due=due,
        first=first,
        state=task.state,
        completed=task.tick.at if task.tick and task.state is TaskState.DONE else None,
    )


def _reach(span: Span, safe: date) -> tuple[date, date | None]:
    """Return when a to-do is due, an hour or the safe day, and on which earlier day it begins."""
    if isinstance(span, Instant):
        return span.end.astimezone(UTC), None
    return safe, span.first if isinstance(span, Days) and span.first < safe else None


def _entry(mark: Mark, words: Words, variant: Variant) -> Entry:
    """Word a mark: the first language says it all, the other the title, the date and why in brief."""
    milestone, (first, *others) = mark.milestone, words.languages
    whole = description_text(milestone, words.world, first, variant)
    described = (whole, *(brief_text(milestone, each) for each in others))
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


def _whens(mark: Mark, words: Words) -> str:
    return "\n".join(when_and_status(mark.milestone, each, _zone(mark, words)) for each in words.languages)


def _may_ring(mark: Mark, words: Words) -> bool:
    """Tell whether anybody asked for alarms, and some calendar holds the review that it is about."""
    return words.has_alarms and not mark.is_withdrawn and not mark.milestone.is_projected


def _summary(mark: Mark, part: Part, task: Task, words: Words) -> str:
    """Return the first line of a task: its state before its title, which nobody overlooks."""
    language = words.languages[0]
    title = title_and_status(mark.milestone, language, _named(mark, words))
    if words.names_offices:
        title = f"{title} · {task.office.name}"
    if mark.is_withdrawn or task.state is TaskState.NOT_APPLICABLE:
        return shorten(head_cancelled(title, language))
    if task.state is TaskState.DONE:
        return shorten(language.text("Done: {title}", title=title))
    return shorten(head_task(title, place_of(mark.milestone, part), language))


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
