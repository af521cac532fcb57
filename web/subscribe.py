"""The page of the feeds: which there are, and how to add one to each calendar program."""

from fastapi import APIRouter, Response

from uprcycle.countries import Region, fold
from uprcycle.wording.terms import country_name, region_text
from web.feed_links import link_feed
from web.page import Visiting, render_page

router = APIRouter(include_in_schema=False)


@router.get("/subscribe")
def show_subscribe(visit: Visiting) -> Response:
    """List every public feed with its address."""
    world, language = visit.world, visit.language
    states = [(country_name(each, language), each.iso3) for each in world.countries.members()]
    states.sort(key=lambda state: fold(state[0]))
    current = [each.number for each in world.sessions if each.cycle == world.current_cycle]
    return render_page(
        visit,
        "subscribe.html.j2",
        everything=link_feed(visit, "all", language.text("All States")),
        regions=[link_feed(visit, f"region/{each.value}", region_text(each, language)) for each in Region],
        sessions=[
            link_feed(visit, f"session/{each}", language.text("Session {number}", number=each))
            for each in reversed(current)
        ],
        countries=[link_feed(visit, f"country/{code}", name) for name, code in states],
    )
