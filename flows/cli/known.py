"""``notices known``: which offices know the dates that a release changed."""

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.installation.wiring import wire
from flows.nudges.knowing import knowledge
from notifications.knowledge import Knowledge
from uprcycle.store.packaged import load_language
from uprcycle.wording.language import Language


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("known")(known)


def known(
    release: Annotated[
        int | None, typer.Option(metavar="N", help="The release; by default the one in force.")
    ] = None,
    country: Annotated[
        str,
        typer.Option(metavar="COUNTRY", help="One State, date by date; by default every State in a line."),
    ] = "",
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Say which offices know the dates that a release changed.

    Example: uprcycle notices known --country KEN
    """
    wiring, language = wire(), load_language(lang)
    iso3 = wiring.world().countries.find(country).iso3 if country else ""
    found = knowledge(wiring, wiring.today(), release, iso3)
    if as_json:
        print_json([row for each in found for row in _known_json(each)])
    elif found:
        _print_known(found, language, by_date=bool(iso3))
    else:
        print_lines(language.text("this release changed no date that concerns an office"))


def _print_known(found: Sequence[Knowledge], language: Language, *, by_date: bool) -> None:
    groups: dict[tuple[str, str], list[Knowledge]] = {}
    for each in found:
        groups.setdefault((each.country, f"{each.milestone} · {each.cycle}" if by_date else ""), []).append(
            each
        )
    rows = []
    for (country, milestone), dates in groups.items():
        offices = dict.fromkeys(office for each in dates for office in each.offices)
        told = frozenset[str]().union(*(each.told for each in dates))
        seen = frozenset[str]().union(*(each.seen for each in dates))
        know = language.text("{count} of {all}", count=len(told), all=len(offices))
        missing = ", ".join(office for office in offices if office not in told)
        rows.append((country, milestone or str(len(dates)), know, str(len(seen)), missing))
    headings = [
        language.text(each) for each in ("Country", "Dates", "Offices told", "Saw it", "Not told yet")
    ]
    print_table(headings, rows)


def _known_json(each: Knowledge) -> Iterator[dict[str, object]]:
    for reader in each.readers:
        at = reader.telling.at if reader.telling else None
        yield {
            "country": each.country,
            "cycle": each.cycle,
            "milestone": each.milestone,
            "office": reader.office,
            "person": reader.person,
            "told_of_release": reader.telling.release if reader.telling else None,
            "told_at": at.isoformat() if at else None,
            "seen_at": reader.seen_at.isoformat() if reader.seen_at else None,
        }
