"""The packaged holidays of Geneva: only days that the calendar alone makes certain."""

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

PATH = Path(__file__).parents[3] / "uprcycle" / "data" / "holidays" / "geneva.toml"
HOLIDAYS = tomllib.loads(PATH.read_text(encoding="utf-8"))["holiday"]
DAYS = [each["date"] for each in HOLIDAYS]


def test_six_days_a_year_stand_in_order() -> None:
    assert sorted(set(DAYS)) == DAYS
    assert Counter(day.year for day in DAYS) == dict.fromkeys(range(2022, 2033), 6)


def test_none_of_them_claims_to_come_from_the_official_list() -> None:
    assert {each["confidence"] for each in HOLIDAYS} == {"general knowledge"}


@pytest.mark.parametrize(
    ("name", "day"),
    [
        pytest.param("Good Friday", date(2026, 4, 3), id="good-friday"),
        pytest.param("Easter Monday", date(2027, 3, 29), id="easter-monday"),
        pytest.param("Ascension Day", date(2024, 5, 9), id="ascension"),
        pytest.param("Whit Monday", date(2025, 6, 9), id="whit-monday"),
        pytest.param("Christmas Day", date(2022, 12, 25), id="on-a-sunday"),
    ],
)
def test_the_movable_days_fall_where_easter_puts_them(name: str, day: date) -> None:
    assert [each["date"] for each in HOLIDAYS if each["name"] == name and each["date"].year == day.year] == [
        day
    ]


def test_each_day_falls_on_its_weekday() -> None:
    weekdays = {"Good Friday": 4, "Easter Monday": 0, "Ascension Day": 3, "Whit Monday": 0}
    assert [
        each
        for each in HOLIDAYS
        if each["date"].weekday() != weekdays.get(each["name"], each["date"].weekday())
    ] == []
