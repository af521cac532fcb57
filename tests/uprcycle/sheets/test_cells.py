"""Cells become values, and every problem names its row and column."""

import io
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from uprcycle.errors import BadInputError
from uprcycle.sheets.cells import MAX_CELL, MAX_PROBLEMS, Cells, Words, refused
from uprcycle.sheets.table import Column, Row, read_table
from uprcycle.store.packaged import load_countries

COLUMNS = (Column("name"), Column("list", multiline=True), Column("day"), Column("mood"), Column("count"))
MOODS = Words("a mood", {"good": "good", "bon": "good", "bad": "bad"})
DAY_FIRST = (
    "a.xlsx: sheet 'Sheet', column day: its dates were read with the day first;"
    " write the year first to be sure"
)


def read(**row: str) -> tuple[Cells, Row]:
    texts = ['"' + text.replace('"', '""') + '"' for text in row.values()]
    content = f"{','.join(row)}\n{','.join(texts)}\n".encode("utf-8", "surrogatepass")
    cells = Cells(read_table("a.csv", content, COLUMNS))
    return cells, cells.table.rows[0]


def problems(cells: Cells) -> list[str]:
    return [str(each) for each in cells.problems]


def test_text_is_trimmed_and_its_spaces_are_made_plain() -> None:
    cells, row = read(name=" \u00a0Amina\u202f\u00a0 Example ")

    assert cells.text(row, "name") == "Amina Example"
    assert problems(cells) == []


def test_an_inert_cell_is_read_as_it_was_meant() -> None:
    cells, row = read(name="'=1+1")

    assert cells.text(row, "name") == "=1+1"


def test_lines_are_kept_where_a_column_allows_them() -> None:
    cells, row = read(list="Kenya \r\n\r\n Nepal", name="x")

    assert cells.lines(row, "list") == ("Kenya", "Nepal")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("=SUM(A1)", "'=SUM(A1)' is a formula; paste its value instead"),
        ("two\nlines", r"'two\nlines' holds a line break; write it on one line"),
        (
            "a\u202eb",
            r"'a\u202eb' holds a character that cannot be seen (right-to-left override); type it again",
        ),
        ("x" * (MAX_CELL + 1), "holds more than 8,000 characters; shorten it"),
    ],
)
def test_hostile_text_is_refused(text: str, problem: str) -> None:
    cells, row = read(name=text)

    assert cells.text(row, "name") == ""
    assert problems(cells) == [f"a.csv: row 2, column name: {problem}"]


def test_an_empty_cell_is_named_where_it_is_required() -> None:
    cells, row = read(name="", count="1")

    assert cells.required(row, "name") == ""
    assert problems(cells) == ["a.csv: row 2, column name: the cell is empty; fill it in"]


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("99", 99), ("", None)])
def test_whole_numbers_are_read(text: str, number: int | None) -> None:
    cells, row = read(count=text, name="x")

    assert cells.number(row, "count", most=99) == number
    assert problems(cells) == []


@pytest.mark.parametrize("text", ["0", "100", "-1", "1.0", "٣", "x", "9" * 5000])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    cells, row = read(count=text)

    assert cells.number(row, "count", most=99) is None
    assert [each.what.partition(" is ")[2] for each in cells.problems] == ["not a whole number from 1 to 99"]


@pytest.mark.parametrize(
    ("text", "remedy"),
    [("goood", "did you mean 'good'?"), ("purple", "use one of bad, good")],
)
def test_an_unknown_word_is_answered_with_a_suggestion(text: str, remedy: str) -> None:
    cells, row = read(mood=text)

    assert cells.word(row, "mood", MOODS) is None
    assert problems(cells) == [f"a.csv: row 2, column mood: '{text}' is not a mood; {remedy}"]


def test_a_word_is_found_in_any_dress() -> None:
    cells, row = read(mood=" BON ")

    assert cells.word(row, "mood", MOODS) == "good"


def test_a_state_is_found_or_suggested() -> None:
    cells, row = read(name="Côte d'Ivoire", mood="Nepall")

    assert cells.country(row, "name", load_countries()) == "CIV"
    assert cells.country(row, "mood", load_countries()) is None
    assert problems(cells) == ["a.csv: row 2, column mood: 'Nepall' is not a State; did you mean 'Nepal'?"]


def test_a_state_that_is_nearly_named_is_corrected_where_that_is_allowed() -> None:
    content = b"name,mood\nNepall,Nigera\nNepall,KEM\n"
    cells = Cells(read_table("a.csv", content, COLUMNS), may_correct=True)
    found = [cells.country(row, column, load_countries()) for row in cells.table.rows for column in row.cells]

    assert found == ["NPL", None, "NPL", None]
    assert [(each.where, each.place.row, each.words) for each in cells.corrections] == [
        ("a.csv: row 2, column name", 2, "Nepall=NPL"),
        ("a.csv: row 3, column name", 3, "Nepall=NPL"),
    ]
    assert [each.place.column for each in cells.problems] == ["mood", "mood"]


def test_a_column_of_figures_is_read_in_its_one_order_with_a_warning() -> None:
    content = b"name,day\na,13/05/2026\nb,05/06/2026\nc,2026-07-01\n"
    cells = Cells(read_table("a.csv", content, COLUMNS))

    assert [str(cells.date(row, "day")) for row in cells.table.rows] == [
        "2026-05-13",
        "2026-06-05",
        "2026-07-01",
    ]
    assert problems(cells) == [
        "a.csv, column day: its dates were read with the day first; write the year first to be sure"
    ]
    assert cells.error_count == 0


def test_reading_stops_when_more_problems_would_say_nothing_new() -> None:
    cells, row = read(name="x")
    for _ in range(MAX_PROBLEMS - 1):
        cells.refuse(row, "name", "is wrong")

    with pytest.raises(BadInputError) as refusal:
        cells.refuse(row, "name", "is wrong")

    assert len(refusal.value.problems) == MAX_PROBLEMS + 1
    assert str(refusal.value.problems[-1]) == (
        "a.csv: row 2: reading stopped after 200 problems; correct these first"
    )


def test_a_refusal_counts_errors_and_lists_warnings_last() -> None:
    cells = Cells(read_table("a.csv", b"name,zzz\nx,y\n", COLUMNS))
    cells.refuse(cells.table.rows[0], "name", "is wrong")

    assert str(refused("a.csv", cells.problems)) == (
        "a.csv has 1 problem\n"
        "  a.csv: row 2, column name: is wrong\n"
        "  a.csv: row 1: the column 'zzz' is ignored"
    )


def days_of(*values: object) -> Cells:
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    for value in ("day", *values):
        book.active.append([value])
    buffer = io.BytesIO()
    book.save(buffer)
    return Cells(read_table("a.xlsx", buffer.getvalue(), COLUMNS))


@pytest.mark.parametrize(
    ("values", "spans", "found"),
    [
        pytest.param(
            [date(2026, 5, 4), date(2026, 5, 6)], ["2026-05-04", "2026-05-06"], [], id="dates are not doubted"
        ),
        pytest.param(
            ["13/05/2026", "05/06/2026"],
            ["2026-05-13", "2026-06-05"],
            [DAY_FIRST],
            id="text is read by the evidence of its column",
        ),
        pytest.param(
            ["13/05/2026", date(2026, 5, 6)],
            ["2026-05-13", "None"],
            [
                DAY_FIRST,
                (
                    "a.xlsx: sheet 'Sheet', row 3, column day: the day and the month of 2026-05-06 may be"
                    " swapped: other dates of the column are text;"
                    " check it, and make all of them dates or none"
                ),
            ],
            id="a date among texts may be swapped",
        ),
        pytest.param(
            ["13/05/2026", date(2026, 5, 6), date(2026, 5, 14)],
            ["2026-05-13", "2026-05-06", "2026-05-14"],
            [DAY_FIRST],
            id="a date that could not be swapped speaks for the others",
        ),
    ],
)
def test_dates_of_a_workbook_are_read(values: list[object], spans: list[str], found: list[str]) -> None:
    cells = days_of(*values)

    assert [str(cells.date(row, "day")) for row in cells.table.rows] == spans
    assert problems(cells) == found
