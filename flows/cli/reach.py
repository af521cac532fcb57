"""Who is not reached: ``people reach`` names those whose mail comes back and those who unsubscribed."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import typer

from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.installation.wiring import wire
from flows.nudges.bouncing import Lost, lost_people
from uprcycle.store.packaged import load_language
from uprcycle.wording.language import Language


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module to the group of the people."""
    app.command("reach")(reach)


def reach(lang: Lang = "en", as_json: Json = False) -> None:
    """List who is not reached by mail, and who has unsubscribed.

    Whose mail came back three times in a row is not written to for 30 days, and their deputies are
    told instead. Who has unsubscribed still gets what an office must know.

    Example: uprcycle people reach
    """
    wiring, language = wire(), load_language(lang)
    found = lost_people(wiring)
    if as_json:
        print_json([_json(each, wiring.now()) for each in found])
    elif found:
        headings = [language.text(each) for each in ("Person", "Offices", "Since", "What", "Code")]
        print_table(headings, [row for each in found for row in _rows(each, wiring.now(), language)])
        print_lines(
            "", language.text("When an address is right again:") + " uprcycle bounces clear PERSON --by NAME"
        )
    else:
        print_lines(language.text("No mail came back, and nobody has unsubscribed."))


def _rows(lost: Lost, now: datetime, language: Language) -> Iterator[tuple[str, ...]]:
    whose = (lost.person.name, ", ".join(lost.offices))
    if back := lost.unreached:
        one, many = "{count} mail came back", "{count} mails came back in a row"
        what = language.plural(one, many, back.failures)
        if back.is_paused(now):
            what += language.text(", not written to until {day}", day=f"{back.resumes:%Y-%m-%d}")
        yield (*whose, f"{back.since:%Y-%m-%d}", what, back.code)
    if lost.unsubscribed:
        yield (*whose, f"{lost.unsubscribed:%Y-%m-%d}", language.text("unsubscribed"), "–")


def _json(lost: Lost, now: datetime) -> dict[str, Any]:
    """Return the JSON row of a person, who goes by their id alone."""
    back = lost.unreached
    return {
        "person": lost.person.id,
        "offices": list(lost.offices),
        "unreached_since": back.since.isoformat() if back else None,
        "failures": back.failures if back else 0,
        "code": back.code if back else None,
        "paused_until": back.resumes.isoformat() if back and back.is_paused(now) else None,
        "unsubscribed": lost.unsubscribed.isoformat() if lost.unsubscribed else None,
    }
