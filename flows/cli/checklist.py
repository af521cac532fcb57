"""Doing: the ``checklist`` of a country's office, and the ``tick`` of one task."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer

from flows.checklists import checklist_of
from flows.cli.arguments import CountryName, Cycle
from flows.cli.output import Json, Lang, Section, print_json, print_lines, print_sections
from flows.nearest import suggest
from flows.wiring import wire
from uprcycle.checklist.build import Checklist
from uprcycle.checklist.task import Task, TaskState, Tick
from uprcycle.days.span import day_span
from uprcycle.errors import BadInputError, Problem
from uprcycle.reviews.phases import Phase
from uprcycle.store.packaged import load_language
from uprcycle.wording.language import Language
from uprcycle.wording.shown import show_span
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import phase_text, status_text, title_text

_MARKS = {TaskState.OPEN: "[ ]", TaskState.DONE: "[x]", TaskState.NOT_APPLICABLE: "[–]"}
_TASK = 3  # the column that gives way

Office = Annotated[
    str, typer.Option(help='Office by name, such as "RCO Kenya"; by default the one that leads.')
]


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("checklist")(checklist)
    app.command("tick")(tick)


def checklist(
    country: CountryName, office: Office = "", cycle: Cycle = None, lang: Lang = "en", as_json: Json = False
) -> None:
    """List the tasks of a country's office, with due days and ticks.

    Example: uprcycle checklist KEN --office "RCO Kenya"
    """
    wiring, language = wire(), load_language(lang)
    found = checklist_of(wiring, country, office, cycle)
    if as_json:
        print_json([_task_json(each, language) for each in found.tasks])
        return
    print_lines(*_head(found, wiring.today(), language), "")
    headings = [language.text(each) for each in ("", "Due", "How sure", "Task", "Id")]
    sections = [
        Section(
            phase_text(phase, language),
            [_row(each, language) for each in found.tasks if each.rule.phase is phase],
        )
        for phase in Phase
    ]
    print_sections(headings, sections, elastic=_TASK)
    print_lines("", language.text("To tick a task:") + f' uprcycle tick {found.country} ID --by "…"')


def tick(
    country: CountryName,
    task: Annotated[str, typer.Argument(metavar="TASK", help="The id of a task, as `checklist` lists it.")],
    by: Annotated[str, typer.Option(help="Who says so.")],
    state: Annotated[
        TaskState, typer.Option(help="done, na (does not apply) or open (again).")
    ] = TaskState.DONE,
    note: Annotated[str, typer.Option(help="A remark, kept with the tick.")] = "",
    office: Office = "",
    cycle: Cycle = None,
) -> None:
    """Say that a task is done, does not apply, or is open again.

    Example: uprcycle tick KEN integrate-into-unsdcf --by "A. Example"
    """
    _require_text(("--by", by), ("--note", note or "no remark"))
    wiring = wire()
    found = checklist_of(wiring, country, office, cycle)
    _require_task(found, task)
    wiring.store.ticks.record(Tick(found.country, found.cycle, task, state, by, wiring.now(), note))
    undo = "" if state is TaskState.OPEN else f"; undo with --state {TaskState.OPEN.value}"
    print_lines(f"{found.office.name}: {task} is {state.value}{undo}")


def _require_text(*given: tuple[str, str]) -> None:
    problems = [
        Problem(where, f"{text!r} cannot be kept", "write it as plain text on one line")
        for where, text in given
        if not text.strip() or not text.isprintable()
    ]
    if problems:
        raise BadInputError("the tick cannot be recorded", problems)


def _require_task(found: Checklist, task_id: str) -> None:
    if found.task(task_id) is None:
        remedy = suggest(task_id, [each.id for each in found.tasks], "`uprcycle checklist` lists them")
        problem = Problem(found.office.name, f"has no task {task_id!r}", remedy)
        raise BadInputError("there is no such task", [problem])


def _head(found: Checklist, today: date, language: Language) -> Iterator[str]:
    done = len(found.tasks) - len(found.open_tasks)
    yield language.text(
        "{office} · cycle {cycle} · {done} of {all} done",
        office=found.office.name,
        cycle=found.cycle,
        done=done,
        all=len(found.tasks),
    )
    late = sum(
        each.due is not None and each.due < today and not each.rule.voluntary for each in found.open_tasks
    )
    if late:
        yield language.plural("{count} task is past its day", "{count} tasks are past their day", late)


def _row(task: Task, language: Language) -> tuple[str, ...]:
    due = short_span_text(day_span(task.due), language) if task.due else language.text("not known")
    certainty = status_text(task.status, language) if task.due else "–"
    return _MARKS[task.state], due, certainty, title_text(task.rule, language), task.id


def _task_json(task: Task, language: Language) -> dict[str, object]:
    return {
        "country": task.country,
        "cycle": task.cycle,
        "office": task.office.name,
        "id": task.id,
        "title": title_text(task.rule, language),
        "phase": task.rule.phase.value,
        "phase_title": phase_text(task.rule.phase, language),
        "due": task.due.isoformat() if task.due else None,
        **show_span(task.span),
        "status": task.status.value,
        "state": task.state.value,
        "waits_for": list(task.waits_for),
        "visibility": task.rule.visibility.value,
    }
