"""Holidays of States: known days of the past, marked where the moon decides, unknown where nobody knows."""

from datetime import date

import pytest

from tests.uprcycle.examples import country
from uprcycle.days.holiday import Holiday
from uprcycle.store.packaged import load_countries
from uprcycle.store.public_holidays import load_public_holidays

COUNTRIES = load_countries()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("KEN", Holiday(date(2026, 6, 1), "Madaraka Day"), id="a-fixed-day"),
        pytest.param("FRA", Holiday(date(2026, 4, 6), "Easter Monday"), id="easter"),
        pytest.param("JPN", Holiday(date(2026, 5, 6), "Substitute Holiday"), id="observed-on-another-day"),
        pytest.param("EGY", Holiday(date(2026, 5, 27), "Eid al-Adha", is_estimated=True), id="the-moon"),
        pytest.param(
            "EGY", Holiday(date(2026, 6, 18), "Islamic New Year (observed)", is_estimated=True), id="both"
        ),
    ],
)
def test_a_holiday_stands_on_its_day(code: str, expected: Holiday) -> None:
    found = load_public_holidays(COUNTRIES[code], 2026)

    assert found is not None
    assert [each for each in found if each.day == expected.day] == [expected]


def test_holidays_come_in_order_and_are_of_the_year_asked_for() -> None:
    found = load_public_holidays(COUNTRIES["KEN"], 2027)

    assert found is not None
    assert [each.day for each in found] == sorted({each.day for each in found})
    assert {each.day.year for each in found} == {2027}


def test_the_holidays_of_a_place_that_nobody_lists_are_not_known() -> None:
    assert load_public_holidays(country(iso2="XX"), 2026) is None
    assert load_public_holidays(country(), 2026) is None


@pytest.mark.parametrize(("year", "known"), [(2026, True), (2027, False)])
def test_the_holidays_of_a_year_that_nobody_has_published_are_not_known(year: int, known: bool) -> None:  # noqa: FBT001 - a column
    """Those of Sri Lanka hang on full moons and are listed year by year."""
    assert (load_public_holidays(COUNTRIES["LKA"], year) is not None) is known


def test_no_name_carries_the_mark_of_an_estimate() -> None:
    names = {
        each.name
        for state in COUNTRIES.members()
        for each in load_public_holidays(state, 2027) or ()
        if "estimated" in each.name
    }

    assert names == set()
