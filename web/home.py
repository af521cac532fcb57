"""The first page: what the next weeks bring, where every State stands, and how to find one."""

from collections.abc import Iterator, Sequence

from fastapi import APIRouter, Response

from uprcycle.days.span import day_span
from uprcycle.reviews.phases import Phase
from uprcycle.timetable.world import World
from uprcycle.wording.language import Language
from uprcycle.wording.spans import span_text
from web.board import Column, build_board
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
    board = build_board(timetables, world.countries, today, language)
    return render_page(
        visit,
        "home.html.j2",
        today=span_text(day_span(today), language),
        reviews=len(timetables),
        board=board,
        ahead=list(_ahead(board, language)),
        open_now=[line for line in lines if line.is_open],
        coming=[line for line in lines if not line.is_open],
        cycles=[
            (cycle, list(_sessions_of(cycle, world, language)))
            for cycle in sorted(set(world.running.values()), reverse=True)
        ],
    )


def _ahead(board: Sequence[Column], language: Language) -> Iterator[tuple[str, int, int]]:
    """Yield the sessions that meet now and next, each with what to say of it and how many States it has."""
    now, coming = language.text("In review now:"), language.text("Next in review:")
    columns = {column.phase: column for column in board}
    for phase, label in ((Phase.REVIEW, now), (Phase.PRE_SESSION, coming)):
        yield from ((label, each.session, each.count) for each in columns[phase.value].blocks if each.session)


def _sessions_of(cycle: int, world: World, language: Language) -> Iterator[tuple[int, When]]:
    """Yield the sessions of a cycle, the last one first; while one cycle begins another goes on."""
    for each in reversed(world.sessions):
        if each.cycle == cycle:
            yield each.number, word_date_shortly(each.dates.span, each.dates.status, language)
