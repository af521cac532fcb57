"""Looking back, or far ahead: ``replay`` a period against the recorder."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from flows.cli.arguments import parse_day
from flows.cli.output import Json, Lang, print_facts, print_json, print_lines
from flows.installation.wiring import wire
from flows.nudges.replay import ReplayReport
from flows.nudges.replay import replay as run_replay
from uprcycle.errors import BadInputError, Problem
from uprcycle.store.packaged import load_language
from uprcycle.wording.language import Language


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("replay")(replay)


def replay(
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="First day.")],
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="Last day.")],
    countries: Annotated[str, typer.Option(help="Codes or names, separated by commas; all by default.")] = "",
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Run every day of a past or future period; nothing is sent.

    Example: uprcycle replay --from 2022-01-01 --to 2026-12-31
    """
    language = load_language(lang)
    start, end = parse_day(first, "--from"), parse_day(last, "--to")
    if end < start:
        problem = Problem("--to", f"{end} lies before {start}", "swap the two dates")
        raise BadInputError("the period cannot be replayed", [problem])
    wiring = wire()
    names = filter(None, map(str.strip, countries.split(",")))
    codes = [wiring.world().countries.find(each).iso3 for each in names]
    began = time.monotonic()
    with _progress((end - start).days + 1) as on_day:
        report = run_replay(wiring, start, end, codes, on_day)
    seconds = round(time.monotonic() - began, 1)
    if as_json:
        print_json(_row(report) | {"seconds": seconds})
    else:
        _print_report(report, seconds, wiring.world().release.number, language)


def _row(report: ReplayReport) -> dict[str, Any]:
    return {
        "from": str(report.first),
        "to": str(report.last),
        "countries": report.countries,
        "people": report.people,
        "milestones_passed": report.passed,
        "nudges": report.nudges,
        "messages": report.messages,
        "sent_twice": report.twice,
        "messages_by_year": report.messages_by_year,
        "busiest_day": _count_json(report.busiest, "messages"),
        "fullest_message": _count_json(report.fullest, "nudges"),
    }


def _count_json(found: tuple[date, int] | None, what: str) -> dict[str, Any] | None:
    return {"day": str(found[0]), what: found[1]} if found else None


def _print_report(report: ReplayReport, seconds: float, release: int, language: Language) -> None:
    by_year = ", ".join(f"{year}: {count}" for year, count in report.messages_by_year.items())
    print_facts(
        (
            (language.text("Period"), f"{report.first} – {report.last}"),
            (language.text("States"), str(report.countries)),
            (language.text("People"), str(report.people)),
            (language.text("Milestones passed"), str(report.passed)),
            (language.text("Nudges"), str(report.nudges)),
            (language.text("Messages"), f"{report.messages} ({by_year})" if by_year else "0"),
            (language.text("Busiest day"), _count_text(report.busiest)),
            (language.text("Fullest message"), _count_text(report.fullest)),
            (language.text("Sent twice"), str(report.twice)),
            (language.text("Seconds"), str(seconds)),
        )
    )
    told = language.text(
        "Nothing was sent or written; release {release} was taken as known from the first day.",
        release=release,
    )
    print_lines("", told)


def _count_text(found: tuple[date, int] | None) -> str:
    return f"{found[0]}: {found[1]}" if found else "–"


@contextmanager
def _progress(days: int) -> Iterator[Callable[[], None]]:
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("replaying", total=days)
        yield lambda: bar.advance(task)
