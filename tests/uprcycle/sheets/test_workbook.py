"""Workbooks that other programs write are read; what is no plain workbook is refused."""

import io
from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from tests.uprcycle.sheets.bombs import packed
from uprcycle.errors import BadInputError
from uprcycle.sheets.workbook import Sheet, read_workbook, sheet_place

BOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"


def saved(fill: Callable[[Workbook, Worksheet], None]) -> bytes:
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    fill(book, book.active)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def rows(fill: Callable[[Workbook, Worksheet], None]) -> list[list[str]]:
    (sheet,) = read_workbook("a.xlsx", saved(fill))
    return [record for _, record in sheet.records]


def problems(content: bytes) -> list[str]:
    with pytest.raises(BadInputError) as refusal:
        read_workbook("a.xlsx", content)
    return [str(each) for each in refusal.value.problems]


@pytest.mark.parametrize("from_1904", [False, True])
def test_days_and_hours_are_read(*, from_1904: bool) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        if from_1904:
            book.epoch = CALENDAR_MAC_1904
        sheet.append([date(2026, 5, 4), datetime(2026, 5, 4, 15), time(14, 30), "04/05/2026"])  # noqa: DTZ001
        sheet.append([date(2026, 11, 1)])
        sheet["A2"].number_format = "mmm yyyy"

    assert rows(fill) == [["2026-05-04", "2026-05-04 15:00", "14:30", "04/05/2026"], ["2026-11"]]


def test_numbers_texts_and_links_are_read_and_formulas_keep_their_sign() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.append([4, 52.0, "52", "Côte d’Ivoire", "two\nlines", True, "=1+1"])
        sheet["D1"].hyperlink = "https://example.org/"
        sheet["H1"].value, sheet["H1"].data_type = "=1+1", "s"

    assert rows(fill) == [["4", "52", "52", "Côte d’Ivoire", "two\nlines", "TRUE", "=1+1", "'=1+1"]]


def test_a_merged_cell_fills_its_rows() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.append([52, "Kenya"])
        sheet.append([None, "Nepal"])
        sheet.merge_cells("A1:A2")

    assert rows(fill) == [["52", "Kenya"], ["52", "Nepal"]]


def test_empty_rows_at_the_end_count_for_nothing() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.append(["Kenya"])
        sheet["A5000"].number_format = "0.00"

    assert rows(fill) == [["Kenya"]]


def test_visible_sheets_are_read_in_their_order() -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.title = "first"
        sheet.append([1])
        hidden = book.create_sheet("second")
        hidden.sheet_state = "hidden"
        last = book.create_sheet("third")
        last.append([3])
        last.row_dimensions[1].hidden = True

    first, third = read_workbook("a.xlsx", saved(fill))

    assert first == Sheet("first", ((1, ["1"]),))
    assert (third.name, third.records) == ("third", ((1, ["3"]),))
    assert [str(each) for each in third.problems] == [
        "a.xlsx: sheet 'third', row 1: 1 hidden row was read; look at them"
    ]


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        pytest.param(
            {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"},
            "a.xlsx: holds macros; save it as .xlsx, without macros",
            id="macros",
        ),
        pytest.param(
            {"_rels/.rels": b"<Relationships/>"},
            "a.xlsx: is damaged; open it in a spreadsheet and save it again as .xlsx",
            id="another document",
        ),
        pytest.param(
            {LINKS: b"<Relationships/>"},
            "a.xlsx: is empty; save only the sheet that counts",
            id="no sheet",
        ),
        pytest.param(
            {LINKS: b'<Links><Relationship Id="rId1" Type="/worksheet" Target="../../etc/x"/></Links>'},
            "a.xlsx: lacks its part 'etc/x'; open it in a spreadsheet and save it again as .xlsx",
            id="a sheet that is elsewhere",
        ),
        pytest.param(
            {
                BOOK: b'<workbook xmlns:r="u"><sheets>'
                + b"".join(b'<sheet name="a%d" r:id="rId1"/>' % number for number in range(51))
                + b"</sheets></workbook>"
            },
            "a.xlsx: shows more than 50 sheets; save only the sheet that counts",
            id="many sheets",
        ),
    ],
)
def test_what_is_no_plain_workbook_is_refused(parts: dict[str, bytes], problem: str) -> None:
    assert problems(packed(parts)) == [problem]


def test_a_sheet_is_named_in_quotation_marks() -> None:
    assert sheet_place("a.xlsx", "it's") == 'a.xlsx: sheet "it\'s"'
