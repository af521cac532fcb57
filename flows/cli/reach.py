"""Who is not reached: ``people reach`` names those whose mail comes back and those who unsubscribed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import typer

from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.recipients import unreached
from flows.wiring import Wiring, wire
from uprcycle.people import Assignment, Person
from uprcycle.reach import Unreached
from uprcycle.store.packaged import load_language
from uprcycle.wording.language import Language


@dataclass(frozen=True, slots=True)
class _Lost:
    """Somebody who holds an office, and why they hear less than they might."""

    person: Person
    offices: tuple[str, ...]
    unreached: Unreached | None
    unsubscribed: datetime | None


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
    found = list(_lost(wiring))
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


def _lost(wiring: Wiring) -> Iterator[_Lost]:
    """Yield them by id."""
    today, back, chosen = wiring.today(), unreached(wiring), wiring.store.preferences.all()
    held: dict[str, list[Assignment]] = {}
    for each in wiring.store.people.assignments():
        if each.holds_on(today):
            held.setdefault(each.person.id, []).append(each)
    for who in sorted(held):
        gone = chosen[who].unsubscribed if who in chosen else None
        if who in back or gone:
            offices = tuple(sorted({each.office.name for each in held[who]}))
            yield _Lost(held[who][0].person, offices, back.get(who), gone)


def _rows(lost: _Lost, now: datetime, language: Language) -> Iterator[tuple[str, ...]]:
    whose = (lost.person.name, ", ".join(lost.offices))
    if back := lost.unreached:
        one, many = "{count} mail came back", "{count} mails came back in a row"
        what = language.plural(one, many, back.failures)
        if back.is_paused(now):
            what += language.text(", not written to until {day}", day=f"{back.resumes:%Y-%m-%d}")
        yield (*whose, f"{back.since:%Y-%m-%d}", what, back.code)
    if lost.unsubscribed:
        yield (*whose, f"{lost.unsubscribed:%Y-%m-%d}", language.text("unsubscribed"), "–")


def _json(lost: _Lost, now: datetime) -> dict[str, Any]:
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
