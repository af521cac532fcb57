"""The cells of a change are read as what their columns hold; what is wrong is named."""

from datetime import date

import pytest

from uprcycle.days.span import read_span
from uprcycle.schedule.amend.columns import COLUMNS, MEANINGS
from uprcycle.schedule.amend.distance import Distance
from uprcycle.schedule.amend.values import Known, read_value
from uprcycle.sheets.cells import Cells
from uprcycle.sheets.table import Row, Table
from uprcycle.store.packaged import load_countries

KNOWN = Known(load_countries(), ("national-report", "hrc-adoption"), date(2026, 11, 21))


def read(column: str, text: str) -> tuple[object, list[str]]:
    row = Row(2, {column: text})
    table = Table(
        "changes.csv", {each: each for each in MEANINGS}, (row,), {each.name: each for each in COLUMNS}
    )
    cells = Cells(table)
    return read_value(cells, row, column, KNOWN), [str(each) for each in cells.problems]


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        ("session", "54", 54),
        ("cycle", "4", 4),
        ("order", "3", 3),
        ("country", "Swaziland", "SWZ"),
        ("other", "TUR", "TUR"),
        ("countries", "Spain; Kuwait;", ["ESP", "KWT"]),
        ("councils", "44; 45", [44, 45]),
        ("date", "18-29 January 2021", read_span("2021-01-18/2021-01-29")),
        ("date", "unknown", read_span("unknown")),
        ("milestone", "National report", "national-report"),
        ("by", "26 weeks", Distance(days=182)),
        ("name", "  The former  State ", "The former State"),
    ],
)
def test_a_cell_is_read(column: str, text: str, expected: object) -> None:
    assert read(column, text) == (expected, [])


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        ("session", "9999", "'9999' is not a whole number from 1 to 999"),
        ("country", "Swazilan", "'Swazilan' is not a State; did you mean 'Eswatini'?"),
        ("countries", "Spain; Kuwaitt", "'Kuwaitt' is not a State; did you mean 'Kuwait'?"),
        ("councils", "44 and 45", "'44 and 45' are not numbers; write them as 44; 45"),
        ("councils", "0", "'0' are not numbers; write them as 44; 45"),
        ("milestone", "nation report", "'nation report' is not a milestone; did you mean 'national-report'?"),
        ("by", "half a year", "'half a year' is not a distance; write it as 26 weeks, 182 days or 6 months"),
    ],
)
def test_a_cell_that_is_wrong_is_named_with_its_place(column: str, text: str, expected: str) -> None:
    assert read(column, text) == (None, [f"changes.csv: row 2, column {column}: {expected}"])
