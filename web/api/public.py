"""The same as JSON: what the pages show, in the shapes that scripts rely on."""

from typing import Any

from fastapi import APIRouter, Response

from uprcycle.documents.build import documents_seen_by
from uprcycle.errors import RefusedError
from uprcycle.schedule.session import WorkingGroupSession
from uprcycle.timetable.timetable import Timetable
from uprcycle.timetable.world import World
from uprcycle.visibility import Audience
from uprcycle.wording.documents import show_document
from uprcycle.wording.shown import show_span
from uprcycle.wording.terms import country_name
from web.api.schema import (
    NAMED,
    PUBLIC,
    Code,
    CountriesShape,
    CycleAsked,
    DocumentsShape,
    SessionsShape,
    TimetableShape,
)
from web.named import AsOf, find_code, find_world
from web.page import Visit, Visiting, send_json
from web.problems import NotThereError
from web.running import chosen_cycle

router = APIRouter(prefix="/api/v1", tags=["public"])


@router.get("/countries", responses={200: {"model": CountriesShape}, **PUBLIC})
def list_countries(visit: Visiting, lang: str = "") -> Response:  # noqa: ARG001 - read by the visit, named for the document
    """List every State and where its running review stands."""
    world = visit.world
    rows = [_country(each, world, visit) for each in world.timetables()]
    return send_json(visit, {"release": world.release.number, "countries": rows})


@router.get("/countries/{code}", responses={200: {"model": TimetableShape}, **NAMED})
def send_timetable(
    visit: Visiting,
    code: Code,
    cycle: CycleAsked = "",
    as_of: AsOf = "",
    lang: str = "",  # noqa: ARG001 - likewise
) -> Response:
    """Show the public timetable of one State, by default that of its running review, now or on a day."""
    _, world = find_world(visit, as_of)
    shown = visit.sources.show(_timetable(visit, world, code, cycle), visit.language)
    return send_json(visit, {**shown, "release": world.release.number})


@router.get("/countries/{code}/documents", responses={200: {"model": DocumentsShape}, **NAMED})
def list_documents(visit: Visiting, code: Code, cycle: CycleAsked = "", lang: str = "") -> Response:  # noqa: ARG001 - likewise
    """List the public documents of one review, each expected, published or superseded."""
    timetable = _timetable(visit, visit.world, code, cycle)
    seen = documents_seen_by(Audience.PUBLIC, visit.sources.documents(timetable))
    shown = [show_document(each, visit.language) for each in seen]
    return send_json(visit, {"country": timetable.country, "cycle": timetable.cycle, "documents": shown})


@router.get("/sessions", responses={200: {"model": SessionsShape}, **PUBLIC})
def list_sessions(visit: Visiting) -> Response:
    """List every Working Group session with its States in order."""
    world = visit.world
    rows = [_session(each, world) for each in world.sessions]
    return send_json(visit, {"release": world.release.number, "sessions": rows})


def _timetable(visit: Visit, world: World, code: str, cycle: str) -> Timetable:
    country, language = find_code(visit, code), visit.language
    try:
        return world.timetable(code, chosen_cycle(world, code, cycle))
    except RefusedError as error:
        name = country_name(country, language)
        detail = language.text("{name} has no review in cycle “{cycle}”.", name=name, cycle=cycle)
        raise NotThereError(detail) from error


def _country(timetable: Timetable, world: World, visit: Visit) -> dict[str, Any]:
    country, slot = world.countries[timetable.country], timetable.review.slot
    phase = timetable.phase(visit.sources.today())
    return {
        "country": country.iso3,
        "name": country_name(country, visit.language),
        "region": country.region.value if country.region else None,
        "cycle": timetable.cycle,
        "session": slot.session,
        "phase": phase.value if phase else None,
        "review": show_span(timetable.review.span),
        "status": slot.dates.status.value,
    }


def _session(session: WorkingGroupSession, world: World) -> dict[str, Any]:
    return {
        "session": session.number,
        "cycle": session.cycle,
        "dates": show_span(session.dates.span),
        "status": session.dates.status.value,
        "confidence": session.dates.citation.confidence,
        "council": list(session.council),
        "countries": [each.country for each in world.timetables_of_session(session.number)],
    }
