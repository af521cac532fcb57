"""Mail that came back: ``bounces read`` what servers report, ``clear`` somebody who is reached again."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.output import Json, Lang, print_json, print_lines
from flows.installation.wiring import wire
from flows.nudges.bouncing import note_reports, open_reports
from flows.offices.recipients import unreached
from flows.offices.staffing import find_person
from notifications.bounces import LARGEST
from uprcycle.checklist.tick import check_words
from uprcycle.errors import BadInputError, Problem, RefusedError
from uprcycle.store.packaged import load_language

app = typer.Typer(help="Mail that came back.", no_args_is_help=True, rich_markup_mode=None)

Files = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help="Reports; a Maildir, or - for standard input.")
]


@app.command("read")
def read(files: Files, lang: Lang = "en", as_json: Json = False) -> None:
    """Read reports of mail servers that a mail could not be delivered.

    Whose mail came back is marked. What is no such report, or is not of a mail that we sent, is passed over.
    Reading a report again changes nothing.

    Example: uprcycle bounces read - < report.eml
    """
    wiring, language = wire(), load_language(lang)
    noted = note_reports(wiring, (report for each in files for report in _reports(each)))
    if as_json:
        print_json([{"report": each.report, "person": each.person, "code": each.code} for each in noted])
        return
    for each in noted:
        if each.person:
            print_lines(f"{each.report}: {each.person} {each.code}")
    ours = sum(each.person is not None for each in noted)
    said = language.plural("{count} mail came back", "{count} mails came back", ours)
    others = language.plural("{count} passed over", "{count} passed over", len(noted) - ours)
    print_lines(f"{said}; {others}")


@app.command("clear")
def clear(
    who: Annotated[str, typer.Argument(metavar="PERSON", help="Mail address or id.")],
    by: Annotated[str, typer.Option(help="Who says so; the audit trail keeps it.")],
    lang: Lang = "en",
) -> None:
    """Say that mail reaches somebody again.

    They are written to from the next round on.

    Example: uprcycle bounces clear amina@example.org --by "B. Example"
    """
    wiring, language = wire(), load_language(lang)
    problems = check_words(("PERSON", who), ("--by", by))
    if problems:
        raise BadInputError("nothing was changed", problems)
    person = find_person(wiring, who)
    if person is None or person.id not in unreached(wiring):
        what = f"no mail to {who!r} came back" if person else f"{who!r} is not known"
        raise RefusedError(
            "nothing was changed",
            [Problem("PERSON", what, "`uprcycle people reach` names those not reached")],
        )
    wiring.store.bounces.clear(person.id, by=by, at=wiring.now())
    print_lines(language.text("{person} is written to again.", person=person.name))


def _reports(path: Path) -> Iterator[tuple[str, bytes]]:
    if str(path) == "-":
        yield "-", sys.stdin.buffer.read(LARGEST + 1)
    else:
        yield from open_reports(path)
