"""No cell that we write is run by a spreadsheet, and every cell reads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uprcycle.sheets.inert import is_formula, make_inert, make_plain

STARTS = ["=", "+", "-", "@", "|", "%", "\t=", "\r=", "\n=", "\uff1d", "\uff0b", " ="]


@pytest.mark.parametrize("start", STARTS)
def test_twelve_beginnings_are_made_inert(start: str) -> None:
    assert make_inert(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("cell", ["Kenya", "2026-05-04", "'s-Hertogenbosch", "", "a=b"])
def test_harmless_cells_stay_as_they_are(cell: str) -> None:
    assert make_plain(cell) == cell


def test_an_apostrophe_of_its_own_survives() -> None:
    assert make_inert("'=1") == "''=1"
    assert make_plain("''=1") == "'=1"


@given(st.text(alphabet="='+-@ aé\t\uff1d"))
def test_inert_cells_read_back(cell: str) -> None:
    assert make_plain(make_inert(cell)) == cell


@given(st.text())
def test_an_inert_cell_is_never_a_formula(cell: str) -> None:
    assert is_formula(make_inert(cell)) is False


@pytest.mark.parametrize(
    ("cell", "formula"), [("=1+1", True), (" =1+1", True), ("\uff1d1", True), ("-", False), ("'=1", False)]
)
def test_formulas_are_known_by_their_sign(cell: str, formula: bool) -> None:  # noqa: FBT001 -- a table
    assert is_formula(cell) is formula
