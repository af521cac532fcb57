"""``uprcycle languages``: how complete each catalogue is, and bringing all of them up to date."""

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.output import Json, print_json, print_lines, print_table

if TYPE_CHECKING:
    from flows.languages.upkeep import Report


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("languages")(languages)


def languages(
    code: Annotated[str, typer.Argument(metavar="[CODE]", help="Name every flaw of this language.")] = "",
    write: Annotated[bool, typer.Option("--write", help="Bring every catalogue to today's texts.")] = False,
    add: Annotated[str, typer.Option(metavar="CODE", help="Start the catalogue of a new language.")] = "",
    as_json: Json = False,
) -> None:
    """Report missing, stale and suspicious texts of every language.

    Example: uprcycle languages fr
    """
    from flows.languages.upkeep import inspect_catalogues, save_catalogues

    root = Path(str(resources.files("uprcycle"))).parent
    if write or add:
        save_catalogues(root, add)
    report = inspect_catalogues(root, code)
    if code:
        flaws = [(each.flaw.value, each.message, each.what) for each in report.findings[code]]
        _print_flaws(flaws, as_json=as_json)
    elif as_json:
        print_json({"texts": report.texts, "languages": report.counts(), "readers": dict(report.readers)})
    else:
        _print_counts(report)


def _print_flaws(flaws: list[tuple[str, str, str]], *, as_json: bool) -> None:
    if as_json:
        print_json([{"flaw": flaw, "message": message, "what": what} for flaw, message, what in flaws])
    elif flaws:
        print_table(("Flaw", "Text", "What"), flaws)
    else:
        print_lines("Every text is translated, and nothing looks wrong.")


def _print_counts(report: "Report") -> None:
    counts = report.counts()
    flaws = next(iter(counts.values()), {})
    columns = ("Language", "Texts", *(flaw.capitalize() for flaw in flaws), "Read by")
    rows = [
        (code, str(report.texts), *map(str, found.values()), report.readers[code])
        for code, found in counts.items()
    ]
    print_table(columns, rows)
