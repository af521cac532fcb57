"""Cells of a plain row are of their type, missing or refused."""

from typing import Any

import pytest

from uprcycle.schedule.rows import (
    read_number,
    read_number_if_any,
    read_numbers,
    read_text,
    read_text_if_any,
)

ROW: dict[str, Any] = {
    "name": "Kenya",
    "order": 7,
    "council": [44, 45],
    "empty": "",
    "none": None,
    "yes": True,
}


def test_cells_of_the_right_type_are_returned() -> None:
    assert read_text(ROW, "name") == "Kenya"
    assert read_number(ROW, "order") == 7
    assert read_numbers(ROW, "council") == (44, 45)


@pytest.mark.parametrize("key", ["missing", "none", "empty"])
def test_text_that_may_be_missing_is_empty(key: str) -> None:
    assert read_text_if_any(ROW, key) == ""


@pytest.mark.parametrize("key", ["missing", "none"])
def test_a_number_that_may_be_missing_is_none(key: str) -> None:
    assert read_number_if_any(ROW, key) is None


def test_a_list_that_may_be_missing_is_empty() -> None:
    assert read_numbers(ROW, "missing") == ()


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
    ],
)
def test_a_cell_of_another_type_is_refused_by_name(read: Any, key: str) -> None:  # noqa: ANN401 - any of the readers
    with pytest.raises(TypeError, match=f"^{key} is {ROW[key]!r}; write it as "):
        read(ROW, key)


def test_a_missing_cell_is_a_missing_key() -> None:
    with pytest.raises(KeyError):
        read_text(ROW, "missing")
