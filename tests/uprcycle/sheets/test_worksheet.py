"""One sheet is read as the person who looks at it reads it."""

import pytest

from uprcycle.errors import BadInputError
from uprcycle.ooxml.markup import Budget
from uprcycle.sheets.number_formats import Face
from uprcycle.sheets.workbook import WORKBOOK
from uprcycle.sheets.worksheet import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TEXT,
    Grid,
    Known,
    column_index,
    plain_text,
    read_worksheet,
)

KNOWN = Known(texts=("Kenya", "'=1"), faces=(Face.PLAIN, Face.DAY))
PLACE = "a.xlsx: sheet 'a'"


def read(rows: str, after: str = "") -> Grid:
    markup = f"<worksheet><sheetData>{rows}</sheetData>{after}</worksheet>".encode()
    return read_worksheet([markup], KNOWN, Budget("a.xlsx", WORKBOOK), PLACE)


def cell(markup: str) -> str:
    ((_, (text,)),) = read(f"<row>{markup}</row>").records()
    return text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("<c><v>52</v></c>", "52", id="number"),
        pytest.param('<c s="1"><v>46146</v></c>', "2026-05-04", id="day"),
        pytest.param('<c s="7"><v>46146</v></c>', "46146", id="a style nobody described"),
        pytest.param('<c t="s"><v>0</v></c>', "Kenya", id="shared text"),
        pytest.param('<c t="str"><v>Kenya</v></c>', "Kenya", id="own text"),
        pytest.param('<c t="inlineStr"><is><t>Kenya</t></is></c>', "Kenya", id="text within"),
        pytest.param(
            '<c t="inlineStr"><is><r><t>Ken</t></r><r><t>ya</t></r><rPh><t>x</t></rPh></is></c>',
            "Kenya",
            id="in two colours, with its pronunciation",
        ),
        pytest.param('<c t="b"><v>1</v></c>', "TRUE", id="truth"),
        pytest.param('<c t="e"><v>#N/A</v></c>', "#N/A", id="error"),
        pytest.param('<c t="d"><v>2026-05-04T00:00:00</v></c>', "2026-05-04", id="ISO day"),
        pytest.param("<c><f>SUM(A1:A2)</f><v>4</v></c>", "=SUM(A1:A2)", id="formula"),
        pytest.param('<c><f t="shared" si="0"/><v>4</v></c>', "=", id="shared formula"),
        pytest.param('<c t="str"><v>=1+1</v></c>', "'=1+1", id="a text that looks like a formula"),
        pytest.param('<c t="str"><v>a_x000D_b</v></c>', "a\rb", id="escaped"),
        pytest.param('<c t="str"><v>' + "a" * 9_000 + "</v></c>", "a" * MAX_TEXT, id="long"),
    ],
)
def test_a_cell_is_read_as_it_is_seen(markup: str, text: str) -> None:
    assert cell(markup) == text


def test_rows_keep_their_numbers_and_cells_their_columns() -> None:
    grid = read(
        '<row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c></row><row r="5"/>'
        '<row r="7"><c r="A7" t="str"><v> </v></c></row><row><c><v>3</v></c></row>'
    )

    assert grid.records() == [(2, ["", "1", "2"]), (8, ["3"])]


def test_a_cell_merged_downwards_counts_in_each_of_its_rows() -> None:
    rows = "".join(
        f'<row r="{number}"><c r="A{number}"><v>{number}</v></c>' + own + "</row>"
        for number, own in enumerate(('<c r="B1"><v>52</v></c>', "", '<c r="B3"><v>9</v></c>', ""), start=1)
    )
    grid = read(rows, '<mergeCells><mergeCell ref="B1:C4"/><mergeCell ref="odd"/></mergeCells>')

    assert grid.records() == [(1, ["1", "52"]), (2, ["2", "52"]), (3, ["3", "9"]), (4, ["4", "52"])]


def test_hidden_rows_are_known() -> None:
    grid = read('<row hidden="1"><c><v>1</v></c></row><row hidden="true"/><row><c><v>1</v></c></row>')

    assert grid.hidden == [1]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        pytest.param(
            '<row r="2"/><row r="2"/>',
            f"{PLACE}: has rows that are out of order; open it in a spreadsheet and save it again as .xlsx",
            id="a row twice",
        ),
        pytest.param(
            '<row r="1048577"/>',
            f"{PLACE}: has rows that are out of order; open it in a spreadsheet and save it again as .xlsx",
            id="a row too far",
        ),
        pytest.param(
            '<row r="1"><c r="A2"/></row>',
            f"{PLACE}: has a cell that is out of place; open it in a spreadsheet and save it again as .xlsx",
            id="a cell of another row",
        ),
        pytest.param(
            '<row><c t="s"><v>2</v></c></row>',
            f"{PLACE}: has a cell without its text; open it in a spreadsheet and save it again as .xlsx",
            id="no such text",
        ),
        pytest.param(
            '<row><c r="GS1"><v>1</v></c></row>',
            f"{PLACE}, row 1: has more than {MAX_COLUMNS} cells; remove empty columns",
            id="too wide",
        ),
        pytest.param(
            "<row><c><v>1</v></c></row>" * (MAX_ROWS + 2),
            f"{PLACE}: has more than 20,000 rows; remove what is not needed",
            id="too long",
        ),
    ],
)
def test_what_no_sheet_holds_is_refused(rows: str, problem: str) -> None:
    with pytest.raises(BadInputError) as refusal:
        read(rows)

    assert [str(each) for each in refusal.value.problems] == [problem]


@pytest.mark.parametrize("count", [90, 6_000])
def test_merged_cells_without_end_are_refused(count: int) -> None:
    rows = "<row><c><v>1</v></c></row>" * 1_000
    merged = '<mergeCell ref="A1:A1000"/>' * count

    with pytest.raises(BadInputError, match="more merged cells than can be read; take them apart"):
        read(rows, f"<mergeCells>{merged}</mergeCells>")


@pytest.mark.parametrize(("letters", "index"), [("A", 0), ("Z", 25), ("AB", 27), ("XFD", 16_383)])
def test_columns_are_counted(letters: str, index: int) -> None:
    assert column_index(letters) == index


def test_a_stored_text_is_made_plain() -> None:
    assert [plain_text(each) for each in ("a_x0041_b", "_x005F_x0041_", "-1")] == ["aAb", "_x0041_", "'-1"]
