"""``uprcycle feed-doctor``: a calendar held against the standards and what programs do with it."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from calendars.doctor.check import Severity
from calendars.doctor.examine import Report, examine, examine_visit
from calendars.doctor.fetch import fetch
from calendars.doctor.findings import finding_lines, show_report, summary_text
from calendars.doctor.lines import MOST_BYTES
from calendars.doctor.visit import is_address, visit
from flows.cli.output import Json, Lang, print_json, print_lines
from flows.installation.clock import now
from uprcycle.errors import BadInputError, Problem
from uprcycle.store.packaged import load_language

_STANDARD_INPUT = "-"


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("feed-doctor")(feed_doctor)


def feed_doctor(
    source: Annotated[str, typer.Argument(metavar="FILE_OR_URL", help="A file, an address, or - .")],
    strict: Annotated[bool, typer.Option("--strict", help="End with 1 for warnings too.")] = False,
    before: Annotated[
        str | None, typer.Option(metavar="FILE_OR_URL", help="An earlier copy, to judge what became of it.")
    ] = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> int:
    """Judge a calendar by the standards and by what programs do.

    One line a finding: how grave, which check, where, what, the remedy, who suffers, who says so.
    Ends with 0 where there is no error, 1 where there is one (with --strict: or a warning), 2 where
    it could not be read.

    Example: uprcycle feed-doctor https://upr.example.org/feeds/country/KEN.ics
    """
    language = load_language(lang)
    report = _examine(source, None if before is None else _read(before))
    if as_json:
        print_json({"feed": source, **show_report(report, language)})
    else:
        print_lines(*finding_lines(report, language), summary_text(report, language))
    return int(report.worst is Severity.ERROR or (strict and report.worst is Severity.WARNING))


def _examine(source: str, earlier: bytes | None) -> Report:
    if is_address(source):
        return examine_visit(visit(source, fetch), fetch, now(), earlier)
    return examine(_read(source), now(), earlier)


def _read(source: str) -> bytes:
    if is_address(source):
        return visit(source, fetch).answer.plain or b""
    if source == _STANDARD_INPUT:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with Path(source).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or "it has no name that a file may have"
        problem = Problem(source, what.lower(), "check the name and the rights")
        raise BadInputError("the calendar cannot be read", [problem]) from None
