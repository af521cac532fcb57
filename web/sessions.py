"""The pages of the sessions: the list, and one session with its States and their dates."""

from dataclasses import dataclass

from fastapi import APIRouter, Response

from uprcycle.schedule.session import Slot, WorkingGroupSession
from uprcycle.timetable.timetable import Timetable
from uprcycle.timetable.world import World
from uprcycle.wording.language import Language
from uprcycle.wording.terms import country_name
from web.cards import Text, When, word, word_published
from web.feed_links import FeedLink, feed_names, link_feed
from web.page import Visit, Visiting, render_page
from web.problems import NotThereError, Suggestion
from web.session_rows import build_table

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Gone:
    """A State whose slot in the session was withdrawn; ``now`` is its session today."""

    code: str
    name: str
    when: When
    now: int | None
    note: Text


@router.get("/sessions")
def show_sessions(visit: Visiting) -> Response:
    """List every session by cycle, the latest first."""
    world, language = visit.world, visit.language
    rows = [
        (
            each,
            word_published(each.dates, language),
            len(world.timetables_of_session(each.number)),
        )
        for each in reversed(world.sessions)
    ]
    numbers = sorted({each.cycle for each in world.sessions}, reverse=True)
    cycles = [(cycle, [row for row in rows if row[0].cycle == cycle]) for cycle in numbers]
    return render_page(visit, "sessions.html.j2", cycles=cycles)


@router.get("/sessions/{number}")
def show_session(visit: Visiting, number: str) -> Response:
    """Show a session: its dates, its States in order, and their headline dates."""
    world, language = visit.world, visit.language
    session = _session(visit, number)
    timetables = world.timetables_of_session(session.number)
    councils = world.release.schedule.council_by_number
    numbers = [each.number for each in world.sessions]
    place = numbers.index(session.number)
    return render_page(
        visit,
        "session.html.j2",
        number=session.number,
        cycle=session.cycle,
        when=word_published(session.dates, language),
        note=word(session.dates.note, language),
        councils=[
            (each, word_published(councils[each].dates, language))
            for each in session.council
            if each in councils
        ],
        table=build_table(visit, timetables),
        gone=[_gone(slot, world, language) for slot in _withdrawn(world, session.number, timetables)],
        previous=numbers[place - 1] if place else None,
        following=numbers[place + 1] if place + 1 < len(numbers) else None,
        feed=_feed(visit, session.number),
    )


def _session(visit: Visit, text: str) -> WorkingGroupSession:
    sessions = visit.world.sessions
    found = next((each for each in sessions if str(each.number) == text), None)
    if found is None:
        detail = visit.language.text("There is no session “{number}” in the schedule.", number=text)
        raise NotThereError(detail, [Suggestion(visit.language.text("All sessions"), "/sessions")])
    return found


def _feed(visit: Visit, number: int) -> FeedLink | None:
    name = f"session/{number}"
    if name not in feed_names(visit.world):
        return None
    return link_feed(visit, name, visit.language.text("Session {number}", number=number))


def _withdrawn(world: World, number: int, timetables: tuple[Timetable, ...]) -> list[Slot]:
    here = {each.country for each in timetables}
    return [
        each for each in world.release.schedule.slots if each.session == number and each.country not in here
    ]


def _gone(slot: Slot, world: World, language: Language) -> Gone:
    now = world.timetable(slot.country, slot.cycle).review.slot.session
    name = country_name(world.countries[slot.country], language)
    when = word_published(slot.dates, language)
    return Gone(slot.country, name, when, now, word(slot.dates.note, language))
