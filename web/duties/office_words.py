"""An office, its people and its tasks in the words of a page, and what was said of one task."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from uprcycle.checklist.local import is_local
from uprcycle.checklist.task import Standing, Task
from uprcycle.checklist.tick import is_in_person
from uprcycle.days.span import GENEVA, day_span
from uprcycle.people import Assignment
from uprcycle.presence import Away
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.override import Override
from uprcycle.timetable.timetable import Timetable
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text
from web.cards import Text, When, word, word_date_shortly
from web.duties.source import OfficeView, Told

NEXT_MONTH = timedelta(days=31)


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


STANDINGS: Mapping[Standing, str] = {
    Standing.PLANNED: _("not yet"),
    Standing.OPEN: _("open"),
    Standing.ACKNOWLEDGED: _("somebody is on it"),
    Standing.LATE: _("late"),
    Standing.DONE: _("done"),
    Standing.NOT_APPLICABLE: _("does not apply"),
}
_STATES = {
    "open": _("open again"),
    "undone": _("taken back"),
    "acknowledged": _("somebody is on it"),
    "done": _("done"),
    "na": _("does not apply"),
    "not-mine": _("given back to the office"),
    "no more not-mine": _("taken up again"),
}
"""How a task can stand in the history; what somebody put off for themself alone is nobody else's business."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody who holds the office: from when to when, for whom they stand in, until when they are away."""

    name: str
    since: str
    until: str
    organisation: str
    deputy_of: str
    is_head: bool
    away_until: str
    instead: str


@dataclass(frozen=True, slots=True)
class Line:
    """A task of the office and what was last said of it."""

    id: str
    title: Text
    when: When
    standing: str
    is_late: bool
    said_by: str
    said_on: str
    note: str
    evidence: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """One entry of the history of a task."""

    on: str
    state: str
    by: str
    note: str
    evidence: str


@dataclass(frozen=True, slots=True)
class SetByHand:
    """A date that somebody set, and why."""

    title: Text
    when: When
    reason: str


def word_people(view: OfficeView, today: date, language: Language) -> tuple[list[Sitting], list[Sitting]]:
    """Return who sits there today, heads first, and who will; those who left are left out."""
    away = {each.person.id: each for each in view.away}
    names = {each.person.id: each.person.name for each in view.assignments}
    here = [each for each in view.assignments if each.holds_on(today)]
    here.sort(key=lambda each: (not each.is_head, bool(each.deputy_of), each.person.name))
    coming = sorted(
        (each for each in view.assignments if each.valid_from > today),
        key=lambda each: (each.valid_from, each.person.name),
    )
    return (
        [_sitting(each, away.get(each.person.id), names, language) for each in here],
        [_sitting(each, None, names, language) for each in coming],
    )


def word_tasks(tasks: Iterable[Task], view: OfficeView, today: date, language: Language) -> tuple[Line, ...]:
    """Return tasks as lines, in their order."""
    return tuple(_line(each, view.names, today, language) for each in tasks)


def word_history(said: Iterable[Told], language: Language) -> Iterator[Spoken]:
    """Yield what was said of a task in the name of its office."""
    for each in said:
        if each.state in _STATES:
            by = each.by or language.text("somebody who is not known here any more")
            state = language.text(_STATES[each.state])
            yield Spoken(_day(each.at, language), state, by, each.note, each.evidence)


def word_dates(milestones: Iterable[Milestone], language: Language) -> list[tuple[Text, When]]:
    """Return dates with their titles."""
    return [
        (word(each.rule.title, language), word_date_shortly(each.span, each.status, language))
        for each in milestones
    ]


def word_by_hand(
    overrides: Iterable[Override], timetable: Timetable, language: Language
) -> Iterator[SetByHand]:
    """Yield the dates that somebody set."""
    for each in overrides:
        dated = timetable.milestone(each.aim.milestone)
        title = word(dated.rule.title, language) if dated else Text(each.aim.milestone, "en")
        yield SetByHand(title, word_date_shortly(each.span, each.status, language), each.reason)


def _sitting(held: Assignment, away: Away | None, names: Mapping[str, str], language: Language) -> Sitting:
    return Sitting(
        name=held.person.name,
        since="" if held.valid_from == date.min else short_span_text(day_span(held.valid_from), language),
        until="" if held.valid_to == date.max else short_span_text(day_span(held.valid_to), language),
        organisation=held.organisation,
        deputy_of=names.get(held.deputy_of, held.deputy_of and language.text("somebody else")),
        is_head=held.is_head,
        away_until=short_span_text(day_span(away.until), language) if away else "",
        instead=", ".join(each.name for each in away.instead) if away else "",
    )


def _line(task: Task, names: Mapping[str, str], today: date, language: Language) -> Line:
    tick, standing = task.tick, task.standing(today)
    return Line(
        id=task.id,
        title=word(task.title, language),
        when=word_date_shortly(task.span, task.status, language),
        standing=language.text(STANDINGS[standing]),
        is_late=standing is Standing.LATE,
        said_by=names.get(tick.by, "" if is_in_person(tick.via) else tick.by) if tick else "",
        said_on=_day(tick.at, language) if tick else "",
        note=tick.note if tick else "",
        evidence=tick.evidence if tick else "",
        is_own=is_local(task.id),
    )


def _day(moment: datetime, language: Language) -> str:
    return short_span_text(day_span(moment.astimezone(GENEVA).date()), language)
