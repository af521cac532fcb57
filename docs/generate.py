"""Writes the parts of the reference that the program itself knows: commands, settings, rules, feeds, paths.

``python docs/generate.py`` rewrites them; a test says when they are out of date.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from calendars.covers import feed_title
from calendars.doctor import examine as doctor
from calendars.feeds import FeedKind, plan_feeds
from calendars.selection import MOST_ENTRIES, REACHES
from flows.cli.main import app
from flows.installation.settings import Settings
from uprcycle.schedule.release import Release
from uprcycle.store.packaged import load_countries, load_ruleset, load_schedule
from uprcycle.timetable.world import World
from uprcycle.wording.language import ENGLISH
from uprcycle.wording.terms import phase_text
from web.app import ROOMS

REFERENCE = Path(__file__).parent / "reference"
_NOTE = "Written by `docs/generate.py`; change the program, not this page."


def pages() -> dict[str, str]:
    """Return every generated page by its file name."""
    written = {
        "commands.md": _commands(),
        "settings.md": _settings(),
        "rules.md": _rules(),
        "feeds.md": _feeds(),
        "http.md": _paths(),
        "feed-doctor.md": _feed_doctor(),
    }
    return {name: "\n".join(lines) + "\n" for name, lines in written.items()}


def _commands() -> Iterator[str]:
    yield from (
        "# Commands",
        "",
        _NOTE,
        "",
        "Exit status: 0 done, 1 refused, 2 bad input. Errors go to standard error.",
    )
    root: Any = typer.main.get_command(app)
    for name, command in sorted(root.commands.items()):
        for each in sorted(getattr(command, "commands", {}).items()):
            yield from _command(f"uprcycle {name} {each[0]}", each[1])
        if not hasattr(command, "commands"):
            yield from _command(f"uprcycle {name}", command)


def _command(name: str, command: Any) -> Iterator[str]:  # noqa: ANN401 - Typer keeps its types private
    yield from ("", f"## {name}", "", *(line.strip() for line in (command.help or "").splitlines()))
    rows = [param for param in command.params if "--help" not in param.opts]
    if rows:
        yield from ("", "| parameter | meaning |", "| --- | --- |")
    for param in rows:
        option = param.param_type_name == "option"
        shown = ", ".join(param.opts) if option else (param.metavar or param.name.upper())
        yield f"| `{shown}` | {(param.help or '').replace('|', '/')} |"


def _settings() -> Iterator[str]:
    yield from ("# Settings", "", _NOTE, "")
    yield "Environment variables, all optional. A wrong value or a name that is nearly right stops the start."
    yield from ("", "| variable | meaning | default |", "| --- | --- | --- |")
    for name, field in Settings.model_fields.items():
        default = getattr(field.default, "value", field.default)
        yield f"| `UPRCYCLE_{name.upper()}` | {field.description} | {_default(default)} |"


def _default(value: object) -> str:
    return "–" if value in ("", ()) else f"`{value}`"


def _rules() -> Iterator[str]:
    rulebook = load_ruleset().rulebook
    yield from ("# Rules", "", _NOTE, "")
    yield "`basis` says how much of the date stands in a source: stated, implied, or editorial."
    for phase in rulebook.phases:
        yield from ("", f"## {phase_text(phase.phase, ENGLISH)}", "", "| id | what | when | basis | source |")
        yield "| --- | --- | --- | --- | --- |"
        for rule in rulebook.rules:
            if rule.phase is phase.phase:
                sources = "; ".join(dict.fromkeys(each.document for each in rule.sources))
                yield f"| `{rule.id}` | {rule.title} | {rule.lead} | {rule.basis.value} | {sources} |"
    yield from (
        "",
        "## Forecasts",
        "",
        "| date | season | earliest, likeliest, latest | sessions |",
        "| --- | --- | --- | --- |",
    )
    for each in rulebook.forecasts:
        span = f"{each.earliest}, {each.likeliest}, {each.latest} ({each.anchor})"
        yield f"| `{each.milestone}` | {each.season.value} | {span} | {each.observations} |"


def _feeds() -> Iterator[str]:
    released = Release(
        1, load_schedule(), datetime(2026, 11, 21, tzinfo=UTC), "", "", "", load_ruleset().digest
    )
    world = World(released, load_countries(), [load_ruleset()])
    feeds = plan_feeds(world)
    yield from (
        "# Feeds",
        "",
        _NOTE,
        "",
        "Every feed is served at `/feeds/NAME.ics`, in another language with `?lang=fr`. One that would hold",
        f"more than {MOST_ENTRIES} entries is kept to the main dates or the headlines, and to the months",
        "around its release; its description says so.",
    )
    yield from ("", "| kind | feeds | an example | entries |", "| --- | --- | --- | --- |")
    for kind in FeedKind:
        mine = [each for each in feeds if each.kind is kind]
        levels = ", ".join(sorted(each.value for each in REACHES[kind][0].prominences))
        title = feed_title(mine[0], world, ENGLISH)
        yield f"| {kind.value} | {len(mine)} | `{mine[0].name}`: {title} | {levels} |"


def _paths() -> Iterator[str]:
    yield from (
        "# HTTP",
        "",
        _NOTE,
        "",
        "GET and HEAD change nothing; a path that answers POST names it.",
        "",
    )
    yield from ("| path | what |", "| --- | --- |")
    routes = [route for room in ROOMS for route in room.router.routes]
    for path in sorted({each.path for each in routes}):
        said = {min(each.methods): each.endpoint for each in routes if each.path == path}
        for method, endpoint in sorted(said.items()):
            what = (endpoint.__doc__ or "").strip().splitlines()[0]
            yield f"| {'' if method == 'GET' else method + ' '}`{path}` | {what} |"


def _feed_doctor() -> Iterator[str]:
    yield from (
        "# Feed doctor",
        "",
        _NOTE,
        "",
        f"What `uprcycle feed-doctor` looks for: {len(doctor.CHECKS)} checks.",
        "",
        "An error makes a program drop or misread something, a warning may; a hint costs comfort only.",
        "The source is a section of a standard, what was measured with programs, what users report of",
        "them, or advice of ours.",
    )
    for room in doctor.ROOMS:
        sentence = (room.__doc__ or "").splitlines()[0]
        yield from ("", f"## {room.__name__.rpartition('.')[2].capitalize()}", "", sentence, "")
        yield from ("| check | what | who suffers | remedy | source |", "| --- | --- | --- | --- | --- |")
        for each in doctor.checks_of(room):
            suffering = " – ".join(filter(None, (", ".join(each.clients), each.effect)))
            cells = (f"{each.severity.value} `{each.id}`", each.what, suffering, each.remedy, each.source)
            yield f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    """Return a text for a table, its places shown as dots."""
    return re.sub(r"\{\w+\}", "…", text).replace("|", "/").replace("\\", "\\\\").replace("#", "\\#")


if __name__ == "__main__":
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, "utf-8")
