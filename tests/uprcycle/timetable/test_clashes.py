"""Every clash together: in order, with its certainty, and nothing that only its owner may see."""

from dataclasses import replace
from datetime import date

import pytest

from tests.uprcycle.examples import LIST, council, lead, packaged_world, rule
from uprcycle.days.holiday import Holiday
from uprcycle.days.span import Status, day_span
from uprcycle.timetable.clashes import (
    Clash,
    Dates,
    Surroundings,
    countries_of,
    find_clashes,
    identity_of,
    is_certain,
    may_clash,
)
from uprcycle.timetable.clashes_council import CouncilClash
from uprcycle.timetable.clashes_fortnight import FortnightClash
from uprcycle.timetable.clashes_rest import Rest, RestClash
from uprcycle.timetable.compute import compute_milestones
from uprcycle.timetable.milestone import Finding, Milestone

DAY = day_span(date(2026, 5, 4))
WORLD = packaged_world()


AROUND = Surroundings(
    countries=WORLD.countries,
    councils=WORLD.release.schedule.councils,
    office=WORLD.office,
    windows=frozenset({"contact-permanent-missions", "mission-blackout"}),
    body_of={each.iso3: "one desk" for each in WORLD.countries},
    holidays_of=lambda _country, _year: None,
)


def dated(status: Status, code: str = "KEN") -> Milestone:
    return Milestone(rule("review", lead("review")), code, 4, Finding(DAY, status, LIST, ()), DAY)


HELD, GUESSED = dated(Status.HELD), dated(Status.ESTIMATED)
SURE, MOON = (Holiday(DAY.first, "a holiday", is_estimated=each) for each in (False, True))


def on_holidays(milestone: Milestone, *holidays: Holiday, is_likeliest: bool = False) -> RestClash:
    rests = tuple(Rest("KEN", is_weekend=False, holiday=each) for each in holidays)
    return RestClash((milestone,), DAY, rests, DAY.first, is_likeliest)


def in_council(milestone: Milestone, status: Status) -> CouncilClash:
    meets = council("2026-04-27/2026-05-15")
    held = replace(meets, dates=replace(meets.dates, status=status))
    return CouncilClash((milestone,), DAY, held, DAY.first, None)


@pytest.mark.parametrize(
    ("clash", "certain"),
    [
        pytest.param(in_council(HELD, Status.CONFIRMED), True, id="both-known"),
        pytest.param(in_council(HELD, Status.TENTATIVE), False, id="the-council-is-not"),
        pytest.param(in_council(GUESSED, Status.HELD), False, id="the-date-is-not"),
        pytest.param(on_holidays(HELD, SURE), True, id="a-holiday"),
        pytest.param(on_holidays(HELD, MOON), False, id="the-moon"),
        pytest.param(on_holidays(HELD, MOON, SURE), True, id="the-moon-and-a-holiday"),
        pytest.param(on_holidays(HELD, SURE, is_likeliest=True), False, id="the-likeliest-day"),
        pytest.param(FortnightClash((HELD, HELD), DAY, "Suva"), True, id="two-held"),
        pytest.param(FortnightClash((HELD, GUESSED), DAY, "Suva"), False, id="one-guessed"),
    ],
)
def test_a_clash_is_certain_when_all_its_dates_are(clash: Clash, certain: bool) -> None:  # noqa: FBT001 - a column
    assert is_certain(clash) is certain


def test_a_clash_stays_the_same_when_only_its_certainty_changes() -> None:
    assert identity_of(on_holidays(HELD, SURE)) == identity_of(on_holidays(GUESSED, MOON))
    assert identity_of(on_holidays(HELD, SURE)) != identity_of(in_council(HELD, Status.HELD))


def test_states_are_named_once() -> None:
    clash = FortnightClash((HELD, dated(Status.HELD, "FJI"), GUESSED), DAY, "Suva")

    assert countries_of(clash) == ("KEN", "FJI")


def dates_of(code: str) -> Dates:
    timetable = WORLD.timetable(code, 4)
    return timetable.review, (*timetable.milestones, *timetable.actions)


def test_the_clashes_of_the_record_come_by_day_and_name_nothing_private() -> None:
    found = find_clashes([dates_of("SGP"), dates_of("SLB")], AROUND)

    assert [each.days.first for each in found] == sorted(each.days.first for each in found)
    assert {type(each) for each in found} == {CouncilClash, FortnightClash}
    named = {each.id for clash in found for each in clash.milestones}
    assert "mission-blackout" in named
    assert "contact-permanent-missions" not in named


@pytest.mark.parametrize(
    ("rule_id", "expected"),
    [
        ("mission-blackout", True),
        ("national-report", True),
        ("advance-questions-deadline", True),
        ("working-group-review", True),
        ("session-start", False),
    ],
)
def test_few_rules_can_have_a_part_in_a_clash(rule_id: str, expected: bool) -> None:  # noqa: FBT001 - a column
    assert may_clash(WORLD.rulebook.by_id[rule_id], AROUND) is expected


def test_the_dates_counted_for_clashes_are_those_of_the_whole_timetable() -> None:
    inputs = WORLD.inputs("SGP", 4)
    assert inputs is not None

    some = compute_milestones(inputs, [each for each in WORLD.rulebook.rules if may_clash(each, AROUND)])

    whole = sorted(dates_of("SGP")[1], key=lambda each: each.id)
    assert sorted(some, key=lambda each: each.id) == [each for each in whole if may_clash(each.rule, AROUND)]
    assert len(some) > 5
