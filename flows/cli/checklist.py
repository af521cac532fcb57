"""Doing: the ``checklist`` of a country's office, and the ``tick`` of one task."""

from difflib import get_close_matches
from typing import Annotated

import typer

from flows.checklists import checklist_of
from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.cli.timetable import CountryName, Cycle
from flows.wiring import wire
from uprcycle.checklist.build import Checklist
from uprcycle.checklist.task import Task, TaskState, Tick
from uprcycle.errors import BadInputError, Problem
from uprcycle.store.packaged import load_language
from uprcycle.wording.language import Language
from uprcycle.wording.shown import show_span
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import phase_text, status_text, title_text

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
    """List the tasks of a country's office with their due days and states.

    Example: uprcycle checklist KEN --office "RCO Kenya"
    """
    wiring, language = wire(), load_language(lang)
    found = checklist_of(wiring, country, office, cycle)
    if as_json:
        print_json([_task_json(each, language) for each in found.tasks])
        return
    done = len(found.tasks) - len(found.open_tasks)
    print_lines(
        language.text(
            "{office} · cycle {cycle} · {done} of {all} done",
            office=found.office.name,
            cycle=found.cycle,
            done=done,
            all=len(found.tasks),
        )
    )
    headings = [language.text(each) for each in ("State", "Due", "When", "Task", "Id")]
    print_table(headings, [_row(each, language) for each in found.tasks])


def tick(
    country: CountryName,
    task: Annotated[str, typer.Argument(help="The id of a task, as `checklist` lists it.")],
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
    wiring = wire()
    found = checklist_of(wiring, country, office, cycle)
    _find(found, task)
    wiring.store.ticks.record(Tick(found.country, found.cycle, task, state, by, wiring.now(), note))
    undo = "" if state is TaskState.OPEN else f"; undo with --state {TaskState.OPEN.value}"
    print_lines(f"{found.office.name}: {task} is {state.value}{undo}")


def _find(found: Checklist, task_id: str) -> Task:
    task = found.task(task_id)
    if task is not None:
        return task
    near = get_close_matches(task_id, [each.id for each in found.tasks], n=2, cutoff=0.5)
    hint = (
        f"did you mean {' or '.join(repr(each) for each in near)}?"
        if near
        else "`uprcycle checklist` lists them"
    )
    problem = Problem(found.office.name, f"has no task {task_id!r}", hint)
    raise BadInputError("there is no such task", [problem])


def _row(task: Task, language: Language) -> tuple[str, ...]:
    return (
        task.state.value,
        task.due.isoformat() if task.due else language.text("not known"),
        f"{short_span_text(task.span, language)} [{status_text(task.status, language)}]",
        title_text(task.rule, language),
        task.id,
    )


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
