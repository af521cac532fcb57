"""Running checklists beside other rules, as a person reads them and as a script does."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from flows.cli.output import Section, print_lines, print_sections, print_table
from flows.releases.merging import Merge
from uprcycle.checklist.merge import Effect, TaskChange
from uprcycle.days.span import day_span
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import title_text

_TASK = 0  # the column that gives way


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_EFFECT = {
    Effect.ADDED: _("new"),
    Effect.MOVED: _("moved"),
    Effect.REWORDED: _("changed in words"),
    Effect.DROPPED: _("dropped"),
}


def print_merges(merges: Sequence[Merge], language: Language, *, wide: bool) -> None:
    """Write of each running checklist how many open tasks change and how, and each of them if wished."""
    if not merges:
        print_lines(language.text("No open task of a running checklist changes."), "")
        return
    print_lines(language.text("Open tasks of running checklists; what is ticked stays ticked:"))
    labels = [language.text(_EFFECT[each]) for each in Effect]
    rows = [
        (each.office.country, each.office.name, *(str(_count(each, effect)) for effect in Effect))
        for each in merges
    ]
    print_table([language.text("State"), language.text("Office"), *labels], rows)
    print_lines("")
    if wide:
        headings = [language.text(each) for each in ("Task", "Change", "Was due", "Will be due")]
        sections = [Section(each.office.name, list(_rows(each.changes, language))) for each in merges]
        print_sections(headings, sections, elastic=_TASK)
        print_lines("")


def show_merges(merges: Iterable[Merge], language: Language) -> list[dict[str, Any]]:
    """Return the same for JSON, task by task."""
    return [
        {
            "country": each.office.country,
            "cycle": each.cycle,
            "office": each.office.name,
            "tasks": [_row_json(change, language) for change in each.changes],
        }
        for each in merges
    ]


def _count(merge: Merge, effect: Effect) -> int:
    return sum(each.effect is effect for each in merge.changes)


def _rows(changes: Iterable[TaskChange], language: Language) -> Iterator[tuple[str, ...]]:
    for each in changes:
        title = title_text(each.task.rule, language)
        yield title, language.text(_EFFECT[each.effect]), *(_due(day, language) for day in _days(each))


def _days(change: TaskChange) -> tuple[date | None, date | None]:
    return change.was, change.will_be


def _due(day: date | None, language: Language) -> str:
    return short_span_text(day_span(day), language) if day else "–"


def _row_json(change: TaskChange, language: Language) -> dict[str, Any]:
    old, new = (day.isoformat() if day else None for day in _days(change))
    title = title_text(change.task.rule, language)
    return {"id": change.task.id, "title": title, "change": change.effect.value, "old": old, "new": new}
