"""The cells of a change are read as what their columns hold; what is wrong is named."""

from collections.abc import Mapping
from datetime import date

import pytest

from tests.uprcycle.schedule.amend.drafts import DRAFT
from uprcycle.days.span import read_span
from uprcycle.errors import BadInputError
from uprcycle.schedule.amend.columns import COLUMNS, MEANINGS
from uprcycle.schedule.amend.distance import Distance
from uprcycle.schedule.amend.target import Deadline, Place, Reviewed
from uprcycle.schedule.amend.values import Known, deadline_in, place_in, read_value, reviewed_in
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
        ("councils", "44 and 45", "'44 and 45' is not a list of numbers; write it as 44; 45"),
        ("councils", "0", "'0' is not a list of numbers; write it as 44; 45"),
        ("milestone", "nation report", "'nation report' is not a milestone; did you mean 'national-report'?"),
        ("by", "half a year", "'half a year' is not a distance; write it as 26 weeks"),
    ],
)
def test_a_cell_that_is_wrong_is_named_with_its_place(column: str, text: str, expected: str) -> None:
    assert read(column, text) == (None, [f"changes.csv: row 2, column {column}: {expected}"])


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"session": 53, "country": "KEN"}, Deadline(53, "national-report", "KEN")),
        ({"country": "KEN"}, Deadline(52, "national-report", "KEN")),
        ({"session": 54}, Deadline(54, "national-report")),
    ],
)
def test_a_deadline_is_of_the_session_named_or_of_that_of_its_state(
    cells: Mapping[str, object], expected: Deadline
) -> None:
    assert deadline_in(DRAFT, {"milestone": "national-report", **cells}) == expected


def test_a_place_and_a_review_are_as_closely_known_as_the_row_says() -> None:
    day = read_span("2026-11-03")

    assert place_in({"to": 53}) == Place(53)
    assert place_in({"to": 53, "order": 3, "date": day}) == Place(53, 3, day)
    assert [reviewed_in({"country": "KEN"}), reviewed_in({"country": "KEN", "cycle": 4})] == [
        Reviewed("KEN"),
        Reviewed("KEN", 4),
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, "national-report: names no session and no State; fill in one of the two"),
        ({"country": "UKR"}, "UKR: has no session in this cycle; name the session"),
        ({"country": "KEM"}, "KEM: has no review in this schedule; did you mean 'KEN'?"),
    ],
)
def test_a_deadline_of_no_session_is_refused(cells: Mapping[str, str], expected: str) -> None:
    with pytest.raises(BadInputError) as refused:
        deadline_in(DRAFT, {"milestone": "national-report", **cells})

    assert [str(each) for each in refused.value.problems] == [expected]
