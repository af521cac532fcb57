"""Duties that nobody holds, before their day comes: one line a State, or one a role of one State."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from fastapi import APIRouter, Response

from uprcycle.access.act import Act
from uprcycle.checklist.gaps import Gap
from uprcycle.days.span import day_span
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import country_name, role_text, title_text
from web.access.page import render_signed
from web.access.reader import Reader, Signed
from web.named import find_code
from web.staff.offices import may_load
from web.staff.paging import turn_to

router = APIRouter(include_in_schema=False)

_AHEAD = (30, 90, 365)
_STATES = 50


@router.get("/people/gaps")
def show_gaps(reader: Signed, state: str = "", days: str = "90") -> Response:
    """List the duties of the next days that nobody holds."""
    reader.require_anywhere(Act.SEE_PEOPLE)
    ahead = int(days) if days in map(str, _AHEAD) else _AHEAD[1]
    codes = _codes(reader, state)
    if not codes:  # a head of office sees their office, and not what a whole State lacks
        reader.require(Act.SEE_PEOPLE)
    found = reader.visit.sources.staff.people.gaps(codes, ahead)
    rows = [] if found is None else (_by_role(reader, found) if state else _by_state(reader, found))
    language = reader.visit.language
    return render_signed(
        reader,
        "staff/gaps.html.j2",
        is_ready=found is not None,
        leaf=turn_to(reader.visit, rows, _STATES),
        state=state,
        name=country_name(reader.visit.world.countries[state], language) if state else "",
        days=ahead,
        choices=_AHEAD,
        may_load=may_load(reader),
    )


def _codes(reader: Reader, state: str) -> frozenset[str]:
    """Return the States whose gaps the reader may see, or the one they ask for."""
    if state:
        code = find_code(reader.visit, state).iso3
        reader.require(Act.SEE_PEOPLE, country=code)
        return frozenset({code})
    members = reader.visit.world.countries.members()
    return frozenset(each.iso3 for each in members if reader.may(Act.SEE_PEOPLE, country=each.iso3))


def _by_state(reader: Reader, found: Iterable[Gap]) -> list[Mapping[str, object]]:
    """Return a row a State: where the office that leads lacks somebody first, then by the first day."""
    groups = [list(group) for _, group in groupby(found, key=lambda each: each.country)]
    groups.sort(key=lambda gaps: (not any(each.office for each in gaps), min(each.first for each in gaps)))
    return [_state(reader, gaps) for gaps in groups]


def _state(reader: Reader, gaps: Sequence[Gap]) -> Mapping[str, object]:
    code = gaps[0].country
    return {
        "code": code,
        "state": country_name(reader.visit.world.countries[code], reader.visit.language),
        "lead": next((each.office.name for each in gaps if each.office), ""),
        "roles": [_role(reader, each) for each in gaps if not each.office],
        "duties": len({task.id for each in gaps for task in each.tasks}),
        "first": _day(reader, min(each.first for each in gaps)),
    }


def _by_role(reader: Reader, found: Iterable[Gap]) -> list[Mapping[str, object]]:
    return [
        {
            "who": each.office.name if each.office else _role(reader, each),
            "duties": len(each.tasks),
            "unattended": len(each.unattended),
            "first": _day(reader, each.first),
            "title": title_text(each.tasks[0].rule, reader.visit.language),
        }
        for each in found
    ]


def _role(reader: Reader, gap: Gap) -> str:
    return role_text(gap.role, reader.visit.language)


def _day(reader: Reader, day: date) -> str:
    return short_span_text(day_span(day), reader.visit.language)
