"""Doing: the ``checklist`` of a country's office, and the ``tick`` of one task."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer

from flows.cli.arguments import CountryName, Cycle
from flows.cli.output import Json, Lang, Section, print_json, print_lines, print_sections, print_table
from flows.installation.nearest import suggest
from flows.installation.wiring import wire
from flows.offices.checklists import checklist_of
from uprcycle.checklist.build import Checklist
from uprcycle.checklist.level import Level, at_level
from uprcycle.checklist.local import is_local
from uprcycle.checklist.task import Standing, Task
from uprcycle.checklist.tick import TaskState, Tick, check_tick
from uprcycle.days.span import day_span
from uprcycle.errors import BadInputError, Problem, RefusedError
from uprcycle.reviews.phases import Phase
from uprcycle.store.packaged import load_language, load_ruleset
from uprcycle.store.packaged_documents import load_addresses
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.world import World
from uprcycle.wording.addresses import show_address
from uprcycle.wording.language import Language
from uprcycle.wording.shown import show_span
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import phase_text, status_text, title_text

_MARKS = {
    Standing.PLANNED: "[ ]",
    Standing.OPEN: "[ ]",
    Standing.ACKNOWLEDGED: "[>]",
    Standing.LATE: "[!]",
    Standing.DONE: "[x]",
    Standing.NOT_APPLICABLE: "[–]",
}
_TASK = 3  # the column that gives way
_SHORT = 12  # so much of a digest as `rules history` shows

Office = Annotated[
    str, typer.Option(help='Office by name, such as "RCO Kenya"; by default the one that leads.')
]
TaskId = Annotated[str, typer.Argument(metavar="TASK", help="The id of a task, as `checklist` lists it.")]


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("checklist")(checklist)
    app.command("tick")(tick)


def checklist(
    country: CountryName,
    office: Office = "",
    cycle: Cycle = None,
    level: Annotated[
        Level, typer.Option(help="basic leaves the essentials and every official date.")
    ] = Level.ADVANCED,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """List the tasks of a country's office, with due days and ticks.

    [>] seen, [!] late, [x] done, [–] does not apply.

    Example: uprcycle checklist KEN --office "RCO Kenya"
    """
    wiring, language = wire(), load_language(lang)
    found = at_level(checklist_of(wiring, country, office, cycle), level)
    today = wiring.today()
    if as_json:
        rows = [_task_json(each, today, language) for each in found.tasks]
        print_json([*rows, *(_guidance_json(each, found, language) for each in found.guidance)])
        return
    print_lines(*_head(found, today, language), "")
    headings = [language.text(each) for each in ("", "Due", "How sure", "Task", "Id")]
    sections = [
        Section(
            phase_text(phase, language),
            [_row(each, today, language) for each in found.tasks if each.rule.phase is phase],
        )
        for phase in Phase
    ]
    print_sections(headings, sections, elastic=_TASK)
    _print_guidance(found, language)
    chosen = f' --office "{found.office.name}"' if office else ""
    print_lines(
        "",
        language.text("What is open now and what comes next:") + f" uprcycle brief {found.country}{chosen}",
        language.text("To tick a task:") + f' uprcycle tick {found.country} ID --by "…"{chosen}',
    )
    print_lines(*_version(wiring.world(), found.country, language))


def tick(
    country: CountryName,
    task: TaskId,
    by: Annotated[str, typer.Option(help="Who says so.")],
    state: Annotated[
        TaskState, typer.Option(help="acknowledged (seen), done, na (does not apply) or open (again).")
    ] = TaskState.DONE,
    note: Annotated[str, typer.Option(help="A remark; with na the reason, which is asked for.")] = "",
    evidence: Annotated[str, typer.Option(metavar="URL", help="Where one can see it.")] = "",
    office: Office = "",
    cycle: Cycle = None,
) -> None:
    """Say that a task is seen, done, does not apply, or is open again.

    Each office says so for itself.

    Example: uprcycle tick KEN integrate-into-unsdcf --by "A. Example"
    """
    check_tick(state, by=by, note=note, evidence=evidence)
    wiring = wire()
    found = checklist_of(wiring, country, office, cycle)
    find_task(found, task)
    said = Tick(found.country, found.cycle, task, found.office.name, state, by, wiring.now(), note, evidence)
    wiring.store.ticks.record(said)
    undo = "" if state is TaskState.OPEN else f"; undo with --state {TaskState.OPEN.value}"
    print_lines(f"{found.office.name}: {task} is {state.value}{undo}")


def find_task(found: Checklist, task_id: str) -> Task:
    """Return the task of this id.

    Raises:
        BadInputError: The office has no such task; the nearest is named.
        RefusedError: It is guidance, of which no state is kept.
    """
    if any(each.id == task_id for each in found.guidance):
        message = f"{task_id!r} is guidance for the office alone; nobody keeps whether it was followed"
        raise RefusedError(message)
    task = found.task(task_id)
    if task is None:
        remedy = suggest(task_id, [each.id for each in found.tasks], "`uprcycle checklist` lists them")
        problem = Problem(found.office.name, f"has no task {task_id!r}", remedy)
        raise BadInputError("there is no such task", [problem])
    return task


def _head(found: Checklist, today: date, language: Language) -> Iterator[str]:
    done = len(found.tasks) - len(found.open_tasks)
    yield language.text(
        "{office} · cycle {cycle} · {done} of {all} done",
        office=found.office.name,
        cycle=found.cycle,
        done=done,
        all=len(found.tasks),
    )
    late = sum(each.standing(today) is Standing.LATE for each in found.tasks)
    if late:
        yield language.plural("{count} task is past its day", "{count} tasks are past their day", late)


def _version(world: World, country: str, language: Language) -> Iterator[str]:
    digest = world.ruleset_of(country).digest
    yield language.text("Rules: {digest}", digest=digest[:_SHORT])
    if digest != load_ruleset().digest:
        offer = language.text("This version has other rules. What they would change:")
        yield f"{offer} uprcycle rules plan --country {country}"


def _row(task: Task, today: date, language: Language) -> tuple[str, ...]:
    due = short_span_text(day_span(task.due), language) if task.due else language.text("not known")
    certainty = status_text(task.status, language) if task.due else "–"
    return _MARKS[task.standing(today)], due, certainty, dated_title(task.dated, language), task.id


def dated_title(dated: Milestone, language: Language) -> str:
    """Return the title of a task with what tells it apart: which time it is, whose, whether it is meant."""
    title = title_text(dated.rule, language)
    if dated.rule.repeat is not None:
        title = language.text("{title}, no. {number}", title=title, number=dated.ordinal)
    if is_local(dated.id):
        return f"{title} ({language.text('own task')})"
    return title if dated.applies else f"{title} ({language.text('if it applies')})"


def _print_guidance(found: Checklist, language: Language) -> None:
    if not found.guidance:
        return
    heading = language.text("For this office alone; nothing is kept, counted or reminded of")
    rows = (
        (short_span_text(each.span, language), title_text(each.rule, language)) for each in found.guidance
    )
    print_lines("", heading)
    print_table([language.text(each) for each in ("When", "What")], list(rows))


def _guidance_json(dated: Milestone, found: Checklist, language: Language) -> dict[str, object]:
    """Return guidance in the shape of a task; what would be a state is null."""
    return _json(dated, found.office.name, language) | {
        "due": None,
        "state": None,
        "standing": None,
        "waits_for": [],
        "note": "",
        "evidence": "",
    }


def _task_json(task: Task, today: date, language: Language) -> dict[str, object]:
    return _json(task.dated, task.office.name, language) | {
        "due": task.due.isoformat() if task.due else None,
        "state": task.state.value,
        "standing": task.standing(today).value,
        "waits_for": list(task.waits_for),
        "note": task.tick.note if task.tick else "",
        "evidence": task.tick.evidence if task.tick else "",
    }


def _json(dated: Milestone, office: str, language: Language) -> dict[str, object]:
    return {
        "country": dated.country,
        "cycle": dated.cycle,
        "office": office,
        "id": dated.id,
        "title": title_text(dated.rule, language),
        "kind": dated.rule.kind.value,
        "level": dated.rule.level,
        "repeat": str(dated.rule.repeat) if dated.rule.repeat else None,
        "ordinal": dated.ordinal,
        "links": [show_address(load_addresses()[key], language) for key in dated.rule.links],
        "phase": dated.rule.phase.value,
        "phase_title": phase_text(dated.rule.phase, language),
        **show_span(dated.span),
        "status": dated.status.value,
        "visibility": dated.rule.visibility.value,
    }
