"""Who is away: ``people away``, ``people back`` and ``people absences``."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import typer

from flows.cli.arguments import parse_day
from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.installation.wiring import Wiring, wire
from flows.offices.staffing import find_person, staffing_of
from uprcycle.checklist.tick import check_words
from uprcycle.errors import BadInputError, Problem, RefusedError
from uprcycle.people import Office, Person
from uprcycle.presence import Absence, Away, find_away
from uprcycle.store.packaged import load_language
from uprcycle.wording.language import Language

Who = Annotated[str, typer.Argument(metavar="PERSON", help="Mail address or id.")]
By = Annotated[str, typer.Option(help="Who says so; the audit trail keeps it.")]


@dataclass(frozen=True, slots=True)
class _Shown:
    """An absence and who is told instead in each office, on its first day that is not past."""

    absence: Absence
    person: Person
    day: date
    offices: tuple[tuple[Office, Away], ...]


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module to the group of the people."""
    app.command("away")(away)
    app.command("back")(back)
    app.command("absences")(absences)


def away(
    who: Who,
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day away.")],
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day away.")],
    by: By,
    lang: Lang = "en",
) -> None:
    """Say when somebody is away; deputies are told instead.

    Why is not asked. Said again with the same first day, it replaces what was said.

    Example: uprcycle people away amina@example.org --from 2026-12-21 --to 2027-01-08 --by "B. Example"
    """
    wiring, language = wire(), load_language(lang)
    person = _known(wiring, who, by)
    absence = Absence(person.id, parse_day(first, "--from"), parse_day(last, "--to"))
    if absence.last < absence.first:
        problem = Problem("--to", f"{absence.last} lies before {absence.first}", "swap the two dates")
        raise BadInputError("nobody can be away so", [problem])
    wiring.store.people.save([], [absence], by=by, at=wiring.now())
    _print(_shown(wiring, [absence]), language)


def back(
    who: Who,
    by: By,
    on: Annotated[
        str, typer.Option(metavar="DATE", help="The first day back; by default today in Geneva.")
    ] = "",
    lang: Lang = "en",
) -> None:
    """Say that somebody who is away is back on a day.

    The absence ends on the day before; one that begins on that day is taken back.

    Example: uprcycle people back amina@example.org --on 2027-01-04 --by "B. Example"
    """
    wiring, language = wire(), load_language(lang)
    person = _known(wiring, who, by)
    day = parse_day(on, "--on") if on else wiring.today()
    if not wiring.store.people.end_absence(person.id, day, by=by, at=wiring.now()):
        known = [f"from {each.first} to {each.last}" for each in _absences_of(wiring, person)]
        remedy = f"known is {', '.join(known)}" if known else "no absence is known"
        raise RefusedError("nothing was changed", [Problem("--on", f"nobody to come back on {day}", remedy)])
    print_lines(language.text("{person} is back on {day}.", person=person.name, day=day))


def absences(lang: Lang = "en", as_json: Json = False) -> None:
    """List who is away, now and later.

    And who is told instead: on the first of these days that is not past, in each office.

    Example: uprcycle people absences
    """
    wiring, language = wire(), load_language(lang)
    today = wiring.today()
    found = _shown(wiring, (each for each in wiring.store.people.absences() if each.last >= today))
    if as_json:
        print_json([_json(each) for each in found])
    elif found:
        _print(found, language)
    else:
        print_lines(language.text("Nobody is away."))


def _known(wiring: Wiring, who: str, by: str) -> Person:
    problems = check_words(("PERSON", who), ("--by", by))
    if problems:
        raise BadInputError("the absence cannot be kept", problems)
    person = find_person(wiring, who)
    if person is None:
        remedy = "give the mail address or the id of somebody who was loaded with `uprcycle people load`"
        raise BadInputError(
            "nobody is known by this name", [Problem("PERSON", f"{who!r} is not known", remedy)]
        )
    return person


def _absences_of(wiring: Wiring, person: Person) -> Iterator[Absence]:
    return (each for each in wiring.store.people.absences() if each.person == person.id)


def _shown(wiring: Wiring, found: Iterable[Absence]) -> list[_Shown]:
    """Return absences with who is told instead, the first to begin first."""
    staffing, today = staffing_of(wiring), wiring.today()
    people = {each.person.id: each.person for each in staffing.assignments}
    offices = [(each.assignments[0].office, each) for each in staffing.by_office().values()]
    shown = []
    for absence in sorted(found, key=lambda each: (each.first, each.person)):
        day = max(absence.first, min(today, absence.last))
        held = tuple(
            (office, gone)
            for office, about in offices
            for gone in find_away(about, day)
            if gone.person.id == absence.person
        )
        shown.append(_Shown(absence, people[absence.person], day, held))
    return shown


def _print(found: Iterable[_Shown], language: Language) -> None:
    headings = [
        language.text(each) for each in ("Person", "Away from", "Until", "State", "Office", "Told instead")
    ]
    print_table(headings, [row for each in found for row in _rows(each, language)])


def _rows(shown: _Shown, language: Language) -> Iterator[tuple[str, ...]]:
    days = (shown.person.name, str(shown.absence.first), str(shown.absence.last))
    if not shown.offices:
        yield (*days, "–", "–", "–")
    for office, gone in shown.offices:
        yield (*days, office.country, office.name, instead_text(gone, language))


def instead_text(gone: Away, language: Language) -> str:
    """Return the names of those who are told in the place of somebody, or that nobody is there."""
    names = ", ".join(each.name for each in gone.instead)
    return names or language.text("nobody else is there; messages go out all the same")


def _json(shown: _Shown) -> dict[str, Any]:
    """Return the JSON row of an absence; people go by their ids alone."""
    return {
        "person": shown.absence.person,
        "from": shown.absence.first.isoformat(),
        "to": shown.absence.last.isoformat(),
        "on": shown.day.isoformat(),
        "offices": [
            {
                "country": office.country,
                "office": office.name,
                "instead": [each.id for each in gone.instead],
            }
            for office, gone in shown.offices
        ],
    }
