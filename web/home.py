"""The first page: what the next weeks bring, where every State stands, and how to find one."""

from fastapi import APIRouter, Response

from uprcycle.days.span import day_span
from uprcycle.wording.spans import span_text
from web.board import build_board
from web.cards import word_date_shortly
from web.page import Visiting, render_page
from web.upcoming import build_upcoming

router = APIRouter(include_in_schema=False)


@router.get("/")
def show_home(visit: Visiting) -> Response:
    """Show the whole cycle on one page."""
    world, today, language = visit.world, visit.sources.today(), visit.language
    timetables = world.timetables()
    lines = build_upcoming(timetables, world.countries, today, language)
    cycle = world.current_cycle
    return render_page(
        visit,
        "home.html.j2",
        today=span_text(day_span(today), language),
        cycle=cycle,
        reviews=len(timetables),
        board=build_board(timetables, world.countries, today, language),
        open_now=[line for line in lines if line.is_open],
        coming=[line for line in lines if not line.is_open],
        sessions=[
            (each.number, word_date_shortly(each.dates.span, each.dates.status, language))
            for each in reversed(world.sessions)
            if each.cycle == cycle
        ],
    )
