"""The same as JSON: what the pages show, in the shapes that scripts rely on."""

import json
from typing import Any

from fastapi import APIRouter, Response

from uprcycle.errors import RefusedError
from uprcycle.schedule.session import WorkingGroupSession
from uprcycle.timetable.timetable import Timetable
from uprcycle.timetable.world import World
from uprcycle.wording.shown import show_span
from uprcycle.wording.terms import country_name
from web.conditional import Document, answer, digest
from web.page import Visit, Visiting
from web.problems import NotThereError, suggest_countries
from web.running import chosen_cycle, running_timetables
from web.schema import CountriesShape, ProblemShape, SessionsShape, TimetableShape

_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"model": TimetableShape},
    404: {
        "model": ProblemShape,
        "description": "No such State or cycle",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemShape"}}},
    },
}
_CACHE_CONTROL = "public, max-age=300"

router = APIRouter(prefix="/api/v1", tags=["public"])


@router.get("/countries", responses={200: {"model": CountriesShape}})
def list_countries(visit: Visiting, lang: str = "") -> Response:  # noqa: ARG001 - read by the visit, named for the document
    """List every State and where its running review stands."""
    world = visit.world
    rows = [_country(each, world, visit) for each in running_timetables(world)]
    return _send(visit, {"release": world.release.number, "countries": rows})


@router.get("/countries/{code}", responses=_ANSWERS)
def send_timetable(visit: Visiting, code: str, cycle: str = "", lang: str = "") -> Response:  # noqa: ARG001 - likewise
    """Show the public timetable of one State, by default that of its running review."""
    return _send(visit, visit.sources.show(_timetable(visit, code, cycle), visit.language))


@router.get("/sessions", responses={200: {"model": SessionsShape}})
def list_sessions(visit: Visiting) -> Response:
    """List every Working Group session with its States in order."""
    world = visit.world
    rows = [_session(each, world) for each in world.sessions]
    return _send(visit, {"release": world.release.number, "sessions": rows})


def _timetable(visit: Visit, code: str, cycle: str) -> Timetable:
    world, language = visit.world, visit.language
    if code not in world.countries or not world.countries[code].is_member:
        detail = language.text("No State under review is called “{name}”.", name=code)
        raise NotThereError(detail, suggest_countries(visit, code))
    try:
        return world.timetable(code, chosen_cycle(world, code, cycle))
    except RefusedError as error:
        name = country_name(world.countries[code], language)
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


def _send(visit: Visit, body: object) -> Response:
    encoded = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    document = Document(
        encoded, "application/json", digest(encoded), _CACHE_CONTROL, vary=("Accept-Language",)
    )
    return answer(visit.request, document)
