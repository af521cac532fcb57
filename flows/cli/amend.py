"""``uprcycle amend``: the changes a draft suffers, shown before they are written."""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from flows import clock
from flows.cli.arguments import parse_day
from flows.cli.output import Json, Lang, print_json, print_lines, print_problems, print_table
from flows.cli.schedule import read_file
from uprcycle.errors import BadInputError, Problem
from uprcycle.schedule.amend.amended import Amended
from uprcycle.schedule.amend.apply import apply_steps
from uprcycle.schedule.amend.columns import COLUMNS, MEANINGS
from uprcycle.schedule.amend.kinds import KINDS
from uprcycle.schedule.amend.rows import Step, read_steps
from uprcycle.schedule.amend.values import Known
from uprcycle.schedule.checks import check_schedule
from uprcycle.schedule.export import export_schedule
from uprcycle.schedule.reader import read_schedule
from uprcycle.schedule.session import Schedule
from uprcycle.sheets.table import Row, Table, read_table
from uprcycle.store.packaged import load_countries, load_language, load_rulebook
from uprcycle.wording.language import Language

_ENDINGS = (".toml", ".json")
_SOURCE = "the command line"

Draft = Annotated[Path, typer.Argument(metavar="FILE", help="The draft: TOML or JSON, as exported.")]
ChangeName = Annotated[
    str | None, typer.Argument(metavar="CHANGE", help=f"One of {', '.join(KINDS)}.", show_default=False)
]
Changes = Annotated[
    Path | None, typer.Option(metavar="CSV", help="Changes as rows, made in order; instead of CHANGE.")
]
AsOf = Annotated[str | None, typer.Option(metavar="DATE", help="What was due before stays; today.")]
Write = Annotated[bool, typer.Option("--write", help="Write the file; without it, nothing is written.")]


@dataclass(frozen=True, slots=True)
class _Options(Table):
    """The options of one command as the single row of a table."""

    def where(self, row: Row, column: str) -> str:
        """Name an option as it is typed."""
        return column.upper() if column == "change" else f"--{column}" if row else ""


def _option(column: str) -> TypeAlias:
    return Annotated[str | None, typer.Option(f"--{column}", help=MEANINGS[column], show_default=False)]
