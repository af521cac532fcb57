"""The page of the feeds: which there are, and how to add one to each calendar program."""

from fastapi import APIRouter, Response

from uprcycle.countries import Region, fold
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.wording.terms import country_name, phase_text, region_text, role_text
from web.feed_links import feed_names, link_feed
from web.page import Visiting, render_page

router = APIRouter(include_in_schema=False)


@router.get("/subscribe")
def show_subscribe(visit: Visiting) -> Response:
    """List every public feed with its address."""
    world, language = visit.world, visit.language
    states = [(country_name(each, language), each.iso3) for each in world.countries.members()]
    states.sort(key=lambda state: fold(state[0]))
    names = feed_names(world)
    current = [each.number for each in world.sessions if each.cycle == world.current_cycle]
    return render_page(
        visit,
        "subscribe.html.j2",
        everything=link_feed(visit, "all", language.text("All States")),
        regions=[link_feed(visit, f"region/{each.value}", region_text(each, language)) for each in Region],
        roles=[
            link_feed(visit, f"role/{each}", role_text(each, language))
            for each in Role
            if f"role/{each}" in names
        ],
        phases=[link_feed(visit, f"phase/{each}", phase_text(each, language)) for each in Phase],
        sessions=[
            link_feed(visit, f"session/{each}", language.text("Session {number}", number=each))
            for each in reversed(current)
        ],
        countries=[link_feed(visit, f"country/{code}", name) for name, code in states],
    )
