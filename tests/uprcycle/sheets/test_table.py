"""Delimited text becomes rows of named cells."""

from collections.abc import Mapping
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uprcycle.errors import BadInputError, Severity
from uprcycle.sheets.table import MAX_ROWS, Column, Table, read_table
from uprcycle.sheets.workbook_file import Page, write_workbook

COLUMNS = (Column("country", ("pays", "país")), Column("cycle", ("ciclo",)), Column("note"))


def read(text: str) -> Table:
    return read_table("a.csv", text.encode(), COLUMNS)


def cells(text: str) -> list[Mapping[str, str]]:
    return [row.cells for row in read(text).rows]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("country,cycle\nKenya,4\n", id="commas"),
        pytest.param("country;cycle\nKenya;4\n", id="semicolons"),
        pytest.param("country\tcycle\nKenya\t4\n", id="tabs"),
        pytest.param("country,cycle\r\nKenya,4\r\n", id="CR LF"),
        pytest.param("country,cycle\rKenya,4", id="CR alone"),
        pytest.param("cycle,country\n4,Kenya", id="other order"),
        pytest.param("PAYS , Ciclo\nKenya,4", id="other names"),
        pytest.param('"country","cycle"\n"Kenya","4"', id="quoted"),
        pytest.param("sep=;\r\ncountry;cycle\r\nKenya;4", id="with the hint of a spreadsheet"),
        pytest.param("\n\ncountry,cycle\n,\nKenya,4\n\n", id="blank rows"),
        pytest.param("country,cycle,\nKenya,4,\n", id="an empty last column"),
        pytest.param("Fourth cycle of the review,\n\ncountry;cycle\nKenya;4\n", id="under a title"),
        pytest.param("country,cycle\n# Kenya,4\n,# note\nKenya,4\n", id="beside notes for people"),
        pytest.param("Review,,\ncountry,cycle\nKenya,4\n", id="under a row of its own heading"),
    ],
)
def test_one_row_is_read_in_any_dress(text: str) -> None:
    assert cells(text) == [{"country": "Kenya", "cycle": "4"}]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them() -> None:
    rows = read('country,note\nKenya,"two\nlines"\n\nNepal,').rows

    assert [(row.number, row["country"], row["note"]) for row in rows] == [
        (2, "Kenya", "two\nlines"),
        (4, "Nepal", ""),
    ]


def test_a_missing_cell_is_empty() -> None:
    (row,) = read("country,cycle,note\nKenya,4\n").rows

    assert (row["note"], row["unheard of"]) == ("", "")


def test_a_place_is_named_in_the_words_of_the_file() -> None:
    table = read("Pays,cycle\nKenya,4\n")

    assert table.where(table.rows[0], "country") == "a.csv: row 2, column Pays"
    assert table.where(table.rows[0], "note") == "a.csv: row 2, column note"


def test_extra_columns_are_named_as_ignored() -> None:
    problems = read("country,cycel,zzz\nKenya,4,5\n").problems

    assert [(str(each), each.severity) for each in problems] == [
        ("a.csv: row 1: the column 'cycel' is ignored; did you mean 'cycle'?", Severity.WARNING),
        ("a.csv: row 1: the column 'zzz' is ignored", Severity.WARNING),
    ]


def test_two_names_of_one_column_are_an_error() -> None:
    problems = read("country,pays\nKenya,Kenya\n").problems

    assert [str(each) for each in problems] == [
        "a.csv: row 1: the columns 'country' and 'pays' mean the same; keep one of them"
    ]


def test_a_row_with_more_cells_than_columns_is_an_error() -> None:
    problems = read("country,cycle\nKenya,4,\nKorea, Republic of,4\n").problems

    assert [str(each) for each in problems] == [
        "a.csv: row 3: has 3 cells under 2 columns; quote the cells that hold commas"
    ]


def workbook(*pages: Page) -> Table:
    return read_table("a.xlsx", write_workbook(pages), COLUMNS)


def test_the_first_sheet_with_a_heading_is_read_and_the_others_are_named() -> None:
    table = workbook(
        Page("notes", [["Read this first"]]),
        Page("plan", [["Fourth cycle"], [], ["Pays", "cycle"], ["Kenya", "4"]]),
        Page("old", [["country"], ["Nepal"]]),
    )

    assert [(row.number, row.cells) for row in table.rows] == [(4, {"country": "Kenya", "cycle": "4"})]
    assert [str(each) for each in table.problems] == [
        "a.xlsx: sheet 'old': has a heading too and was not read; put everything into one sheet"
    ]


def test_a_place_in_a_workbook_names_its_sheet() -> None:
    table = workbook(Page("plan", [["Pays", "zzz"], ["Kenya"], ["Nepal", "", "4"]]))

    assert table.where(table.rows[0], "country") == "a.xlsx: sheet 'plan', row 2, column Pays"
    assert table.where_column("country") == "a.xlsx: sheet 'plan', column Pays"
    assert [str(each) for each in (*table.problems, *table.missing(["cycle"]))] == [
        "a.xlsx: sheet 'plan', row 1: the column 'zzz' is ignored",
        "a.xlsx: sheet 'plan', row 3: has 3 cells under 2 columns; name their columns",
        "a.xlsx: sheet 'plan': the column 'cycle' is missing; add it to the heading",
    ]


def test_missing_columns_are_named() -> None:
    assert [str(each) for each in read("country\nKenya\n").missing(("cycle", "country"))] == [
        "a.csv: the column 'cycle' is missing; add it to the heading"
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            "Kenya,4\nNepal,4\n",
            "a.csv: has no heading with any of country, cycle, note; name the columns in row 1",
            id="no heading",
        ),
        pytest.param(
            'country\n"Kenya\n',
            "a.csv: row 2: cannot be read: unexpected end of data; check the quotation marks",
            id="an open quotation",
        ),
        pytest.param(
            "country\n" + "Kenya\n" * (MAX_ROWS + 1),
            "a.csv: has more than 20,000 rows; remove what is not needed",
            id="too many rows",
        ),
        pytest.param(
            "note\n" + ("x" * 100_000 + "\n") * 41,
            "a.csv: holds more than 4,000,000 characters; remove what is not needed",
            id="too much text",
        ),
        pytest.param(
            "country" + "," * 200,
            "a.csv: row 1: has more than 200 cells; remove empty columns",
            id="too wide",
        ),
    ],
)
def test_what_is_no_table_is_refused_at_once(text: str, problem: str) -> None:
    with pytest.raises(BadInputError) as refusal:
        read(text)

    assert [str(each) for each in refusal.value.problems] == [problem]


@given(st.text(alphabet='country,;\t"\r\n=é\u202e'))
def test_any_text_is_a_table_or_refused(text: str) -> None:
    with suppress(BadInputError):
        assert set(read(text).headings) <= {"country", "cycle", "note"}
