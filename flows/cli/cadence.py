"""``nudges cadence``: on which days people are spoken to of what; it checks an operator's own file."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.cli.checklist import Office, find_task
from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.installation.environment import load_settings
from flows.installation.wiring import Wiring, wire
from flows.nudges.nudging import duties_of
from flows.offices.checklists import checklist_of
from notifications.cadence import DEFAULT, Cadence
from notifications.cadence_file import load_cadences
from notifications.cadences import TRAITS, CadenceRow, Cadences
from notifications.duties import Duty
from uprcycle.checklist.task import Task
from uprcycle.errors import RefusedError
from uprcycle.people import Assignment, Person
from uprcycle.store.packaged import load_language
from uprcycle.wording.language import Language
from uprcycle.wording.terms import title_text

_ANYBODY = Person("", "", "")
"""Who holds the office does not matter here: a cadence is of tasks."""


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("cadence")(cadence)


def cadence(
    country: Annotated[str, typer.Argument(metavar="[COUNTRY]", help="Show the tasks of a State.")] = "",
    task: Annotated[str, typer.Argument(metavar="[TASK]", help="Show one of them, day by day.")] = "",
    office: Office = "",
    file: Annotated[Path | None, typer.Option(help="A file to check instead of the one in force.")] = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Show on which days people are spoken to of what.

    Without a State it shows the rows; with one, which row each open task of an office has. A file that
    is given is checked first.

    Example: uprcycle nudges cadence KEN --file own.toml
    """
    language, settings = load_language(lang), load_settings()
    rows = load_cadences(file or settings.cadence)
    if not country:
        _show_rows(rows, language, as_json=as_json)
        return
    duties = _duties(wire(settings), country, office, rows, task)
    if as_json:
        print_json([_duty_json(each, rows) for each in duties])
    elif task:
        _print_days(duties[0], rows, language)
    else:
        _print_tasks(duties, rows, language)


def _duties(wiring: Wiring, country: str, office: str, rows: Cadences, only: str) -> list[Duty]:
    checklist = checklist_of(wiring, country, office)
    if only:
        find_task(checklist, only)
    found = duties_of(wiring, [Assignment(_ANYBODY, checklist.office)], rows).all
    chosen = [each for each in found if only in {"", each.task.id}]
    if only and not chosen:
        raise RefusedError(f"nobody is spoken to of {only!r}: it is settled, or has no date yet")
    return chosen


def _show_rows(cadences: Cadences, language: Language, *, as_json: bool) -> None:
    if as_json:
        print_json([_row_json(number, each) for number, each in enumerate(cadences.rows, 1)])
        return
    headings = [
        language.text(each) for each in ("Row", "Of", "Asks for", "Days before", "Working days after", "How")
    ]
    rows = [_row_cells(str(number), each, language) for number, each in enumerate(cadences.rows, 1)]
    rest = CadenceRow(DEFAULT, name="all else")
    print_table(headings, [*rows, _row_cells("", rest, language)])


def _row_cells(number: str, row: CadenceRow, language: Language) -> tuple[str, ...]:
    asked = "; ".join(
        f"{trait}: {', '.join(map(_word, values))}" for trait, values in _asked(row).items() if values
    )
    before, after = (", ".join(map(str, each)) for each in (row.cadence.before, row.cadence.after))
    return number, language.text(row.name), asked, before, after, ", ".join(_manner(row.cadence, language))


def _manner(cadence: Cadence, language: Language) -> Iterator[str]:
    if cadence.opening:
        yield language.text("as a window opens")
    if cadence.is_once:
        yield language.text("once")
    if cadence.is_calm:
        yield language.text("in digests only")


def _asked(row: CadenceRow) -> dict[str, list[object]]:
    return {trait: sorted(row.wanted.get(trait, ()), key=str) for trait in TRAITS}


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _row_of(task: Task, rows: Cadences, language: Language) -> tuple[str, str]:
    number = rows.number_of(task)
    return (
        (str(number), language.text(rows.rows[number - 1].name))
        if number
        else ("", language.text("all else"))
    )


def _print_tasks(duties: Sequence[Duty], rows: Cadences, language: Language) -> None:
    if not duties:
        print_lines(language.text("No task is open and has a date."))
        return
    headings = [language.text(each) for each in ("Due", "Row", "Of", "Occasions", "Id", "Task")]
    cells = [
        (
            str(each.term.due),
            *_row_of(each.task, rows, language),
            ", ".join(str(stage.day) for stage in each.stages),
            each.task.id,
            title_text(each.task.rule, language),
        )
        for each in duties
    ]
    print_table(headings, cells)


def _print_days(duty: Duty, rows: Cadences, language: Language) -> None:
    number, name = _row_of(duty.task, rows, language)
    title = f"{duty.term.due} · {title_text(duty.task.rule, language)} · {number} {name}"
    headings = [language.text(each) for each in ("Occasion", "From", "Until")]
    cells = [(each.name, str(each.day), str(each.until)) for each in duty.stages]
    print_table(headings, cells, title)


def _row_json(number: int, row: CadenceRow) -> dict[str, Any]:
    cadence = row.cadence
    return {
        "row": number,
        "name": row.name,
        **_asked(row),
        "before": list(cadence.before),
        "after": list(cadence.after),
        "patience_days": cadence.patience.days,
        "opening": cadence.opening,
        "once": cadence.is_once,
        "calm": cadence.is_calm,
    }


def _duty_json(duty: Duty, rows: Cadences) -> dict[str, Any]:
    return {
        "item": duty.task.id,
        "due": str(duty.term.due),
        "row": rows.number_of(duty.task),
        "occasions": [
            {"stage": each.name, "from": str(each.day), "until": str(each.until)} for each in duty.stages
        ],
    }
