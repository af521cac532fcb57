"""``uprcycle amend``: the changes a draft suffers, shown before they are written."""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from inspect import getdoc
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.arguments import parse_day
from flows.cli.output import Json, Lang, print_json, print_lines, print_problems, print_table
from flows.cli.schedule import read_file
from flows.installation import clock
from flows.installation.nearest import suggest
from flows.installation.wiring import wire
from uprcycle.countries import Countries
from uprcycle.errors import BadInputError, Problem, RefusedError
from uprcycle.rules.rule import Rule
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
from uprcycle.store.packaged import load_countries, load_language, load_ruleset
from uprcycle.wording.columns import column_text
from uprcycle.wording.language import Language

_ENDINGS = (".toml", ".json")


Draft = Annotated[Path, typer.Argument(metavar="FILE", help="The draft: TOML or JSON, as exported.")]
Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="[CHANGE NAME=VALUE...]", help=f"CHANGE is one of {', '.join(KINDS)}."),
]
Changes = Annotated[Path | None, typer.Option(metavar="CSV", help="Changes as rows, made in order.")]
AsOf = Annotated[str, typer.Option(metavar="DATE", help="What was due before this day stays; today.")]
Write = Annotated[bool, typer.Option("--write", help="Write the file; without it nothing is written.")]


@dataclass(frozen=True, slots=True)
class _Arguments(Table):
    """What was typed after the change, as the single row of a table."""

    def where(self, row: Row, column: str) -> str:
        """Name an argument as it was typed."""
        return row[column] if column == "change" else f"{column}={row[column]}"


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("amend", help=_help())(amend)


def amend(
    file: Draft,
    words: Words = None,
    changes: Changes = None,
    as_of: AsOf = "",
    write: Write = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Change a draft schedule, and show what that does.

    One change is named on the command line, or many as the rows of a CSV, whose columns are
    change and the names below. All are made or none. The file is written anew, so comments in
    it are lost; what the checks find in it that they did not find before is named.

    Example: uprcycle amend draft.toml postpone session=54 by='6 months' source='Council decision'
    """
    countries, language = load_countries(), load_language(lang)
    known = Known(countries, _rules(), parse_day(as_of, "--as-of") if as_of else clock.today())
    steps = _steps(words or [], changes, known)
    content = read_file(file)
    draft = _read_draft(file, content, countries)
    amended = apply_steps(draft, steps)
    if as_json:
        print_json(_document(amended, write=write))
    else:
        _print_deeds(amended, language)
    _warn(draft, amended.schedule, countries)
    if write and amended.done:
        replace_file(file, content, export_schedule(amended.schedule, countries, file.suffix))
    if not as_json:
        print_lines(_result(file, amended, language, write=write))


def _rules() -> Mapping[str, Rule]:
    """Return the rules in force; a draft can be amended where nothing was founded as well."""
    try:
        return wire().world().rulebook.by_id
    except RefusedError:
        return load_ruleset().rulebook.by_id


def _help() -> str:
    """Return the help with every change and every column, so that the reference names them."""
    changes = [
        f"- `{name}` needs {', '.join(kind.required)}"
        + (f"; it may have {', '.join(kind.optional)}" if kind.optional else "")
        for name, kind in KINDS.items()
    ]
    columns = [f"- `{name}`: {meaning}" for name, meaning in MEANINGS.items()]
    heads = ("The changes, and the names that each of them reads:", "What the names mean:")
    return "\n\n".join([getdoc(amend) or "", heads[0], *changes, heads[1], *columns])


def replace_file(file: Path, before: bytes, text: str) -> None:
    """Put ``text`` in the place of ``file`` in one step, if it still holds ``before``.

    Raises:
        BadInputError: The file was changed by somebody else in between.
    """
    target = file.resolve()
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(target.stat().st_mode & 0o777)
        if read_file(target) != before:
            problem = Problem(str(file), "was changed while this command ran", "run the command again")
            raise BadInputError("the file was not written", [problem])
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)


def _steps(words: list[str], changes: Path | None, known: Known) -> tuple[Step, ...]:
    if bool(words) is (changes is not None):
        problem = Problem(
            "uprcycle amend", "needs a change or a file of changes", "name one, as in `postpone session=54`"
        )
        raise BadInputError("it is not clear what to change", [problem])
    if changes is not None:
        return read_steps(read_table(changes.name, read_file(changes), COLUMNS), known)
    return tuple(replace(each, place="") for each in read_steps(_arguments(words), known))


def _arguments(words: list[str]) -> _Arguments:
    cells, problems = {"change": words[0]}, []
    for word in words[1:]:
        name, equals, value = word.partition("=")
        if name not in MEANINGS or not equals:
            remedy = suggest(name, MEANINGS, f"use one of {', '.join(MEANINGS)}")
            problems.append(Problem(repr(word), "is not of the form NAME=VALUE", remedy))
        elif name in cells:
            problems.append(Problem(repr(word), f"{name} is given twice", "name it once"))
        cells[name] = value
    if problems:
        raise BadInputError("the change cannot be read", problems)
    columns = {each.name: each for each in COLUMNS}
    return _Arguments("the command line", {each: each for each in cells}, (Row(1, cells),), columns)


def _read_draft(file: Path, content: bytes, countries: Countries) -> Schedule:
    if file.suffix.casefold() not in _ENDINGS:
        problem = Problem(
            file.name, "cannot hold all of a schedule", "export it as TOML: `uprcycle schedule export`"
        )
        raise BadInputError("the file is not a draft", [problem])
    read = read_schedule(file.name, content, countries)
    if read.corrections:  # what is written here would never be asked about again
        problems = [
            Problem(each.where, f"{each.text!r} is not a State", f"did you mean {each.name!r}?")
            for each in read.corrections
        ]
        raise BadInputError("the draft names a State that there is not", problems)
    print_problems(read.problems)
    return read.schedule


def _warn(draft: Schedule, amended: Schedule, countries: Countries) -> None:
    """Name what the checks find now and did not find before."""
    before = {(each.where, each.what) for each in check_schedule(draft, countries)}
    found = check_schedule(amended, countries, draft)
    print_problems(each for each in found if (each.where, each.what) not in before)


def _document(amended: Amended, *, write: bool) -> dict[str, object]:
    keys = ("place", "what", "old", "new")
    return {
        "written": write,
        "done": [{key: getattr(each, key) for key in keys} for each in amended.done],
    }


def _print_deeds(amended: Amended, language: Language) -> None:
    if amended.done:
        headings = [language.text(each) for each in ("Where", "What", "Before", "After")]
        rows = [
            (language.say(each.place), column_text(each.what, language), each.old or "–", each.new or "–")
            for each in amended.done
        ]
        print_table(headings, rows)


def _result(file: Path, amended: Amended, language: Language, *, write: bool) -> str:
    if write:
        return language.plural(
            "{file}: {count} change written", "{file}: {count} changes written", len(amended.done), file=file
        )
    return language.plural(
        "{file}: {count} change; nothing was written (use --write)",
        "{file}: {count} changes; nothing was written (use --write)",
        len(amended.done),
        file=file,
    )
