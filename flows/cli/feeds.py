"""Pulling: one ``feed`` on standard output, and the list of ``feeds``."""

import sys
from typing import Annotated

import typer

from calendars.covers import feed_title
from calendars.feeds import plan_feeds
from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.publishing import press_of
from flows.wiring import wire
from uprcycle.store.packaged import load_language


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("feed")(feed)
    app.command("feeds")(feeds)


def feed(
    name: Annotated[str, typer.Argument(help="country/KEN, session/54, region/africa or all.")],
    lang: Lang = "en",
) -> None:
    """Write one public feed as iCalendar.

    Example: uprcycle feed country/KEN --lang fr > kenya.ics
    """
    sys.stdout.buffer.write(press_of(wire())(name, lang).body)


def feeds(lang: Lang = "en", as_json: Json = False) -> None:
    """List the public feeds and their addresses.

    Example: uprcycle feeds --json
    """
    wiring, language = wire(), load_language(lang)
    world, root = wiring.world(), f"{wiring.settings.address}/feeds"
    rows = [
        {"name": each.name, "title": feed_title(each, world, language), "url": f"{root}/{each.name}.ics"}
        for each in plan_feeds(world)
    ]
    if as_json:
        print_json(rows)
    else:
        headings = [language.text(each) for each in ("Name", "Title")]
        print_table(headings, [(row["name"], row["title"]) for row in rows])
        print_lines("", language.text("Address of a feed:") + f" {root}/NAME.ics")
