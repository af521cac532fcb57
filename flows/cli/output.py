"""How commands speak: tables for people, JSON for scripts, problems on standard error."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Annotated, Any

import typer
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from uprcycle.errors import Problem, Severity, UprcycleError

Json = Annotated[bool, typer.Option("--json", help="Print stable JSON instead of a table.")]
Lang = Annotated[str, typer.Option("--lang", help="Language of the texts: en, fr, …")]

Cells = Sequence[str]

_MARKS = {
    Severity.ERROR: "",
    Severity.CORRECTION: "corrected, please confirm: ",
    Severity.WARNING: "warning: ",
}
_WIDTH_OF_A_FILE = 160
_GAP = 2
_NARROWEST = 16


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading of their own; all sections of one print share their columns."""

    heading: str
    rows: Sequence[Cells]


def print_json(value: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Write ``value`` as JSON, readable and in a stable order."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_lines(*lines: str) -> None:
    """Write lines as they are; nothing in them is read as markup."""
    for line in lines:
        _print(Text(line))


def print_table(columns: Cells, rows: Iterable[Cells], title: str = "") -> None:
    """Write a table; its cells are text and never markup."""
    table = Table(title=Text(title) if title else None, title_justify="left", box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    _print(table)


def print_sections(columns: Cells, sections: Iterable[Section], elastic: int) -> None:
    """Write sections one under another in the same columns; the one numbered ``elastic`` gives way."""
    given = [each for each in sections if each.rows]
    everything = [columns, *chain.from_iterable(each.rows for each in given)]
    widths = [max(map(cell_len, cells)) for cells in zip(*everything, strict=True)]
    _fit(widths, elastic, _console().width - _GAP * len(widths))
    _print(_rows(widths, [columns], style="bold"))
    for section in given:
        _print(Text(f"\n{section.heading}", style="bold"))
        _print(_rows(widths, section.rows))


def print_facts(facts: Iterable[tuple[str, str]]) -> None:
    """Write labels and what belongs to them, aligned."""
    table = Table.grid(padding=(0, _GAP, 0, 0))
    for label, value in facts:
        table.add_row(Text(label), Text(value))
    _print(table)


def print_steps(lines: Iterable[str], mark: str = "") -> None:
    """Write paragraphs, numbered or each after ``mark``, their further lines aligned."""
    table = Table.grid(padding=(0, 1, 0, 0))
    for number, line in enumerate(lines, start=1):
        table.add_row(Text(mark or f"{number}."), Text(line))
    _print(Padding(table, (0, 0, 0, _GAP)))


def print_problems(problems: Iterable[Problem]) -> None:
    """Write each problem on standard error as where, what and remedy; what is no error says so."""
    for problem in problems:
        sys.stderr.write(f"  {_MARKS[problem.severity]}{problem}\n")


def print_error(error: UprcycleError) -> None:
    """Write a refusal on standard error: its headline, then every problem."""
    sys.stderr.write(f"uprcycle: {error.headline}\n")
    print_problems(error.problems)


def _fit(widths: list[int], elastic: int, room: int) -> None:
    """Narrow ``widths`` until they fit: first the elastic column, then the widest of the others."""
    too_much = sum(widths) - room
    for column in sorted(range(len(widths)), key=lambda each: (each != elastic, -widths[each])):
        cut = max(0, min(too_much, widths[column] - _NARROWEST))
        widths[column] -= cut
        too_much -= cut


def _rows(widths: Sequence[int], rows: Iterable[Cells], style: str = "") -> RenderableType:
    table = Table.grid(padding=(0, _GAP, 0, 0))
    for width in widths:
        table.add_column(width=width, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell, style=style) for cell in row))
    return Padding(table, (0, 0, 0, _GAP))


def _console() -> Console:
    is_terminal = sys.stdout.isatty()
    return Console(
        highlight=False, soft_wrap=not is_terminal, width=None if is_terminal else _WIDTH_OF_A_FILE
    )


def _print(what: RenderableType) -> None:
    """Write without the spaces by which lines are filled up."""
    console = _console()
    with console.capture() as captured:
        console.print(what)
    sys.stdout.write("\n".join(line.rstrip(" ") for line in captured.get().split("\n")))
