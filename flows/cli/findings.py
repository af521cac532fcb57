"""What a check found: lines for a person, CSV for a spreadsheet, JSON for a script."""

import csv
import io
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from flows.cli.output import print_json, print_lines, print_problems
from uprcycle.errors import BadInputError, Problem, Severity
from uprcycle.sheets.correction import Correction
from uprcycle.sheets.inert import make_inert
from uprcycle.wording.language import Language

AsCsv = Annotated[bool, typer.Option("--csv", help="Print the problems as CSV, for a spreadsheet.")]
COLUMNS = ("file", "sheet", "row", "column", "severity", "what", "remedy")


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in ``file``: how much of what it holds, in numbers and words, and what is wrong.

    ``corrections`` are among the ``problems`` too.
    """

    file: str
    counts: dict[str, int]
    said: str
    problems: tuple[Problem, ...] = ()
    corrections: tuple[Correction, ...] = ()


def print_findings(found: Findings, language: Language, *, as_csv: bool, as_json: bool) -> None:
    """Write what was found in a file without an error."""
    if as_csv:
        _print_csv(found.problems, found.file)
    elif as_json:
        print_json(found.counts | _document(found.problems, found.corrections, found.file))
    else:
        print_problems(found.problems)
        print_lines(f"{found.file}: {found.said}, {count_text(found.problems, language)}")


def print_refusal(error: BadInputError, file: str, *, as_csv: bool, as_json: bool) -> int:
    """Write why a file is refused, and return the exit status.

    Raises:
        BadInputError: The error itself, where a person reads it; its edge writes it.
    """
    problems = error.problems or (Problem(file, error.headline),)
    if as_csv:
        _print_csv(problems, file)
    elif as_json:
        print_json(_document(problems, (), file))
    else:
        raise error
    return error.exit_status


def write_problems(problems: Iterable[Problem], file: str) -> str:
    """Return the problems of ``file`` as CSV; no spreadsheet runs a cell of it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for problem in problems:
        row = show_problem(problem, file)
        writer.writerow([make_inert(str(row[column] or "")) for column in COLUMNS])
    return buffer.getvalue()


def show_problem(problem: Problem, file: str) -> dict[str, Any]:
    """Return a problem for JSON; what stands in no row of ``file`` says in words what it is about."""
    place = problem.place
    is_placed = bool(place.row or place.column) or problem.where == file
    return {
        "file": place.file or file,
        "sheet": place.sheet or None,
        "row": place.row or None,
        "column": place.column or None,
        "severity": problem.severity.value,
        "what": problem.what if is_placed else f"{problem.where}: {problem.what}",
        "remedy": problem.remedy,
    }


def show_correction(correction: Correction) -> dict[str, str]:
    """Return a correction for JSON; ``accept`` is what confirms it."""
    keys = ("where", "text", "country", "name")
    return {key: getattr(correction, key) for key in keys} | {"accept": correction.words}


def count_text(problems: Iterable[Problem], language: Language) -> str:
    """Say how many there are, once there is no error: ``no errors, 1 correction to confirm, 2 warnings``."""
    counts = Counter(each.severity for each in problems)
    corrections, warnings = counts[Severity.CORRECTION], counts[Severity.WARNING]
    texts = [language.text("no errors")]
    if corrections:
        texts.append(
            language.plural("{count} correction to confirm", "{count} corrections to confirm", corrections)
        )
    if warnings:
        texts.append(language.plural("{count} warning", "{count} warnings", warnings))
    return ", ".join(texts)


def _document(
    problems: Iterable[Problem], corrections: Iterable[Correction], file: str
) -> dict[str, list[dict[str, Any]]]:
    return {
        "problems": [show_problem(each, file) for each in problems],
        "corrections": [show_correction(each) for each in corrections],
    }


def _print_csv(problems: Iterable[Problem], file: str) -> None:
    # Without the mark, Excel takes UTF-8 for Windows-1252.
    sys.stdout.write("\ufeff" + write_problems(problems, file))
