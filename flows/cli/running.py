"""Running: everything together, the web alone, one round by hand, or the past replayed."""

import time
from collections.abc import Callable
from contextlib import nullcontext
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from flows.cli.output import Json, print_json, print_lines, print_table
from flows.cli.timetable import parse_day
from flows.settings import load_settings
from flows.wiring import Wiring, wire
from uprcycle.errors import BadInputError, Problem


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("run")(run)
    app.command("serve")(serve)
    app.command("replay")(replay)


def run() -> None:
    """Run everything in one process group: web, feeds, Prefect and its schedule.

    Example: UPRCYCLE_PORT=8090 uprcycle run
    """
    from flows.serve import run_everything

    run_everything(load_settings(), say)


def serve() -> None:
    """Serve the web and the feeds alone, without Prefect.

    Example: uprcycle serve
    """
    from flows.serve import serve_web

    serve_web(load_settings(), say)


def replay(
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="First day.")],
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="Last day.")],
    countries: Annotated[str, typer.Option(help="Codes or names, separated by commas; all by default.")] = "",
    as_json: Json = False,
) -> None:
    """Run every day of a period against the recorder: what would have been sent.

    Example: uprcycle replay --from 2022-01-01 --to 2026-12-31
    """
    from flows.replay import replay as run_replay

    wiring = wire()
    start, end = parse_day(first, "--from"), parse_day(last, "--to")
    if end < start:
        problem = Problem("--to", f"{end} lies before {start}", "swap the two dates")
        raise BadInputError("the period cannot be replayed", [problem])
    codes = [
        wiring.world().countries.find(each.strip()).iso3 for each in countries.split(",") if each.strip()
    ]
    began = time.monotonic()
    with _progress((end - start).days + 1, "replaying") as on_day:
        report = run_replay(wiring, start, end, codes, on_day)
    seconds = round(time.monotonic() - began, 1)
    row: dict[str, Any] = {
        "from": str(report.first),
        "to": str(report.last),
        "countries": report.countries,
        "people": report.people,
        "milestones_passed": report.passed,
        "nudges": report.nudges,
        "messages": report.messages,
        "sent_twice": report.twice,
        "messages_by_year": report.messages_by_year,
        "seconds": seconds,
    }
    if as_json:
        print_json(row)
        return
    print_table(["", ""], [(key.replace("_", " "), _text(value)) for key, value in row.items()])
    print_lines(
        f"nothing was sent or written; release {_release(wiring)} was taken as known from the first day"
    )


def say(line: str) -> None:
    """Write one line at once, for whoever watches a server start."""
    print_lines(line)


def _progress(total: int, what: str) -> Any:  # noqa: ANN401 - a context that gives a callable
    console = Console(stderr=True)
    if not console.is_terminal:
        return nullcontext(_nothing)
    return _Bar(total, what, console)


def _nothing() -> None:
    return None


class _Bar:
    """A progress bar on the terminal, gone when the work is done."""

    def __init__(self, total: int, what: str, console: Console) -> None:
        self._progress = Progress(console=console, transient=True)
        self._task = self._progress.add_task(what, total=total)

    def __enter__(self) -> Callable[[], None]:
        self._progress.start()
        return lambda: self._progress.advance(self._task)

    def __exit__(self, *_: object) -> None:
        self._progress.stop()


def _text(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {count}" for key, count in value.items())
    return str(value)


def _release(wiring: Wiring) -> int:
    return wiring.world().release.number
