"""Days as people type them."""

from datetime import date

import pytest

from flows.cli.arguments import parse_day
from uprcycle.errors import BadInputError


def test_a_day_is_read_as_iso_writes_it() -> None:
    assert parse_day("2026-11-21", "--on") == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("21.11.2026", "--on: '21.11.2026' is not a date; write it as 2026-11-21"),
        ("2026-02-29", "--on: '2026-02-29' is not a date; write it as 2026-11-21"),
        ("", "--on: '' is not a date; write it as 2026-11-21"),
        ("2005-12-31", "--on: 2005-12-31 is out of reach; choose a day from 2006-01-01 to 2105-12-31"),
        ("2106-01-01", "--on: 2106-01-01 is out of reach; choose a day from 2006-01-01 to 2105-12-31"),
    ],
)
def test_what_is_no_day_of_ours_is_refused(text: str, said: str) -> None:
    with pytest.raises(BadInputError) as refusal:
        parse_day(text, "--on")

    assert [str(each) for each in refusal.value.problems] == [said]
