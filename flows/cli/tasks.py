"""What an office adds to its own list, and what it said of a task: ``task add``, ``drop``, ``history``."""

from dataclasses import asdict
from typing import Annotated

import typer

from flows.cli.arguments import CountryName, Cycle, parse_day
from flows.cli.checklist import Office, TaskId, find_task
from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.installation.wiring import wire
from flows.offices.checklists import add_task, checklist_of, drop_task
from flows.offices.task_history import history_of
from uprcycle.store.packaged import load_language

app = typer.Typer(help="Tasks that an office adds for itself.", no_args_is_help=True, rich_markup_mode=None)

By = Annotated[str, typer.Option(help="Who says so.")]


@app.command("add")
def add(
    country: CountryName,
    title: Annotated[str, typer.Option(metavar="TEXT", help="What is to be done, in a few words.")],
    due: Annotated[str, typer.Option(metavar="DATE", help="The day by which it is due.")],
    by: By,
    office: Office = "",
    cycle: Cycle = None,
) -> None:
    """Put a task of its own on an office's checklist.

    It is in no feed and on no page.

    Example: uprcycle task add KEN --title "Book the hall" --due 2027-03-01 --by "A. Example"
    """
    day = parse_day(due, "--due")
    wiring = wire()
    added = add_task(wiring, checklist_of(wiring, country, office, cycle), title, day, by)
    print_lines(f"{added.office}: {added.id} is due {added.due}; undo with `uprcycle task drop`")


@app.command("drop")
def drop(country: CountryName, task: TaskId, by: By, office: Office = "", cycle: Cycle = None) -> None:
    """Take a task that the office added itself off its list.

    Example: uprcycle task drop KEN local-1 --by "A. Example"
    """
    wiring = wire()
    gone = drop_task(wiring, checklist_of(wiring, country, office, cycle), task, by)
    print_lines(f"{gone.office}: {gone.id} is off the list")


@app.command("history")
def history(
    country: CountryName,
    task: TaskId,
    office: Office = "",
    cycle: Cycle = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Show what an office said of a task, oldest first.

    What came by the link in a mail names the id of its reader.

    Example: uprcycle task history KEN integrate-into-unsdcf
    """
    wiring, language = wire(), load_language(lang)
    found = checklist_of(wiring, country, office, cycle)
    find_task(found, task)
    said = history_of(wiring, found, task)
    if as_json:
        print_json([asdict(each) | {"at": each.at.isoformat()} for each in said])
        return
    if not said:
        print_lines(language.text("{office} has said nothing of this task yet.", office=found.office.name))
        return
    headings = [
        language.text(each) for each in ("At", "How it stands", "By", "Through", "Remark", "Evidence")
    ]
    rows = [
        (f"{each.at:%Y-%m-%d %H:%M} UTC", each.state, each.by, each.via, each.note, each.evidence)
        for each in said
    ]
    print_table(headings, rows)
