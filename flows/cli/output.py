"""How commands speak: tables for people, JSON for scripts, problems on standard error."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from uprcycle.errors import Problem, Severity, UprcycleError

Json = Annotated[bool, typer.Option("--json", help="Print stable JSON instead of a table.")]
Lang = Annotated[str, typer.Option("--lang", help="Language of the texts: en, fr, …")]


def print_json(value: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Write ``value`` as JSON, readable and in a stable order."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_lines(*lines: str) -> None:
    """Write lines as they are; nothing in them is read as markup."""
    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    for line in lines:
        console.print(Text(line))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], title: str = "") -> None:
    """Write a table; its cells are text and never markup."""
    table = Table(title=Text(title) if title else None, title_justify="left", box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    width = None if sys.stdout.isatty() else 160
    Console(highlight=False, width=width).print(table)


def print_problems(problems: Iterable[Problem]) -> None:
    """Write each problem on standard error as where, what and remedy; warnings say so."""
    for problem in problems:
        mark = "warning: " if problem.severity is Severity.WARNING else ""
        sys.stderr.write(f"  {mark}{problem}\n")


def print_error(error: UprcycleError) -> None:
    """Write a refusal on standard error: its headline, then every problem."""
    sys.stderr.write(f"uprcycle: {error.headline}\n")
    print_problems(error.problems)
