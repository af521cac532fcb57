"""Addresses say how far they were checked, and of whom they are."""

from datetime import date

import pytest

from uprcycle.documents.address import Address, read_addresses
from uprcycle.errors import BadInputError


def test_an_address_is_official_and_unchecked_unless_it_says_otherwise() -> None:
    rows = [
        {"key": "a", "title": "A"},
        {
            "key": "b",
            "title": "B",
            "url": "https://example.org",
            "checked_on": date(2026, 11, 21),
            "unofficial": True,
        },
    ]

    assert read_addresses("a.toml", rows) == {
        "a": Address("a", "A"),
        "b": Address("b", "B", "https://example.org", date(2026, 11, 21), is_official=False),
    }


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        ([{"key": "a", "title": "A"}] * 2, ["a.toml: two addresses have one key; give one of them another"]),
        (
            [{"key": "a", "title": "A", "checked_on": "2026"}],
            ["a.toml: row 1 (a): checked_on is '2026'; write it as a day without quotes"],
        ),
        ([{"key": "a"}], ["a.toml: row 1 (a): the key 'title' is missing"]),
    ],
)
def test_every_problem_of_the_table_is_named(rows: list[dict[str, str]], problems: list[str]) -> None:
    with pytest.raises(BadInputError) as error:
        read_addresses("a.toml", rows)

    assert [str(each) for each in error.value.problems] == problems
