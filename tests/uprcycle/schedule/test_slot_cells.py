"""The day, hours, precision and status of a row become one published date."""

import pytest

from uprcycle.schedule.columns import COLUMNS
from uprcycle.schedule.slot_cells import read_slot_dates
from uprcycle.sheets.cells import Cells
from uprcycle.sheets.table import read_table

HEADING = "review_date,slot_start,slot_end,precision,status,source,confidence,note"


def cells_of(row: str) -> Cells:
    return Cells(read_table("a.csv", f"{HEADING}\n{row}\n".encode(), COLUMNS))


@pytest.mark.parametrize(
    ("row", "span", "hours"),
    [
        pytest.param("2026-05-04", "2026-05-04", "", id="a day"),
        pytest.param("2026-05-04,09:00,12:30,,tentative", "2026-05-04", "09:00/12:30", id="expected hours"),
        pytest.param(
            "2026-05-04,09:00,12:30,,confirmed", "2026-05-04T09:00/2026-05-04T12:30", "", id="confirmed hours"
        ),
        pytest.param(
            "2026-05-04,9h00,12.30,day,held", "2026-05-04", "09:00/12:30", id="the precision decides"
        ),
        pytest.param(
            "2026-05-04,09:00,12:30,instant,", "2026-05-04T09:00/2026-05-04T12:30", "", id="an hour is known"
        ),
        pytest.param("2026-05-04,,,month,", "2026-05", "", id="a month"),
        pytest.param("2026-05-04,,,semaine,", "week of 2026-05-04", "", id="a week"),
        pytest.param("2026-05-04,,,no-later-than,", "by 2026-05-04", "", id="a latest day"),
        pytest.param("2026-11,,,month,", "2026-11", "", id="said twice"),
        pytest.param(",,,,,the list", "unknown", "", id="nothing"),
        pytest.param("unknown,,,unknown,", "unknown", "", id="known to be unknown"),
    ],
)
def test_a_row_says_when(row: str, span: str, hours: str) -> None:
    cells = cells_of(row)
    published, expected = read_slot_dates(cells, cells.table.rows[0])

    assert (str(published.span), expected) == (span, hours)
    assert cells.problems == []


def test_a_row_without_a_status_is_tentative_and_without_a_source_cites_its_file() -> None:
    cells = cells_of("2026-05-04,,,,,,,two  words")
    published, _ = read_slot_dates(cells, cells.table.rows[0])

    assert (published.status, str(published.citation), published.note) == ("tentative", "a.csv", "two words")


def test_a_row_names_its_status_and_source() -> None:
    cells = cells_of("2026-05-04,,,,retiré,the list,low,")
    published, _ = read_slot_dates(cells, cells.table.rows[0])

    assert (published.status, str(published.citation)) == ("withdrawn", "the list (low)")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            "2026-05-04,12:30,09:00",
            "column slot_end: 09:00 lies before 12:30; swap the two",
        ),
        (
            "2026-05-04,09:00,",
            "column slot_end: the cell is empty; fill in both hours or neither",
        ),
        (
            "2026-05-04,,12:30",
            "column slot_start: the cell is empty; fill in both hours or neither",
        ),
        (
            "2026-05-04,morning,12:30",
            "column slot_start: 'morning' is not an hour; write it as 09:00, in Geneva time",
        ),
        (
            "2026-05-04,,,instant",
            (
                "column precision: hours need a day, a start and an end;"
                " fill in review_date, slot_start and slot_end"
            ),
        ),
        (
            "2026-11,,,day",
            ("column precision: the date 2026-11 is not of precision 'day'; correct one of the two"),
        ),
        ("soon,,,day", "column review_date: 'soon' is not a date; write the year first, such as 2026-05-04"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(row: str, problem: str) -> None:
    cells = cells_of(row)
    read_slot_dates(cells, cells.table.rows[0])

    assert [str(each) for each in cells.problems] == [f"a.csv: row 2, {problem}"]


@pytest.mark.parametrize(
    ("weekday", "day", "problems"),
    [
        ("Monday", "2026-05-04", []),
        ("lun.", "2026-05-04", []),
        ("martes", "", []),
        ("Friday", "2026-05", []),
        (
            "mardi",
            "2026-05-04",
            [
                (
                    "a.csv: row 2, column Jour de la semaine: 'mardi' says Tuesday, and 2026-05-04"
                    " is a Monday; correct the day or the weekday"
                )
            ],
        ),
        (
            "Moonday",
            "2026-05-04",
            [
                (
                    "a.csv: row 2, column Jour de la semaine: 'Moonday' is not a day of the week;"
                    " did you mean 'Monday'?"
                )
            ],
        ),
    ],
)
def test_a_weekday_in_a_column_of_its_own_must_be_that_of_the_day(
    weekday: str, day: str, problems: list[str]
) -> None:
    content = f"Jour de la semaine,review_date\n{weekday},{day}\n"
    cells = Cells(read_table("a.csv", content.encode(), COLUMNS))
    read_slot_dates(cells, cells.table.rows[0])

    assert [str(each) for each in cells.problems] == problems
