"""Feeds that need a token: ``subscription make``, ``list``, ``preview``, ``edit``, ``rotate``, ``revoke``."""

from typing import Annotated

import typer

from flows.cli.output import Json, Lang, print_lines
from flows.cli.subscribed import (
    print_handed,
    print_kept,
    print_listed,
    print_loss,
    print_preview,
    print_trial,
)
from flows.feeds import subscribing
from flows.feeds.filtering import Words, read_words
from flows.feeds.subscribing import Change, Wish
from flows.installation.wiring import wire
from flows.nudges.posting import language_for
from uprcycle.errors import BadInputError, Problem
from uprcycle.store.packaged import load_language
from uprcycle.subscriptions import LIFETIME, Filter, Scope
from uprcycle.wording.language import Language

app = typer.Typer(
    help="Feeds of people and offices, each with a token.", no_args_is_help=True, rich_markup_mode=None
)

Who = Annotated[str, typer.Argument(metavar="PERSON", help="Mail address or id of whose feed it is.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="The id of a subscription, as `list` shows it.")]
By = Annotated[str, typer.Option(help="Who says so.")]
Title = Annotated[str | None, typer.Option(metavar="TEXT", help="What calendars call the feed.")]
Many = list[str] | None
States = Annotated[Many, typer.Option("--country", help="Only these States; by default all of theirs.")]
Roles = Annotated[Many, typer.Option("--role", help="Only what these parties do, such as RCO,UNCT.")]
Phases = Annotated[Many, typer.Option("--phase", help="Only these phases, such as review,adoption.")]
Kinds = Annotated[Many, typer.Option("--kind", help="Only these kinds, such as deadline,action.")]
Languages = Annotated[Many, typer.Option("--language", help="Language of the entries, or two: fr,en.")]
Tasks = Annotated[
    str | None, typer.Option(metavar="none|events|todos", help="Whether tasks stand in it, and as what.")
]
Windows = Annotated[
    str | None, typer.Option(metavar="auto|bars|ends", help="How a window of many days is shown.")
]
Alarms = Annotated[bool | None, typer.Option("--alarms/--no-alarms", help="Whether entries ring.")]
Hidden = Annotated[
    bool | None, typer.Option("--hide-cancelled/--show-cancelled", help="Whether what is withdrawn goes.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Do it; without, it is only said what would stop.")]
Days = Annotated[int, typer.Option(min=1, max=LIFETIME.days, help="For how many days from today.")]


@app.command("make")
def make(
    who: Who,
    by: By,
    office: Annotated[str, typer.Option(help="One office they hold; by default all of them.")] = "",
    organisation: Annotated[str, typer.Option(help="All offices of the organisation they work for.")] = "",
    title: Title = None,
    country: States = None,
    role: Roles = None,
    phase: Phases = None,
    kind: Kinds = None,
    language: Languages = None,
    tasks: Tasks = None,
    windows: Windows = None,
    alarms: Alarms = None,
    hide_cancelled: Hidden = None,
    days: Days = LIFETIME.days,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count what it would hold.")] = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Make a feed and show its address, once.

    Whoever has the address can read the feed; it is kept nowhere. The feed is dead as soon as the
    person no longer holds the office.

    Example: uprcycle subscription make amina@example.org --by "B. Example" --tasks todos
    """
    wiring, words = wire(), load_language(lang)
    typed = Words(country, role, phase, kind, language, tasks, windows, hide_cancelled, alarms)
    person, (scope, key) = subscribing.find_person(wiring, who), _scope(office, organisation)
    start = Filter(languages=(language_for(person).code,))
    chosen = read_words(start, typed, wiring.world().countries)
    called = _title(key, load_language(chosen.languages[0])) if title is None else title
    wish = Wish(called, scope, key, chosen, days)
    if dry_run:
        print_preview(wish, subscribing.preview(wiring, person, wish).entries, words, as_json=as_json)
    else:
        print_handed(subscribing.make(wiring, person, wish, by=by), words, as_json=as_json)


@app.command("list")
def list_all(
    who: Annotated[str, typer.Argument(metavar="[PERSON]", help="Mail address or id; by default all.")] = "",
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """List the feeds, how they stand, and when they were last fetched.

    That a program fetched a feed is not to say that anybody saw it. Below stand the offices of which
    no calendar is fetched any more.

    Example: uprcycle subscription list amina@example.org
    """
    wiring, language = wire(), load_language(lang)
    person = subscribing.find_person(wiring, who) if who else None
    found = list(subscribing.listed(wiring, person))
    if found or as_json:
        print_listed(wiring, found, language, as_json=as_json)
    else:
        command = f'uprcycle subscription make {who or "amina@example.org"} --by "B. Example"'
        print_lines(language.text("There is no feed yet. `{command}` makes one.", command=command))


@app.command("preview")
def preview(subscription: Id, lang: Lang = "en", as_json: Json = False) -> None:
    """Show what a program gets that fetches a feed now.

    What is wrong with it is named too. It does not count as a fetch. What was revoked or is over is refused.

    Example: uprcycle subscription preview s1a2b3c4
    """
    print_trial(subscribing.try_out(wire(), subscription), load_language(lang), as_json=as_json)


@app.command("edit")
def edit(
    subscription: Id,
    by: By,
    title: Title = None,
    country: States = None,
    role: Roles = None,
    phase: Phases = None,
    kind: Kinds = None,
    language: Languages = None,
    tasks: Tasks = None,
    windows: Windows = None,
    alarms: Alarms = None,
    hide_cancelled: Hidden = None,
    days: Annotated[int | None, typer.Option(min=1, max=LIFETIME.days, help="Extend it, from today.")] = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Change what a feed holds, its title or its last day.

    The address stays, and calendars see the change when they next ask. An empty text empties
    a list: --country "".

    Example: uprcycle subscription edit s1a2b3c4 --by "B. Example" --language fr,en --days 400
    """
    wiring, words = wire(), load_language(lang)
    typed = Words(country, role, phase, kind, language, tasks, windows, hide_cancelled, alarms)
    kept = subscribing.find_subscription(wiring, subscription)
    chosen = read_words(kept.filter, typed, wiring.world().countries)
    changed = subscribing.edit(wiring, kept.id, Change(title, chosen, days), by=by)
    print_kept(changed, words.text("Changed; the address is the same."), words, as_json=as_json)


@app.command("rotate")
def rotate(subscription: Id, by: By, yes: Yes = False, lang: Lang = "en", as_json: Json = False) -> None:
    """Give a feed a new address, once shown.

    With --yes the old address is dead at once: put the new one into every calendar that had it.

    Example: uprcycle subscription rotate s1a2b3c4 --by "B. Example" --yes
    """
    wiring, words = wire(), load_language(lang)
    if yes:
        print_handed(subscribing.rotate(wiring, subscription, by=by), words, as_json=as_json)
    else:
        print_loss(subscribing.find_standing(wiring, subscription), words, as_json=as_json)


@app.command("revoke")
def revoke(subscription: Id, by: By, yes: Yes = False, lang: Lang = "en", as_json: Json = False) -> None:
    """End a feed for ever, with --yes.

    Example: uprcycle subscription revoke s1a2b3c4 --by "B. Example" --yes
    """
    wiring, words = wire(), load_language(lang)
    if yes:
        gone = subscribing.revoke(wiring, subscription, by=by)
        print_kept(gone, words.text("Revoked: its address opens nothing any more."), words, as_json=as_json)
    else:
        print_loss(subscribing.find_standing(wiring, subscription), words, as_json=as_json)


def _scope(office: str, organisation: str) -> tuple[Scope, str]:
    if office and organisation:
        problem = Problem("--organisation", "stands beside --office", "give one of the two")
        raise BadInputError("a feed is of one office or of one organisation", [problem])
    if office:
        return Scope.OFFICE, office
    return (Scope.ORGANISATION, organisation) if organisation else (Scope.PERSON, "")


def _title(key: str, language: Language) -> str:
    return language.text("UPR: {office}", office=key) if key else language.text("UPR: my offices")
