"""What is written as a workbook is text and nothing else, for every program that opens it."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.uprcycle.sheets.test_inert import STARTS
from uprcycle.sheets.inert import make_inert
from uprcycle.sheets.workbook import read_workbook
from uprcycle.sheets.workbook_file import Page, column_letters, write_workbook
from uprcycle.sheets.worksheet import column_index


def read_by_another(cell: str) -> tuple[object, str]:
    book = load_workbook(io.BytesIO(write_workbook([Page("a", [["heading"], [cell]])])))
    found = book["a"]["A2"]
    return found.value, found.data_type


@pytest.mark.parametrize("start", [*STARTS, "#", "{=", "'"])
def test_no_cell_is_a_formula(start: str) -> None:
    value, kind = read_by_another(f"{start}1+1")

    assert kind == "s"
    assert str(value).replace("_x000D_", "\r") == f"{start}1+1"


@pytest.mark.parametrize("cell", ["2026-05-04", "52", "TRUE", "#N/A", "4/5", "1E5"])
def test_a_text_is_never_taken_for_a_date_or_a_number(cell: str) -> None:
    assert read_by_another(cell) == (cell, "s")


@given(st.text(max_size=30))
def test_any_text_is_read_back(cell: str) -> None:
    (sheet,) = read_workbook("a.xlsx", write_workbook([Page("a", [["heading"], [cell]])]))

    inert = make_inert(cell)
    assert sheet.records[1:] == (((2, [inert]),) if inert.strip() else ())


def test_the_same_pages_give_the_same_bytes_and_keep_their_names() -> None:
    pages = [Page("a & b", [["one", "", "three"]]), Page('"c"', [])]
    content = write_workbook(pages)

    assert write_workbook(pages) == content
    assert [(each.name, each.records) for each in read_workbook("a.xlsx", content)] == [
        ("a & b", ((1, ["one", "", "three"]),)),
        ('"c"', ()),
    ]


@given(st.integers(0, 16_383))
def test_letters_of_columns_read_back(index: int) -> None:
    assert column_index(column_letters(index)) == index
