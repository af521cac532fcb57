"""Founding and health: ``init`` makes an installation, ``doctor`` looks at one."""

import sys

import typer

from flows.cli.output import Json, print_error, print_json, print_lines, print_table
from flows.doctor import Finding, examine
from flows.founding import found
from flows.settings import load_settings
from uprcycle.errors import UprcycleError


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("init")(init)
    app.command("doctor")(doctor)


def init() -> None:
    """Create the store and release the packaged schedule as release 1; safe to repeat.

    Example: uprcycle init
    """
    settings = load_settings()
    founded = found(settings)
    verb = "released the packaged schedule as" if founded.is_new else "nothing to do: the store holds"
    print_lines(
        f"{verb} release {founded.release}",
        f"feed entries brought up to date: {founded.entries}",
        "next: uprcycle show KEN · uprcycle run",
    )


def doctor(as_json: Json = False) -> int:
    """Look at the installation: settings, store, release, feeds, delivery, Prefect.

    Exit status 0 when all is well, 1 when something needs attention.

    Example: uprcycle doctor --json
    """
    try:
        findings = examine()
    except UprcycleError as error:
        print_error(error)
        return error.exit_status
    if as_json:
        print_json([each.as_row() for each in findings])
    else:
        print_table(["", "What", "Found", "What to do"], [_row(each) for each in findings])
    sys.stdout.flush()
    return int(any(not each.is_well for each in findings))


def _row(finding: Finding) -> tuple[str, ...]:
    return ("ok" if finding.is_well else "!!", finding.what, finding.found, finding.remedy)
