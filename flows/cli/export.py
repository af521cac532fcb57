"""``uprcycle export``: all that is public as a folder of files that needs no server."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from flows.cli.output import Json, print_json, print_lines
from flows.installation.nearest import suggest
from flows.installation.wiring import wire
from uprcycle.errors import BadInputError, Problem, RefusedError
from uprcycle.store.packaged import language_codes

Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="An empty folder, a new one, or an earlier export.")
]
Langs = Annotated[
    list[str] | None,
    typer.Option(
        "--lang", metavar="CODE", help="A language; give it again for more. By default all there are."
    ),
]
Check = Annotated[bool, typer.Option("--check", help="Compare an export with its manifest; write nothing.")]


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("export")(export)


def export(folder: Folder, lang: Langs = None, check: Check = False, as_json: Json = False) -> None:
    """Write all that is public as pages, calendars, JSON and CSV.

    The folder works from a memory stick: open index.html. Only what changed since the last export
    into it is written; manifest.json names the digest of every file.

    Example: uprcycle export /media/stick/upr --lang en --lang fr
    """
    if check:
        _check(folder, as_json=as_json)
        return
    from flows.export.links import Tongues
    from flows.site.exporting import count_files
    from flows.site.exporting import export as write

    wiring, tongues = wire(), Tongues(_codes(lang or language_codes()))
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("exporting", total=count_files(wiring, tongues))
        done = write(wiring, folder, tongues, lambda: bar.advance(task))
    kept = done.kept
    if as_json:
        counts = {"written": kept.written, "unchanged": kept.unchanged, "removed": kept.removed}
        print_json({"release": done.release, "files": done.files, **counts, "folder": str(folder)})
    else:
        print_lines(
            f"release {done.release}: {done.files} files in {', '.join(tongues.codes)}; "
            f"{kept.written} written, {kept.unchanged} unchanged, {kept.removed} removed",
            f"open {folder / 'index.html'}",
        )


def _check(folder: Path, *, as_json: bool) -> None:
    from flows.export.folder import find_differences

    differing = find_differences(folder)
    if as_json:
        print_json({"folder": str(folder), "differing": list(differing)})
    elif not differing:
        print_lines("every file is as its manifest says")
    if differing:
        few = ", ".join(differing[:5])
        raise RefusedError(f"{len(differing)} files are missing or differ from the manifest: {few}")


def _codes(given: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes once each, in the order given.

    Raises:
        BadInputError: A language has no catalogue.
    """
    known = language_codes()
    wrong = [each for each in given if each not in known]
    if wrong:
        otherwise = f"use one of {', '.join(known)}"
        problems = [
            Problem("--lang", f"there is no language {each!r}", suggest(each, known, otherwise))
            for each in wrong
        ]
        raise BadInputError("the export cannot be made", problems)
    return tuple(dict.fromkeys(given))
