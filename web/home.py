"""The first page: what the next weeks bring, where every State stands, and how to find one."""

from collections.abc import Iterator

from fastapi import APIRouter, Response

from uprcycle.days.span import day_span
from uprcycle.timetable.world import World
from uprcycle.wording.language import Language
from uprcycle.wording.spans import span_text
from web.board import build_board
from web.cards import When, word_date_shortly
from web.page import Visiting, render_page
from web.upcoming import build_upcoming

router = APIRouter(include_in_schema=False)


@router.get("/")
def show_home(visit: Visiting) -> Response:
    """Show every running review on one page."""
    world, today, language = visit.world, visit.sources.today(), visit.language
    timetables = world.timetables()
    lines = build_upcoming(timetables, world.countries, today, language)
    return render_page(
        visit,
        "home.html.j2",
        today=span_text(day_span(today), language),
        reviews=len(timetables),
        board=build_board(timetables, world.countries, today, language),
        open_now=[line for line in lines if line.is_open],
        coming=[line for line in lines if not line.is_open],
        cycles=[
            (cycle, list(_sessions_of(cycle, world, language)))
            for cycle in sorted(set(world.running.values()), reverse=True)
        ],
    )


def _sessions_of(cycle: int, world: World, language: Language) -> Iterator[tuple[int, When]]:
    """Yield the sessions of a cycle, the last one first; while one cycle begins another goes on."""
    for each in reversed(world.sessions):
        if each.cycle == cycle:
            yield each.number, word_date_shortly(each.dates.span, each.dates.status, language)
