"""The pages of the States: the list, one State's timetable, and the reason for one date."""

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from uprcycle.countries import Country, UnknownCountryError, fold
from uprcycle.days.span import day_span
from uprcycle.errors import RefusedError
from uprcycle.reviews.review import Review
from uprcycle.timetable.timetable import Timetable
from uprcycle.visibility import Audience, may_see
from uprcycle.wording.language import Language
from uprcycle.wording.spans import span_text
from uprcycle.wording.terms import country_name, phase_text, region_text
from web.cards import build_card, build_phases, next_milestones, word_date, word_date_shortly
from web.feed_links import link_feed
from web.page import Visit, Visiting, render_page
from web.problems import NotThereError, Suggestion, suggest_countries
from web.running import chosen_cycle, running_cycle, running_timetables
from web.timeline import build_timeline

router = APIRouter(include_in_schema=False)

_WIDE, _NARROW = 1040, 380
_NEXT = 3


@router.get("/countries")
def show_countries(visit: Visiting, name: str = "") -> Response:
    """List all States, or go to the one that ``name`` names."""
    if name.strip():
        return _go_to(visit, name.strip())
    world, today, language = visit.world, visit.sources.today(), visit.language
    rows = [_row(each, world.countries[each.country], language, visit) for each in running_timetables(world)]
    rows.sort(key=lambda row: fold(str(row["name"])))
    return render_page(visit, "countries.html.j2", rows=rows, today=today)


@router.get("/countries/{code}")
def show_country(visit: Visiting, code: str, cycle: str = "") -> Response:
    """Show where a State stands and every public date of its review."""
    country = _country(visit, code)
    if country.iso3 != code:
        return _go_to(visit, code)
    timetable = _timetable(visit, country, cycle)
    today, language = visit.sources.today(), visit.language
    phase = timetable.phase(today)
    name = country_name(country, language)
    return render_page(
        visit,
        "country.html.j2",
        country=country,
        name=name,
        region=region_text(country.region, language) if country.region else "",
        cycle=timetable.cycle,
        cycles=visit.world.cycles,
        is_running=timetable.cycle == running_cycle(visit.world, country.iso3),
        today=span_text(day_span(today), language),
        phase=phase_text(phase, language) if phase else "",
        phase_id=phase.value if phase else "unknown",
        session=timetable.review.slot.session,
        review=word_date(timetable.review.span, timetable.review.slot.dates.status, language, country.zone),
        earlier=_earlier(timetable.review, language),
        note=timetable.review.slot.dates.note,
        next_up=[
            build_card(each, language, country.zone) for each in next_milestones(timetable, today, _NEXT)
        ],
        wide=build_timeline(timetable, today, language, _WIDE),
        narrow=build_timeline(timetable, today, language, _NARROW),
        phases=build_phases(timetable, language, country.zone),
        feed=link_feed(visit, f"country/{country.iso3}", name),
    )


@router.get("/countries/{code}/{milestone}")
def show_milestone(visit: Visiting, code: str, milestone: str, cycle: str = "") -> Response:
    """Show one date with every step by which it was found."""
    country = _country(visit, code)
    timetable = _timetable(visit, country, cycle)
    found = timetable.milestone(milestone)
    name = country_name(country, visit.language)
    if found is None or not may_see(Audience.PUBLIC, found.rule.visibility):
        detail = visit.language.text("The timetable of {name} has no such date.", name=name)
        raise NotThereError(detail, [Suggestion(name, f"/countries/{country.iso3}")])
    return render_page(
        visit,
        "milestone.html.j2",
        country=country,
        name=name,
        cycle=timetable.cycle,
        phase=phase_text(found.rule.phase, visit.language),
        card=build_card(found, visit.language, country.zone),
    )


def _row(timetable: Timetable, country: Country, language: Language, visit: Visit) -> dict[str, object]:
    phase = timetable.phase(visit.sources.today())
    review = timetable.review
    return {
        "code": country.iso3,
        "name": country_name(country, language),
        "phase": phase_text(phase, language) if phase else "",
        "session": review.slot.session,
        "review": word_date_shortly(review.span, review.slot.dates.status, language),
    }


def _country(visit: Visit, code: str) -> Country:
    try:
        country = visit.world.countries.find(code)
    except UnknownCountryError:
        country = None
    if country is None or not country.is_member:
        detail = visit.language.text("No State under review is called “{name}”.", name=code)
        raise NotThereError(detail, suggest_countries(visit, code))
    return country


def _go_to(visit: Visit, name: str) -> Response:
    # The address is built from our own code, never from what was typed.
    country = _country(visit, name)
    return RedirectResponse(visit.href(f"/countries/{country.iso3}"), status_code=303)


def _timetable(visit: Visit, country: Country, cycle: str) -> Timetable:
    world = visit.world
    try:
        return world.timetable(country.iso3, chosen_cycle(world, country.iso3, cycle))
    except RefusedError as error:
        name = country_name(country, visit.language)
        detail = visit.language.text("{name} has no review in cycle “{cycle}”.", name=name, cycle=cycle)
        known = [Suggestion(name, f"/countries/{country.iso3}")]
        raise NotThereError(detail, known) from error


def _earlier(review: Review, language: Language) -> list[dict[str, object]]:
    return [
        {
            "session": slot.session,
            "when": word_date(slot.dates.span, slot.dates.status, language),
            "note": slot.dates.note,
        }
        for slot in review.earlier
    ]
