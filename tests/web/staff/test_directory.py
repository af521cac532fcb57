"""Offices as they stand today: what each lacks, in which order, and who is found by name."""

from dataclasses import replace

from tests.web.site import TODAY
from tests.web.staff.town import AMINA, BRUNO, DANA, FORUM, HEAD, HELD, KENYA, TOGO
from uprcycle.people import Assignment
from uprcycle.presence import Absence, Staffing
from uprcycle.store.packaged import load_countries
from web.staff.directory import Lack, OfficeToday, in_order, list_offices, matching, named

COUNTRIES = [load_countries()[code] for code in ("KEN", "TGO", "SUR")]
NAMES = {each.iso3: each.name("en") for each in COUNTRIES}


def listed(staffing: Staffing, *unreached: str) -> list[OfficeToday]:
    return in_order(list_offices(staffing, COUNTRIES, unreached, TODAY), NAMES)


def lacks(found: list[OfficeToday]) -> list[tuple[str, str]]:
    return [(each.office.name, each.lack.value) for each in found]


def test_what_lacks_most_comes_first_also_an_office_that_nobody_ever_held() -> None:
    assert lacks(listed(Staffing(HELD))) == [
        ("RCO Suriname", "nobody"),
        (FORUM.name, "head"),
        (KENYA.name, "nothing"),
        (TOGO.name, "nothing"),
    ]


def test_an_office_whose_people_are_all_away_or_not_reached_lacks_them() -> None:
    staffing = Staffing(HELD, (Absence(AMINA.id, TODAY, TODAY),))
    found = listed(staffing, BRUNO.id, DANA.id)

    assert lacks(found)[1:3] == [(KENYA.name, "away"), (TOGO.name, "away")]
    assert [(each.is_away, each.is_unreached) for each in found[1].held] == [(True, False), (False, True)]


def test_who_held_an_office_before_leaves_it_empty() -> None:
    before = replace(HEAD, valid_to=TODAY.replace(day=1))
    assert lacks(listed(Staffing((before,))))[0] == (KENYA.name, "nobody")


def test_heads_come_first_and_deputies_last() -> None:
    deputy = Assignment(DANA, KENYA, deputy_of=AMINA.id)
    (kenya,) = matching(listed(Staffing((deputy, HELD[1], HEAD))), "rco kénya", "")

    assert [each.assignment.person.name for each in kenya.held] == [AMINA.name, BRUNO.name, DANA.name]


def test_offices_are_found_by_what_they_lack_and_people_by_name_or_address() -> None:
    assert [each.office for each in matching(listed(Staffing(HELD)), "", Lack.HEAD)] == [FORUM]
    assert [each.person.name for each in named(Staffing(HELD), "an")] == [DANA.name]
    assert len(named(Staffing(HELD), "EXAMPLE.org")) == len(HELD)
