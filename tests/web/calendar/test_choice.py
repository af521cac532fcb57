from dataclasses import replace
from datetime import date

import pytest

from tests.web.site import TODAY, world
from uprcycle.countries import Region
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from web.calendar.choice import Asked, Choice, View, chosen_milestones, chosen_timetables, read_choice

NOVEMBER = Choice(View.MONTH, date(2026, 11, 1))


@pytest.mark.parametrize(
    ("asked", "choice", "ignored"),
    [
        ({}, NOVEMBER, ()),
        ({"month": "2025-05"}, Choice(View.MONTH, date(2025, 5, 1)), ()),
        ({"view": "quarter", "country": "Kenia"}, replace(NOVEMBER, view=View.QUARTER, country="KEN"), ()),
        ({"region": "africa", "cycle": "3"}, replace(NOVEMBER, region=Region.AFRICA, cycle=3), ()),
        ({"phase": "review", "role": "NHRI"}, replace(NOVEMBER, phase=Phase.REVIEW, role=Role.NHRI), ()),
        ({"view": "week", "country": "Narnia", "cycle": "9"}, NOVEMBER, ("week", "Narnia", "9")),
        ({"month": "2026-13", "country": "Holy See"}, NOVEMBER, ("2026-13", "Holy See")),
    ],
)
def test_what_the_address_asks_is_shown_or_named(
    asked: dict[str, str], choice: Choice, ignored: tuple[str, ...]
) -> None:
    assert read_choice(Asked(**asked), world(), TODAY) == (choice, ignored)


def test_an_address_reads_back_to_the_same_choice() -> None:
    choice = Choice(
        View.QUARTER, date(2025, 1, 1), "KEN", Region.AFRICA, Phase.OUTCOME, Role.GOVERNMENT, cycle=3
    )
    path, _, query = choice.address().partition("?")

    asked = Asked(**dict(each.split("=") for each in query.split("&")))
    assert (path, read_choice(asked, world(), TODAY)) == ("/calendar", (choice, ()))


@pytest.mark.parametrize(
    ("months", "expected"), [(1, date(2026, 12, 1)), (2, date(2027, 1, 1)), (-11, date(2025, 12, 1))]
)
def test_months_go_on_over_the_end_of_a_year(months: int, expected: date) -> None:
    assert NOVEMBER.further(months).month == expected


def test_of_one_state_all_is_shown_and_of_many_the_main_dates() -> None:
    kenya = {each.id for _, each in chosen_milestones(world(), replace(NOVEMBER, country="KEN"))}
    all_states = [(timetable.country, each.id) for timetable, each in chosen_milestones(world(), NOVEMBER)]

    assert {each for state, each in all_states if state == "KEN"} < kenya
    assert {state for state, _ in all_states} == {each.iso3 for each in world().countries.members()}


def test_what_is_chosen_leaves_the_rest_out() -> None:
    africa = replace(NOVEMBER, region=Region.AFRICA)
    outcome = replace(africa, phase=Phase.OUTCOME, role=Role.GOVERNMENT)
    found = list(chosen_milestones(world(), outcome))

    assert len(chosen_timetables(world(), africa)) == 54
    assert {(each.rule.phase, Role.GOVERNMENT in each.rule.actors) for _, each in found} == {
        (Phase.OUTCOME, True)
    }
