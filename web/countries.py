"""The pages of the States: the list, one State's timetable, and the reason for one date."""

from itertools import islice

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from uprcycle.countries import Country, fold
from uprcycle.days.span import day_span
from uprcycle.errors import RefusedError
from uprcycle.reviews.review import Review
from uprcycle.timetable.timetable import Timetable
from uprcycle.timetable.world import World
from uprcycle.visibility import Audience, may_see
from uprcycle.wording.language import Language
from uprcycle.wording.spans import span_text
from uprcycle.wording.terms import country_name, phase_text, region_text
from web.cards import build_card, build_phases, next_milestones, word, word_date, word_date_shortly
from web.changed import Summary, summarise
from web.feed_links import link_feed
from web.named import AsOf, find_country, find_world
from web.page import Visit, Visiting, render_page
from web.papers import build_papers
from web.problems import NotThereError, Suggestion
from web.running import chosen_cycle, running_cycle
from web.timeline import NEXT_SHOWN, build_timeline

router = APIRouter(include_in_schema=False)

_WIDE, _NARROW = 1040, 380
_RELEASES_LOOKED_AT = 10
"""How far back a State's page looks for changes; the log itself goes back to the first release."""
_RELEASES_SHOWN = 3


@router.get("/countries")
def show_countries(visit: Visiting, name: str = "") -> Response:
    """List all States, or go to the one that ``name`` names."""
    if name.strip():
        return _go_to(visit, name.strip())
    world, today, language = visit.world, visit.sources.today(), visit.language
    rows = [_row(each, world.countries[each.country], language, visit) for each in world.timetables()]
    rows.sort(key=lambda row: fold(str(row["name"])))
    return render_page(visit, "countries.html.j2", rows=rows, today=today)


@router.get("/countries/{code}")
def show_country(visit: Visiting, code: str, cycle: str = "", as_of: AsOf = "") -> Response:
    """Show where a State stands and every public date of its review, now or as it stood on a day."""
    country = find_country(visit, code)
    if country.iso3 != code:
        return _go_to(visit, code)
    today, world = find_world(visit, as_of)
    timetable = _timetable(visit, world, country, cycle)
    language = visit.language
    phase = timetable.phase(today)
    name = country_name(country, language)
    return render_page(
        visit,
        "country.html.j2",
        country=country,
        name=name,
        region=region_text(country.region, language) if country.region else "",
        cycle=timetable.cycle,
        cycles=world.cycles,
        is_running=timetable.cycle == running_cycle(world, country.iso3),
        today=span_text(day_span(today), language),
        past=world.release.number if as_of else 0,
        as_of=today.isoformat() if as_of else "",
        phase=phase_text(phase, language) if phase else "",
        phase_id=phase.value if phase else "unknown",
        session=timetable.review.slot.session,
        review=word_date(timetable.review.span, timetable.review.slot.dates.status, language, country.zone),
        earlier=_earlier(timetable.review, language),
        note=word(timetable.review.slot.dates.note, language),
        next_up=[
            build_card(each, language, country.zone) for each in next_milestones(timetable, today, NEXT_SHOWN)
        ],
        wide=build_timeline(timetable, today, language, _WIDE),
        narrow=build_timeline(timetable, today, language, _NARROW),
        phases=build_phases(timetable, language, country.zone),
        feed=link_feed(visit, f"country/{country.iso3}", name),
        lately=() if as_of else _lately(visit, country),
        address=visit.sources.site.address(f"/countries/{country.iso3}"),
        runs="" if as_of else visit.sources.site.runs_of(country.iso3),
        papers=() if as_of else build_papers(visit.sources.documents(timetable), today, language),
    )


@router.get("/countries/{code}/{milestone}")
def show_milestone(visit: Visiting, code: str, milestone: str, cycle: str = "", as_of: AsOf = "") -> Response:
    """Show one date with every step by which it was found, now or as it stood on a day."""
    country = find_country(visit, code)
    day, world = find_world(visit, as_of)
    timetable = _timetable(visit, world, country, cycle)
    dated = (*timetable.milestones, *timetable.actions)
    found = next((each for each in dated if each.id == milestone), None)
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
        today=span_text(day_span(day), visit.language),
        past=world.release.number if as_of else 0,
        as_of=day.isoformat() if as_of else "",
        phase=phase_text(found.rule.phase, visit.language),
        card=build_card(found, visit.language, country.zone),
    )


def _lately(visit: Visit, country: Country) -> list[Summary]:
    """Return the last few releases that changed a public date of a State, each with one such date."""
    entries = islice(visit.sources.history.entries(""), _RELEASES_LOOKED_AT)
    mine = (each.of(country.iso3) for each in entries)
    changed = islice((each for each in mine if each.announcement.reviews), _RELEASES_SHOWN)
    return [summarise(each, visit.world.countries, visit.language, 1) for each in changed]


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


def _go_to(visit: Visit, name: str) -> Response:
    # The address is built from our own code, never from what was typed.
    country = find_country(visit, name)
    return RedirectResponse(visit.href(f"/countries/{country.iso3}"), status_code=303)


def _timetable(visit: Visit, world: World, country: Country, cycle: str) -> Timetable:
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
            "note": word(slot.dates.note, language),
        }
        for slot in review.earlier
    ]
