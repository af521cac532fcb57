"""Cells of a plain row are of their type, missing or refused; bad rows are named, all at once."""

from typing import Any

import pytest

from uprcycle.errors import Problem
from uprcycle.schedule.rows import (
    Row,
    read_flag,
    read_inner_rows,
    read_number,
    read_number_if_any,
    read_numbers,
    read_row,
    read_rows,
    read_text,
    read_text_if_any,
    read_texts,
)

INNER = {"document": "the guide"}
ROW: dict[str, Any] = {
    "name": "Kenya",
    "order": 7,
    "council": [44, 45],
    "actors": ["RCO", "NHRI"],
    "opens": INNER,
    "sources": [INNER],
    "yes": True,
    "empty": "",
    "none": None,
}


def test_cells_of_the_right_type_are_returned() -> None:
    assert read_text(ROW, "name") == read_text_if_any(ROW, "name") == "Kenya"
    assert read_number(ROW, "order") == read_number_if_any(ROW, "order") == 7
    assert read_numbers(ROW, "council") == (44, 45)
    assert read_texts(ROW, "actors") == ("RCO", "NHRI")
    assert read_row(ROW, "opens") == INNER
    assert read_inner_rows(ROW, "sources") == (INNER,)
    assert read_flag(ROW, "yes") is True


@pytest.mark.parametrize("key", ["missing", "none", "empty"])
def test_text_that_may_be_missing_is_empty(key: str) -> None:
    assert read_text_if_any(ROW, key) == ""


@pytest.mark.parametrize("key", ["missing", "none"])
def test_a_number_that_may_be_missing_is_none(key: str) -> None:
    assert read_number_if_any(ROW, key) is None


def test_a_list_or_flag_that_may_be_missing_is_empty_or_false() -> None:
    assert read_numbers(ROW, "missing") == ()
    assert read_texts(ROW, "missing") == ()
    assert read_inner_rows(ROW, "missing") == ()
    assert read_flag(ROW, "missing") is False


@pytest.mark.parametrize(
    ("read", "key"),
    [
        (read_text, "order"),
        (read_text, "empty"),
        (read_text_if_any, "order"),
        (read_number, "name"),
        (read_number, "yes"),
        (read_number_if_any, "empty"),
        (read_numbers, "order"),
        (read_texts, "name"),
        (read_row, "name"),
        (read_inner_rows, "opens"),
        (read_flag, "order"),
    ],
)
def test_a_cell_of_another_type_is_refused_by_name(read: Any, key: str) -> None:  # noqa: ANN401 - any reader
    with pytest.raises(TypeError) as caught:
        read(ROW, key)
    assert str(caught.value).startswith(f"{key} is {ROW[key]!r}; write it as ")


def test_one_bad_cell_of_a_list_is_the_one_that_is_named() -> None:
    with pytest.raises(TypeError, match="council is '45'; write it as a whole number without quotes"):
        read_numbers({"council": [44, "45"]}, "council")


@pytest.mark.parametrize("read", [read_text, read_number, read_row])
def test_a_missing_cell_is_a_missing_key(read: Any) -> None:  # noqa: ANN401 - any reader
    with pytest.raises(KeyError):
        read(ROW, "missing")


def where(number: int, row: Row) -> str:
    return f"list {number} ({row.get('name', 'nameless')})"


def test_good_rows_are_returned_and_bad_ones_become_problems() -> None:
    problems = [Problem("before", "was odd")]
    rows = [{"name": "Kenya"}, {}, {"name": 7}, "Mali", {"name": "Benin"}]

    found = read_rows(rows, lambda row: read_text(row, "name"), where, problems)

    assert found == ["Kenya", "Benin"]
    assert [str(each) for each in problems] == [
        "before: was odd",
        "list 2 (nameless): the key 'name' is missing",
        "list 3 (7): name is 7; write it as text in quotes",
        "list 4 (nameless): 'Mali' is not a row of keys and values",
    ]
