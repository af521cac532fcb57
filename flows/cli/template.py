"""An empty schedule to fill in: ``schedule template``."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.output import print_lines
from uprcycle.errors import BadInputError, Problem
from uprcycle.schedule.template import RowKind, build_template

Target = Annotated[Path, typer.Argument(metavar="FILE", help="The file to write: .csv or .xlsx.")]
Kind = Annotated[RowKind, typer.Option("--row", help="What one row is.")]


def add_commands(app: typer.Typer) -> None:
    """Give ``schedule`` its template."""
    app.command("template")(template)


def template(file: Target, row: Kind = RowKind.REVIEW) -> None:
    """Write an empty schedule to fill in, with an example and notes.

    A file that is there already is left alone.

    Example: uprcycle schedule template cycle-5.xlsx
    """
    content = build_template(file.suffix, row)
    try:
        with file.open("xb") as stream:
            stream.write(content)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "cannot be written"
        problem = Problem(str(file), reason.lower(), "choose another name")
        raise BadInputError("the template cannot be written", [problem]) from None
    print_lines(f"wrote an empty schedule to {file}; fill it in, then run `uprcycle schedule check {file}`")
