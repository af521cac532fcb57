"""Delimited text becomes numbered records, whatever parts its cells."""

import pytest

from uprcycle.errors import BadInputError
from uprcycle.sheets.delimited import read_delimited

NAMES = {"country": "country", "cycle": "cycle"}


@pytest.mark.parametrize(
    "text",
    [
        "country,cycle\n\n,\nKenya,4\n",
        "country;cycle\n\n;\nKenya;4\n",
        "country\tcycle\n\n\t\nKenya\t4\n",
        "sep=;\ncountry;cycle\n\n;\nKenya;4\n",
    ],
)
def test_records_keep_their_numbers_without_blank_ones(text: str) -> None:
    assert read_delimited("a.csv", text.encode(), NAMES)[0] == [
        (1, ["country", "cycle"]),
        (4, ["Kenya", "4"]),
    ]


def test_the_delimiter_is_told_by_the_heading_and_not_by_a_title() -> None:
    records, _ = read_delimited("a.csv", b"Sessions, States, dates\ncountry;cycle\n", NAMES)

    assert records == [(1, ["Sessions, States, dates"]), (2, ["country", "cycle"])]


def test_warnings_of_the_text_are_kept() -> None:
    _, problems = read_delimited("a.csv", "country\nCôte d'Ivoire\n".encode("cp1252"), NAMES)

    assert [each.what for each in problems] == ["is not UTF-8 and was read as Windows-1252"]


def test_a_field_without_end_is_refused() -> None:
    with pytest.raises(BadInputError, match="cannot be read: field larger than field limit"):
        read_delimited("a.csv", b"country\n" + b"a" * 200_000, NAMES)
