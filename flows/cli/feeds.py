"""Pulling: one ``feed`` on standard output, and the list of ``feeds``."""

import sys
from dataclasses import replace
from typing import Annotated

import typer

from calendars.covers import feed_title
from calendars.feeds import find_feed, plan_feeds
from calendars.press import render_feed
from flows.cli.arguments import parse_day
from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.feeds.filtering import Words, read_words
from flows.feeds.past_feeds import feed_as_of
from flows.installation.wiring import wire
from flows.releases.changelog import end_of
from uprcycle.store.packaged import load_language
from uprcycle.subscriptions import Filter


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("feed")(feed)
    app.command("feeds")(feeds)


def feed(
    name: Annotated[
        str, typer.Argument(help="country/KEN, region/africa, role/NHRI, phase/review, … or all.")
    ],
    kinds: Annotated[
        list[str] | None, typer.Option("--kinds", "--kind", help="Only these kinds, such as deadline,event.")
    ] = None,
    as_of: Annotated[str, typer.Option(metavar="DATE", help="As served at the end of this day.")] = "",
    lang: Lang = "en",
) -> None:
    """Write one public feed as iCalendar.

    Example: uprcycle feed country/KEN --lang fr > kenya.ics
    """
    wiring, language = wire(), load_language(lang)
    moment = end_of(parse_day(as_of, "--as-of")) if as_of else None
    world = wiring.world_as_of(moment) if moment else wiring.world()
    chosen = read_words(Filter(), Words(kinds=kinds), world.countries).kinds
    wanted = replace(find_feed(name, world), kinds=chosen)
    if moment:
        written = feed_as_of(wiring, wanted, language, moment)
    else:
        edition = wiring.edition()
        written = render_feed(wanted, edition.world, edition.revisions, language, wiring.site)
    sys.stdout.buffer.write(written.body)


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
