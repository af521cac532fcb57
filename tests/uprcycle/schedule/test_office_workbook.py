"""A calendar as an office keeps it in a workbook says what the same calendar says in CSV."""

import io
from collections.abc import Sequence
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from openpyxl.worksheet.worksheet import Worksheet

from uprcycle.errors import BadInputError
from uprcycle.schedule.export import export_schedule
from uprcycle.schedule.reader import read_schedule
from uprcycle.store.packaged import load_countries

COUNTRIES = load_countries()
DAY = date(2026, 4, 9)
BY_STATE = """\
Cycle,Session,State under review,Review,Deadline for submissions,Deadline for national reports,Source
4,53,Suriname,2026-11-02,2026-04-09,2026-07-13,a.xlsx
4,53,Greece,2026-11-03,2026-04-09,2026-07-13,a.xlsx
"""
BY_SESSION = """\
Cycle,Session,Session dates,States under review,Source
4,53,2026-11-02/2026-11-13,"Suriname, Greece",a.xlsx
"""


def saved(
    rows: Sequence[Sequence[object]], merged: Sequence[str], epoch: datetime = CALENDAR_WINDOWS_1900
) -> bytes:
    book = Workbook()
    book.epoch = epoch
    assert isinstance(book.active, Worksheet)
    book.active.title = "Calendar"
    for row in rows:
        book.active.append(list(row))
    for cells in merged:
        book.active.merge_cells(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def by_state(review: object, epoch: datetime = CALENDAR_WINDOWS_1900) -> bytes:
    """Return a title, a heading over two rows, and reviews whose session is written once."""
    rows: list[list[object]] = [
        ["Universal Periodic Review, fourth cycle"],
        [],
        ["Cycle", "Session", "State under review", "Review", "Deadline for", None],
        [None, None, None, None, "submissions", "national reports"],
        [4, 53, "Suriname", date(2026, 11, 2), DAY, "13/07/2026"],
        [None, None, "Greece", review, DAY, "13/07/2026"],
    ]
    return saved(rows, ["A1:F1", "A3:A4", "E3:F3", "A5:A6", "B5:B6"], epoch)


def by_session() -> bytes:
    rows: list[list[object]] = [
        ["Cycle", "Session", "Session dates", "States under review"],
        [4, 53, "2 – 13 November 2026", "1. Suriname\n2. Greece"],
    ]
    return saved(rows, [])


@pytest.mark.parametrize(
    ("workbook", "text"),
    [
        pytest.param(by_state(date(2026, 11, 3)), BY_STATE, id="one review a row"),
        pytest.param(by_state(date(2026, 11, 3), CALENDAR_MAC_1904), BY_STATE, id="counted from 1904"),
        pytest.param(by_session(), BY_SESSION, id="one session a row"),
    ],
)
def test_a_workbook_says_what_csv_says(workbook: bytes, text: str) -> None:
    found, expected = (
        export_schedule(read_schedule(name, content, COUNTRIES).schedule, COUNTRIES, ".toml")
        for name, content in (("a.xlsx", workbook), ("a.csv", text.encode()))
    )

    assert found == expected


def test_a_formula_is_refused_in_its_place() -> None:
    with pytest.raises(BadInputError) as refusal:
        read_schedule("a.xlsx", by_state("=D5+1"), COUNTRIES)

    assert [str(each) for each in refusal.value.problems] == [
        "a.xlsx: sheet 'Calendar', row 6, column Review: '=D5+1' is a formula; paste its value instead",
        (
            "a.xlsx: sheet 'Calendar', column Deadline for national reports: its dates were read with the"
            " day first; write the year first to be sure"
        ),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", ""), ("utf-16-be", "\ufeff"), ("latin-1", "")],
)
def test_a_text_file_says_the_same_however_a_program_saved_it(
    separator: str, encoding: str, mark: str
) -> None:
    rows = [
        ["Cycle", "Session", "État examiné", "Date d'examen", "Délai du rapport national"],
        ["4", "53", "\u00a0Suriname\u00a0", "lundi\u00a02\u00a0novembre\u00a02026", "13/07/2026"],
        ["4", "53", "Côte\u00a0d'Ivoire", "mardi 3 novembre 2026", "07/12/2026"],
    ]
    text = mark + "".join(f"{separator.join(row)}\r\n" for row in rows)
    schedule = read_schedule("a.csv", text.encode(encoding), COUNTRIES).schedule

    assert [(each.country, str(each.dates.span)) for each in schedule.slots] == [
        ("CIV", "2026-11-03"),
        ("SUR", "2026-11-02"),
    ]
    assert [(each.country, str(each.dates.span)) for each in schedule.dates] == [
        ("CIV", "2026-12-07"),
        ("SUR", "2026-07-13"),
    ]
