"""Clashes of the real record, and those that a draft brings."""

from dataclasses import replace
from datetime import date

import pytest

from flows.releases.clashing import clashes_between, new_clashes
from flows.releases.releasing import Draft, preview
from tests.flows.released import BASE, LATER, MOVED, first_release
from tests.uprcycle.examples import packaged_world, world_of
from uprcycle.days.span import read_span
from uprcycle.errors import BadInputError
from uprcycle.schedule.session import CouncilSession, Schedule
from uprcycle.timetable.clashes import Clash, countries_of
from uprcycle.timetable.clashes_council import CouncilClash
from uprcycle.timetable.clashes_fortnight import FortnightClash
from uprcycle.timetable.clashes_rest import RestClash
from uprcycle.timetable.plan import plan_release

WORLD = packaged_world()
CARIBBEAN = "UN Multi-Country Office Barbados and the Eastern Caribbean"
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def recorded() -> tuple[Clash, ...]:
    """Every clash of the third and fourth cycle."""
    return clashes_between(WORLD, date(2016, 1, 1), date(2028, 12, 31)).clashes


def test_confirmed_deadlines_that_fell_on_holidays_of_their_states(recorded: tuple[Clash, ...]) -> None:
    """Most national reports are due on a Monday; none fell on a day of rest in Geneva."""
    fallen = [
        (each.days.first.isoformat(), code)
        for each in recorded
        if isinstance(each, RestClash) and not each.is_likeliest
        for code in countries_of(each)
        if any(one.id == "national-report" and one.status == "confirmed" for one in each.milestones)
    ]

    assert fallen == [
        ("2022-08-08", "BHR"),
        ("2022-08-08", "DZA"),
        ("2022-10-10", "ARG"),
        ("2022-10-10", "JPN"),
        ("2022-10-10", "KOR"),
        ("2023-02-06", "BDI"),
        ("2023-08-07", "COL"),
        ("2023-08-07", "TUV"),
        ("2023-10-09", "BLZ"),
    ]


def test_every_window_of_session_52_for_missions_fell_into_council_session_61(
    recorded: tuple[Clash, ...],
) -> None:
    reviewed = {each.country for each in WORLD.timetables_of_session(52)}
    clashing = [each for each in recorded if isinstance(each, CouncilClash) and each.council.number == 61]

    assert {each.milestones[0].country for each in clashing} == reviewed
    assert {tuple(one.id for one in each.milestones) for each in clashing} == {
        ("geneva-pre-session", "mission-blackout")
    }
    assert {each.before for each in clashing} == {date(2026, 2, 9)}


def test_offices_with_two_states_in_one_session(recorded: tuple[Clash, ...]) -> None:
    reviews = {
        (each.body, countries_of(each))
        for each in recorded
        if isinstance(each, FortnightClash)
        and {one.id for one in each.milestones} == {"working-group-review"}
    }

    assert reviews == {
        ("UN Multi-Country Office Micronesia", ("FSM", "NRU")),
        (CARIBBEAN, ("KNA", "LCA")),
        (CARIBBEAN, ("LCA", "KNA")),
        (CARIBBEAN, ("VCT", "ATG")),
        ("UN Multi-Country Office Trinidad and Tobago", ("SUR", "TTO")),
    }


def test_the_year_to_come_has_no_clash_as_no_day_of_it_is_known() -> None:
    assert clashes_between(WORLD, date(2026, 11, 22), date(2027, 11, 21)).clashes == ()


def test_a_state_is_asked_for_with_its_neighbours_on_the_desk() -> None:
    found = clashes_between(WORLD, date(2026, 1, 1), date(2026, 1, 31), country="Saint Lucia")

    assert [(type(each), countries_of(each)) for each in found.clashes] == [(FortnightClash, ("LCA", "KNA"))]


def test_states_whose_holidays_are_not_known_are_named() -> None:
    """Guinea-Bissau's are known from 2023 on, and its deadlines of 2019 and 2020 were looked up."""
    found = clashes_between(WORLD, date(2019, 1, 1), date(2020, 12, 31))

    assert found.without_holidays == ("GNB",)


@pytest.mark.parametrize("office", [CARIBBEAN, CARIBBEAN.upper(), "RCO Saint Lucia", "RCO Grenada"])
def test_an_office_is_asked_for_by_the_name_of_any_of_its_states(office: str) -> None:
    found = clashes_between(WORLD, date(2026, 1, 1), date(2026, 1, 31), office=office)

    assert [countries_of(each) for each in found.clashes] == [("LCA", "KNA")]


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"office": "RCO Kenia"}, "did you mean 'RCO Kenya'"),
        ({"country": "Kenja"}, "did you mean 'Kenya'"),
        ({"country": "KEN", "office": "RCO Uganda"}, "'RCO Uganda' serves no State"),
    ],
)
def test_what_is_not_known_is_refused(chosen: dict[str, str], said: str) -> None:
    with pytest.raises(BadInputError) as refusal:
        clashes_between(WORLD, date(2026, 1, 1), date(2026, 1, 31), **chosen)

    assert said in str(refusal.value)


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(BadInputError):
        clashes_between(WORLD, date(2026, 1, 2), date(2026, 1, 1))


def in_council(schedule: Schedule, number: int, days: str) -> Schedule:
    councils = tuple(
        replace(each, dates=replace(each.dates, span=read_span(days))) if each.number == number else each
        for each in schedule.councils
    )
    return replace(schedule, councils=councils)


def with_day(schedule: Schedule, country: str, day: str) -> Schedule:
    slots = tuple(
        replace(each, dates=replace(each.dates, span=read_span(day)))
        if (each.country, each.session) == (country, MOVED)
        else each
        for each in schedule.slots
    )
    return replace(schedule, slots=slots)


def test_a_draft_brings_the_clashes_that_were_not_there() -> None:
    """Once its day is known, the windows before it are seen to meet the Council."""
    state = next(each.country for each in BASE.slots if each.session == MOVED)
    released = in_council(WORLD.release.schedule, 64, "2027-03-01/2027-04-02")
    old, new = world_of(released), world_of(with_day(released, state, "2027-05-10"))

    found = new_clashes(old, new, plan_release(old, new), TODAY)

    assert {countries_of(each) for each in found} == {(state,)}
    assert {each.days.last >= TODAY for each in found} == {True}
    assert new_clashes(new, new, plan_release(new, new), TODAY) == ()
    assert new_clashes(old, new, plan_release(old, new), date(2028, 1, 1)) == ()


def test_a_preview_holds_the_new_clashes_of_its_draft() -> None:
    wiring = first_release()
    meets = CouncilSession(65, replace(BASE.sessions[0].dates, span=read_span("2027-05-31/2027-07-09")))

    plain = preview(wiring, LATER)
    crossed = preview(wiring, Draft(replace(LATER.schedule, councils=(meets,))))

    assert plain.clashes == ()
    assert {type(each) for each in crossed.clashes} == {CouncilClash}
    assert {code for each in crossed.clashes for code in countries_of(each)} <= {
        each.country for each in crossed.plan.changed
    }
