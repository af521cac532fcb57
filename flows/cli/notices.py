"""Telling of changes: ``notices plan`` who is to be told of what, ``send`` it."""

import typer

from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.noticing import notices_owed, send_notices
from flows.wiring import wire
from notifications.notices import Notice, is_soon
from uprcycle.store.packaged import load_language

app = typer.Typer(help="Notices of changed dates: plan, send.", no_args_is_help=True, rich_markup_mode=None)


@app.command("plan")
def plan(lang: Lang = "en", as_json: Json = False) -> None:
    """Say who is to be told of what releases changed.

    Nothing is sent.

    Example: uprcycle notices plan --json
    """
    wiring, language = wire(), load_language(lang)
    notices = notices_owed(wiring, wiring.today())
    if as_json:
        print_json([_row(each) for each in notices])
    elif notices:
        headings = [
            language.text(each)
            for each in ("Person", "Offices", "Channel", "Language", "Releases", "Dates", "Soon")
        ]
        print_table(headings, [tuple(map(str, _row(each).values())) for each in notices])
        count = len(notices)
        print_lines(
            "", language.plural("{count} person is to be told", "{count} people are to be told", count)
        )
    else:
        print_lines(language.text("everybody was told of every release that concerns them"))


@app.command("send")
def send() -> None:
    """Tell those concerned what releases changed.

    Nobody is told twice.

    Example: uprcycle notices send
    """
    wiring = wire()
    print_lines(
        f"{send_notices(wiring, wiring.today()).as_words()} (delivery: {wiring.settings.delivery.value})"
    )


def _row(notice: Notice) -> dict[str, object]:
    """Return who is told of how much, by id; ``soon`` counts dates near at hand or taken back."""
    first, last = notice.releases[0].number, notice.new
    return {
        "person": notice.person.id,
        "offices": ", ".join(each.name for each in notice.offices),
        "channel": notice.person.channel,
        "language": notice.person.language,
        "releases": f"{first}" if first == last else f"{first}–{last}",
        "dates": len(notice.changes),
        "soon": sum(is_soon(each, notice.day) for each in notice.changes),
    }
