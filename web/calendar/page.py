"""The page of the calendar: a month, a quarter or a cycle, with what is chosen in its address."""

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Response

from uprcycle.countries import Region, fold
from uprcycle.days.span import day_span
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.timetable.world import World
from uprcycle.visibility import Audience, may_see
from uprcycle.wording.language import Language
from uprcycle.wording.spans import span_text
from uprcycle.wording.terms import country_name, phase_text, region_text, role_text
from web.calendar.choice import Asked, Choice, View, chosen_milestones, chosen_timetables, read_choice
from web.calendar.months import build_months
from web.calendar.strip import Frame, build_strip
from web.cards import word_published
from web.page import Visit, Visiting, render_page
from web.upcoming import Reader, build_lines

router = APIRouter(include_in_schema=False)

_WIDE, _WIDE_MARGIN = 1040, 96
_NARROW, _NARROW_MARGIN = 380, 30


@dataclass(frozen=True, slots=True)
class Field:
    """A list to choose from; ``options`` are values with their words, ``chosen`` is one of them or empty."""

    name: str
    label: str
    chosen: str
    options: tuple[tuple[str, str], ...]


@router.get("/calendar")
def show_calendar(visit: Visiting, asked: Annotated[Asked, Query()]) -> Response:
    """Show what is chosen of the running reviews, or of those of a cycle."""
    today, language = visit.sources.today(), visit.language
    choice, ignored = read_choice(asked, visit.world, today)
    return render_page(
        visit,
        "calendar/calendar.html.j2",
        HTTPStatus.OK,
        choice=choice,
        ignored=ignored,
        today=span_text(day_span(today), language),
        views=[(each, _view_text(each, language), choice.address(each)) for each in View],
        fields=_fields(choice, visit.world, language),
        steps=_steps(choice, today),
        **(_strips(visit, choice, today) if choice.view is View.CYCLE else _months(visit, choice, today)),
    )


def _months(visit: Visit, choice: Choice, today: date) -> dict[str, object]:
    world, language = visit.world, visit.language
    firsts = [choice.further(each).month for each in range(choice.view.months)]
    lines = build_lines(chosen_milestones(world, choice), Reader(world.countries, language, today))
    return {"months": build_months(lines, firsts, today, language)}


def _strips(visit: Visit, choice: Choice, today: date) -> dict[str, object]:
    world, language = visit.world, visit.language
    timetables = chosen_timetables(world, choice)
    wide, narrow = (
        build_strip(timetables, Frame(width, margin, today, language, choice.phase))
        for width, margin in ((_WIDE, _WIDE_MARGIN), (_NARROW, _NARROW_MARGIN))
    )
    rows = wide.rows if wide else ()
    met = {each.session: word_published(world.session(each.session).dates, language) for each in rows}
    phases = [(each.value, phase_text(each, language)) for each in Phase]
    return {"wide": wide, "narrow": narrow, "met": met, "phases": phases}


def _steps(choice: Choice, today: date) -> dict[str, str]:
    """Return the addresses before, after and on the day, with the same things chosen."""
    if choice.view is View.CYCLE:
        return {}
    now = (today.year - choice.month.year) * 12 + today.month - choice.month.month
    steps = {"before": -choice.view.months, "now": now, "after": choice.view.months}
    return {name: choice.further(months).address() for name, months in steps.items()}


def _view_text(view: View, language: Language) -> str:
    match view:
        case View.MONTH:
            return language.text("Month")
        case View.QUARTER:
            return language.text("Three months")
        case View.CYCLE:
            return language.text("Whole cycle")


def _fields(choice: Choice, world: World, language: Language) -> list[Field]:
    """Return what can be chosen, each list in the order in which people look for its words."""
    states = [(each.iso3, country_name(each, language)) for each in world.countries.members()]
    roles = [(each.value, role_text(each, language)) for each in _roles(world)]
    return [
        Field(
            "country",
            language.text("State"),
            choice.country,
            tuple(sorted(states, key=lambda each: fold(each[1]))),
        ),
        Field(
            "region",
            language.text("Region"),
            choice.region or "",
            tuple((each.value, region_text(each, language)) for each in Region),
        ),
        Field(
            "phase",
            language.text("Phase"),
            choice.phase or "",
            tuple((each.value, phase_text(each, language)) for each in Phase),
        ),
        Field(
            "role",
            language.text("Who acts"),
            choice.role or "",
            tuple(sorted(roles, key=lambda each: fold(each[1]))),
        ),
        Field(
            "cycle",
            language.text("Cycle"),
            str(choice.cycle or ""),
            tuple((str(each), language.text("Cycle {number}", number=each)) for each in world.cycles),
        ),
    ]


def _roles(world: World) -> set[Role]:
    rules = (each for each in world.rulebook.rules if may_see(Audience.PUBLIC, each.visibility))
    return {role for each in rules for role in each.actors}
