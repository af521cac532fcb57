"""What is said of a State for a time: which rows count on a day, and which contradict each other."""

from dataclasses import dataclass
from datetime import date

import pytest

from uprcycle.rules.dated import by_country, read_state, read_term, said_on, twice_said


@dataclass(frozen=True)
class Said:
    country: str
    first: date
    last: date = date.max
    about: str = ""


OLD, NEW = Said("KEN", date(2020, 1, 1), date(2024, 1, 1)), Said("KEN", date(2023, 7, 1))
OTHER = Said("UGA", date(2020, 1, 1))


def test_rows_are_found_by_state_in_the_order_of_their_first_days() -> None:
    assert by_country([NEW, OTHER, OLD]) == {"KEN": (OLD, NEW), "UGA": (OTHER,)}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2019, 12, 31), []),
        (date(2020, 1, 1), [OLD]),
        (date(2023, 7, 1), [OLD, NEW]),
        (date(2024, 1, 1), [OLD, NEW]),
        (date(2024, 1, 2), [NEW]),
    ],
)
def test_a_row_counts_on_its_first_and_on_its_last_day(day: date, expected: list[Said]) -> None:
    assert list(said_on(day, (OLD, NEW))) == expected


def test_two_rows_about_one_thing_from_one_day_contradict_each_other() -> None:
    again, another = Said("KEN", OLD.first), Said("KEN", OLD.first, about="else")

    assert twice_said([OLD, again, another, NEW, OTHER], lambda each: each.about) == (again,)
    assert twice_said([OLD, another, OTHER]) == (another,)


def test_days_that_are_left_out_are_no_limit() -> None:
    assert read_term({}) == (date.min, date.max)
    assert read_term({"from": "2026-01-01", "until": "2026-01-01"}) == (date(2026, 1, 1), date(2026, 1, 1))


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="until 2025-12-31 lies before from 2026-01-01"):
        read_term({"from": "2026-01-01", "until": "2025-12-31"})


@pytest.mark.parametrize("text", ["Kenya", "ken", "KE"])
def test_a_state_is_written_by_its_code(text: str) -> None:
    assert read_state({"country": "KEN"}) == "KEN"
    with pytest.raises(ValueError, match=f"country is '{text}'; write its ISO code of three letters"):
        read_state({"country": text})
