"""``nudges escalation``: to whom overdue tasks were passed on, who is next, and who is missing above whom."""

from collections.abc import Sequence
from typing import Annotated

import typer

from flows.cli.arguments import parse_day
from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.installation.wiring import wire
from flows.nudges.escalating import Escalation
from flows.nudges.nudging import duties_of
from flows.offices.recipients import recipients
from notifications.escalation import Climb
from notifications.ladder import Party
from notifications.letter import party_text
from uprcycle.people import Office
from uprcycle.store.packaged import load_language
from uprcycle.wording.language import Language
from uprcycle.wording.terms import title_text

On = Annotated[str, typer.Option(metavar="DATE", help="The day to look at; by default today in Geneva.")]
Missing = Annotated[bool, typer.Option("--missing", help="List the offices above which nobody is known.")]


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module to the group of the nudges."""
    app.command("escalation")(escalation)


def escalation(on: On = "", missing: Missing = False, lang: Lang = "en", as_json: Json = False) -> None:
    """Show to whom overdue tasks are passed on.

    Nothing is sent. With --missing, the offices above which somebody is unknown: their step is
    passed over.

    Example: uprcycle nudges escalation
    """
    wiring, language = wire(), load_language(lang)
    today = parse_day(on, "--on") if on else wiring.today()
    found = Escalation(wiring, duties_of(wiring, recipients(wiring)), today)
    if missing:
        _show_gaps(tuple(found.gaps()), language, as_json=as_json)
    else:
        _show_climbs(tuple(found.climbs()), language, as_json=as_json)


def _show_climbs(climbs: Sequence[Climb], language: Language, *, as_json: bool) -> None:
    if as_json:
        print_json([_climb_json(each) for each in climbs])
    elif climbs:
        headings = [
            language.text(each)
            for each in ("Office", "Task", "Over since", "Told", "Next", "On", "Nobody known")
        ]
        print_table(headings, [_climb_row(each, language) for each in climbs])
    else:
        print_lines(language.text("nothing that is overdue has to be passed on"))


def _climb_row(climb: Climb, language: Language) -> tuple[str, ...]:
    task = climb.duty.task
    told = ", ".join(f"{party_text(each, language)} {day}" for each, day in climb.told.items())
    return (
        f"{task.office.name} ({task.country})",
        title_text(task.rule, language),
        f"{climb.duty.term.over}",
        told,
        _next_text(climb, language),
        f"{climb.day}" if climb.day and not climb.is_held else "",
        ", ".join(party_text(each, language) for each in climb.unknown),
    )


def _next_text(climb: Climb, language: Language) -> str:
    if climb.is_held:
        return language.text("nobody: the office has seen it")
    if climb.to is None:
        return language.text("nobody")
    return f"{party_text(climb.to, language)} ({', '.join(each.person.id for each in climb.people)})"


def _climb_json(climb: Climb) -> dict[str, object]:
    task, term = climb.duty.task, climb.duty.term
    return {
        "country": task.country,
        "cycle": task.cycle,
        "task": task.id,
        "office": task.office.name,
        "due": term.due.isoformat(),
        "told": {party.value: day.isoformat() for party, day in climb.told.items()},
        "seen": climb.is_held,
        "next": climb.to.value if climb.to else None,
        "on": climb.day.isoformat() if climb.day else None,
        "people": [each.person.id for each in climb.people],
        "unknown": [each.value for each in climb.unknown],
    }


def _show_gaps(gaps: Sequence[tuple[Office, Sequence[Party]]], language: Language, *, as_json: bool) -> None:
    if as_json:
        print_json(
            [
                {
                    "country": office.country,
                    "office": office.name,
                    "unknown": [each.value for each in unknown],
                }
                for office, unknown in gaps
            ]
        )
    elif gaps:
        headings = [language.text(each) for each in ("State", "Office", "Nobody known")]
        rows = [
            (office.country, office.name, ", ".join(party_text(each, language) for each in unknown))
            for office, unknown in gaps
        ]
        print_table(headings, rows)
    else:
        print_lines(language.text("above every office somebody is known on each step"))
