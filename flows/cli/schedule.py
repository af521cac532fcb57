"""The one input: ``schedule check``, ``show``, ``history`` and ``export``."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli import template
from flows.cli.findings import AsCsv, Findings, print_findings, print_refusal
from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.installation.wiring import wire
from flows.releases.releasing import judge
from uprcycle.errors import BadInputError, Problem, RefusedError
from uprcycle.schedule.document import write_document
from uprcycle.schedule.reader import read_schedule
from uprcycle.schedule.schedule_file import write_schedule
from uprcycle.schedule.session import Schedule
from uprcycle.sheets.text import MAX_BYTES
from uprcycle.store.packaged import load_countries, load_language
from uprcycle.store.ports import ReleaseSummary
from uprcycle.timetable.world import World
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import certainty_text, country_name

app = typer.Typer(
    help="The session schedule: check, look, export.", no_args_is_help=True, rich_markup_mode=None
)
template.add_commands(app)

File = Annotated[Path, typer.Argument(metavar="FILE", help="A file in TOML, JSON, CSV or XLSX.")]
Number = Annotated[int | None, typer.Option("--release", help="Release; by default the one in force.")]


def read_file(path: Path) -> bytes:
    """Return the bytes of a file a person named, no more than any file may have, and one.

    Raises:
        BadInputError: It is not there or cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "cannot be read"
        problem = Problem(str(path), reason.lower(), "check the name and the rights")
        raise BadInputError("the file cannot be read", [problem]) from None


@app.command("check")
def check(file: File, as_csv: AsCsv = False, lang: Lang = "en", as_json: Json = False) -> int:
    """Read and check a schedule; changes nothing.

    All problems are named at once. A CSV or a workbook is laid over the release in force.

    Example: uprcycle schedule check cycle-5.csv
    """
    name, content, countries = file.name, read_file(file), load_countries()
    try:
        read = read_schedule(name, content, countries)
        draft = judge(read, name, countries, _released())
    except BadInputError as error:
        return print_refusal(error, name, as_csv=as_csv, as_json=as_json)
    said = read.schedule
    counts = {"sessions": len(said.sessions), "reviews": len(said.slots), "dates": len(said.dates)}
    language = load_language(lang)
    text = language.text("{sessions} sessions, {reviews} reviews, {dates} dates", **counts)
    found = Findings(name, counts, text, draft.problems, draft.corrections)
    print_findings(found, language, as_csv=as_csv, as_json=as_json)
    return 0


@app.command("show")
def show(
    session: Annotated[int | None, typer.Option(help="Only this session, with its States.")] = None,
    release: Number = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Show the released sessions, or the States of one.

    Example: uprcycle schedule show --session 54
    """
    wiring, language = wire(), load_language(lang)
    world = wiring.world() if release is None else wiring.world_of(release)
    if as_json:
        print_json(_document(world, session))
    elif session is None:
        _print_sessions(world, language)
    else:
        _print_session(world, session, language)


@app.command("history")
def history(lang: Lang = "en", as_json: Json = False) -> None:
    """List the releases, newest last.

    Example: uprcycle schedule history
    """
    rows, language = wire().store.releases.history(), load_language(lang)
    if as_json:
        print_json([_summary(each) for each in rows])
    else:
        headings = [
            language.text(each) for each in ("Release", "When (UTC)", "By", "Reviews", "Digest", "Note")
        ]
        cells = [
            (
                str(each.number),
                f"{each.at:%Y-%m-%d %H:%M}",
                each.by,
                str(each.reviews),
                each.digest[:12],
                each.note,
            )
            for each in rows
        ]
        print_table(headings, cells)


@app.command("export")
def export(file: File, release: Number = None) -> None:
    """Write a release to a file: .toml, .json, .csv or .xlsx.

    `uprcycle schedule check` reads it back.

    Example: uprcycle schedule export schedule.csv
    """
    wiring = wire()
    chosen = (wiring.world() if release is None else wiring.world_of(release)).release
    content = write_schedule(chosen.schedule, load_countries(), file.suffix)
    try:
        file.write_bytes(content)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "cannot be written"
        problem = Problem(str(file), reason.lower(), "choose another place")
        raise BadInputError("the file cannot be written", [problem]) from None
    print_lines(f"wrote release {chosen.number} to {file}: {len(chosen.schedule.slots)} reviews")


def _released() -> Schedule | None:
    try:
        release = wire().store.releases.latest()
    except RefusedError:
        return None
    return release.schedule if release else None


def _document(world: World, session: int | None) -> dict[str, object]:
    document = write_document(world.release.schedule)
    if session is not None:
        world.session(session)
        document["session"] = [row for row in document["session"] if row["number"] == session]
        document["review"] = [row for row in document["review"] if row.get("session") == session]
        document["date"] = [row for row in document["date"] if row["session"] == session]
    return {"release": world.release.number, **document}


def _summary(summary: ReleaseSummary) -> dict[str, object]:
    keys = ("number", "by", "note", "source", "digest", "reviews")
    return {key: getattr(summary, key) for key in keys} | {"at": summary.at.isoformat()}


def _print_sessions(world: World, language: Language) -> None:
    rows = [
        (
            str(each.number),
            str(each.cycle),
            short_span_text(each.dates.span, language),
            certainty_text(each.dates, language),
            str(len(world.timetables_of_session(each.number))),
            ", ".join(map(str, each.council)),
        )
        for each in world.sessions
    ]
    print_table(
        [language.text(each) for each in ("Session", "Cycle", "When", "How sure", "States", "Council")], rows
    )


def _print_session(world: World, number: int, language: Language) -> None:
    session = world.session(number)
    when = short_span_text(session.dates.span, language)
    status = certainty_text(session.dates, language)
    print_lines(language.text("Session {number}: {when} ({status})", number=number, when=when, status=status))
    rows = []
    for each in world.timetables_of_session(number):
        slot = each.review.slot
        name = country_name(world.countries[each.country], language)
        order = str(slot.order) if slot.order else "–"
        span = short_span_text(slot.dates.span, language)
        rows.append((order, each.country, name, span, certainty_text(slot.dates, language), slot.dates.note))
    print_table(
        [language.text(each) for each in ("Order", "Code", "State", "When", "How sure", "Note")], rows
    )
