"""Offices by State, with who holds what today: gaps first, and only what the reader may see."""

from collections import Counter
from collections.abc import Mapping

from fastapi import APIRouter, Response

from uprcycle.access.act import Act
from uprcycle.countries import fold
from uprcycle.people import Role
from uprcycle.wording.language import Language
from uprcycle.wording.terms import country_name, role_text
from web.access.page import render_signed
from web.access.reader import Reader, Signed
from web.private import OwnForm
from web.staff.directory import Held, Lack, OfficeToday, in_order, list_offices, matching, named
from web.staff.paging import turn_to

router = APIRouter(include_in_schema=False)

_OFFICES = 25
_PEOPLE = 8
"""So many people of an office are named beside the others; asked for alone, it names all."""
_FOUND = 50
_SHORTEST = 2


@router.get("/people")
def show_offices(reader: Signed, state: str = "", office: str = "", lack: str = "") -> Response:
    """List the offices, those that lack something first."""
    reader.require_anywhere(Act.SEE_PEOPLE)
    seen = _seen(reader)
    counts = Counter(each.lack for each in seen)
    chosen = [each for each in matching(seen, office, lack) if state in {"", each.office.country}]
    leaf = turn_to(reader.visit, chosen, _OFFICES)
    most = None if len(chosen) == 1 else _PEOPLE
    language = reader.visit.language
    return render_signed(
        reader,
        "staff/people.html.j2",
        leaf=leaf,
        rows=[_row(each, reader, most) for each in leaf.rows],
        counts={each.value: counts[each] for each in Lack},
        people=len({one.assignment.person.id for each in seen for one in each.held}),
        states=_states(reader, {each.office.country for each in seen}),
        state=state,
        office=office,
        lack=lack,
        lacks=_lacks(language),
        may_load=may_load(reader),
        may_gaps=any(reader.may(Act.SEE_PEOPLE, country=each.office.country) for each in seen),
        said=reader.visit.request.query_params.get("said", ""),
    )


@router.post("/people")
def find_people(reader: Signed, form: OwnForm) -> Response:
    """Find somebody by name or address: asked for by a form, so that no name stands in an address."""
    reader.require_anywhere(Act.SEE_PEOPLE)
    text = form.get("who", "").strip()
    found = named(reader.visit.sources.staff.people.staffing(), text) if len(text) >= _SHORTEST else ()
    theirs = [each for each in found if reader.may(Act.SEE_PEOPLE, office=each.office)]
    people = {each.person.id: each.person for each in theirs}
    offices: dict[str, list[str]] = {}
    for each in theirs:
        offices.setdefault(each.person.id, []).append(each.office.name)
    rows = [(person, ", ".join(sorted(set(offices[person.id])))) for person in people.values()]
    return render_signed(
        reader,
        "staff/found.html.j2",
        who=text,
        rows=rows[:_FOUND],
        more=max(0, len(rows) - _FOUND),
        is_short=len(text) < _SHORTEST,
    )


def may_load(reader: Reader) -> bool:
    """Tell whether somebody may load a file of people of any State."""
    return reader.may_anywhere(Act.EDIT_PEOPLE)


def _seen(reader: Reader) -> list[OfficeToday]:
    desk, visit = reader.visit.sources.staff.people, reader.visit
    members = visit.world.countries.members()
    every = list_offices(desk.staffing(), members, desk.unreached(), visit.sources.today())
    names = {each.iso3: country_name(each, visit.language) for each in members}
    return in_order((each for each in every if reader.may(Act.SEE_PEOPLE, office=each.office)), names)


def _states(reader: Reader, codes: set[str]) -> list[tuple[str, str]]:
    countries, language = reader.visit.world.countries, reader.visit.language
    rows = [(code, country_name(countries[code], language)) for code in codes if code in countries]
    return sorted(rows, key=lambda row: fold(row[1]))


def _lacks(language: Language) -> Mapping[str, str]:
    return {
        Lack.NOBODY: language.text("nobody"),
        Lack.AWAY: language.text("all away or not reached"),
        Lack.HEAD: language.text("no head"),
        Lack.NOTHING: language.text("complete"),
    }


def _row(each: OfficeToday, reader: Reader, most: int | None) -> Mapping[str, object]:
    language, countries = reader.visit.language, reader.visit.world.countries
    code = each.office.country
    return {
        "code": code,
        "state": country_name(countries[code], language) if code in countries else code,
        "office": each.office.name,
        "roles": [role_text(role, language) for role in sorted(each.office.roles, key=list(Role).index)],
        "lack": each.lack.value,
        "held": [_person(one) for one in each.held[:most]],
        "more": len(each.held[most:]) if most else 0,
    }


def _person(held: Held) -> Mapping[str, object]:
    person = held.assignment.person
    return {
        "id": person.id,
        "name": person.name,
        "organisation": held.assignment.organisation,
        "is_head": held.assignment.is_head,
        "is_deputy": bool(held.assignment.deputy_of),
        "is_away": held.is_away,
        "is_unreached": held.is_unreached,
    }
