"""Who was told of which date that a release changed, and who does not know it yet."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from fastapi import APIRouter, Response

from notifications.knowledge import Knowledge
from notifications.knowledge import Reader as Told
from uprcycle.access.act import Act
from uprcycle.countries import fold
from uprcycle.days.span import day_span
from uprcycle.errors import RefusedError
from uprcycle.people import Person
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import country_name, title_text
from web.access.page import render_signed
from web.access.reader import Reader, Signed
from web.named import find_code
from web.problems import NotThereError
from web.staff.paging import turn_to

router = APIRouter(include_in_schema=False)

_ROWS = 50
_DATES = 10
"""Of one State, each with everybody concerned."""


@router.get("/knowledge")
def show_knowledge(reader: Signed, release: str = "", state: str = "", only: str = "") -> Response:
    """Show by State, or by date of one State, who knows what a release changed."""
    reader.require_anywhere(Act.SEE_KNOWLEDGE)
    number, latest = _release(reader, release), reader.visit.world.release.number
    code = find_code(reader.visit, state).iso3 if state else ""
    if code:
        reader.require(Act.SEE_KNOWLEDGE, country=code)
    known = reader.visit.sources.staff.knowledge(number, code)
    found = [each for each in known if _may_see(reader, each.country)]
    rows = _by_date(reader, found) if code else _by_state(reader, found)
    chosen = [each for each in rows if each["missing"]] if only else rows
    language = reader.visit.language
    return render_signed(
        reader,
        "staff/knowledge.html.j2",
        leaf=turn_to(reader.visit, chosen, _DATES if code else _ROWS),
        release=number,
        releases=range(latest, 0, -1),
        state=state,
        name=country_name(reader.visit.world.countries[state], language) if state else "",
        only=only,
        offices=len({(each.country, one) for each in found for one in each.offices}),
        told=len({(each.country, one) for each in found for one in each.told}),
    )


def _release(reader: Reader, text: str) -> int:
    """Return the release that is asked for, by default the one in force.

    Raises:
        NotThereError: There is none of this number.
    """
    latest = reader.visit.world.release.number
    if not text:
        return latest
    if text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= latest:
        return int(text)
    raise NotThereError(reader.visit.language.text("There is no release of this number."))


def _may_see(reader: Reader, country: str) -> bool:
    return reader.may(Act.SEE_KNOWLEDGE, country=country)


def _by_state(reader: Reader, found: Iterable[Knowledge]) -> list[Mapping[str, object]]:
    rows = []
    for code, group in groupby(found, key=lambda each: each.country):
        dates = list(group)
        offices = dict.fromkeys(office for each in dates for office in each.offices)
        # An office knows once it was told of every date that concerns it.
        missing = {office for each in dates for office in each.offices if office not in each.told}
        seen = {office for each in dates for office in each.seen}
        rows.append(
            {
                "code": code,
                "state": country_name(reader.visit.world.countries[code], reader.visit.language),
                "dates": len(dates),
                "offices": len(offices),
                "told": len(offices) - len(missing),
                "seen": len(seen),
                "missing": sorted(missing, key=fold),
            }
        )
    return sorted(rows, key=lambda row: (not row["missing"], fold(str(row["state"]))))


def _by_date(reader: Reader, found: Iterable[Knowledge]) -> list[Mapping[str, object]]:
    people = {
        each.person.id: each.person
        for each in reader.visit.sources.staff.people.staffing().assignments
        if reader.may(Act.SEE_PEOPLE, office=each.office)
    }
    return [
        {
            "title": _title(reader, each),
            "cycle": each.cycle,
            "readers": [_reader(reader, one, people.get(one.person)) for one in each.readers],
            "missing": [office for office in each.offices if office not in each.told],
        }
        for each in found
    ]


def _title(reader: Reader, known: Knowledge) -> str:
    """Return the title of a date; its id where the schedule in force no longer has it."""
    try:
        timetable = reader.visit.world.timetable(known.country, known.cycle)
    except RefusedError:
        return known.milestone
    found = timetable.milestone(known.milestone)
    return title_text(found.rule, reader.visit.language) if found else known.milestone


def _reader(reader: Reader, told: Told, person: Person | None) -> Mapping[str, str]:
    at = told.telling.at if told.telling else None
    return {
        "office": told.office,
        "name": person.name if person else "",
        "link": f"/people/{person.id}" if person else "",
        "told": short_span_text(day_span(at.date()), reader.visit.language) if at else "",
        "is_sending": "yes" if told.telling and not at else "",
        "seen": short_span_text(day_span(told.seen_at.date()), reader.visit.language) if told.seen_at else "",
    }
