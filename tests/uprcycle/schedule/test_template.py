"""An empty schedule is filled in and read; what explains it is passed by."""

import csv
import io

import pytest
from openpyxl import load_workbook

from uprcycle.errors import BadInputError
from uprcycle.schedule.columns import COLUMNS
from uprcycle.schedule.reader import read_schedule
from uprcycle.schedule.session import Schedule
from uprcycle.schedule.template import RowKind, build_template
from uprcycle.sheets.workbook import read_workbook
from uprcycle.sheets.workbook_file import Page, write_workbook
from uprcycle.store.packaged import load_countries

COUNTRIES = load_countries()
KINDS = pytest.mark.parametrize("kind", list(RowKind))
ENDINGS = pytest.mark.parametrize("ending", [".csv", ".xlsx"])


def heading_and_example(kind: RowKind) -> tuple[list[str], list[str]]:
    text = build_template(".csv", kind).decode("utf-8-sig")
    heading, example, *_ = csv.reader(io.StringIO(text, newline=""))
    return heading, [example[0].removeprefix("# "), *example[1:]]


@KINDS
@ENDINGS
def test_an_empty_template_is_an_empty_schedule(ending: str, kind: RowKind) -> None:
    found = read_schedule(f"a{ending}", build_template(ending, kind), COUNTRIES)

    assert (found.schedule, found.problems) == (Schedule(), ())


@KINDS
def test_the_example_is_right(kind: RowKind) -> None:
    heading, example = heading_and_example(kind)
    content = write_workbook([Page("schedule", [heading, example])])
    found = read_schedule("a.xlsx", content, COUNTRIES)

    assert found.problems == ()
    assert [each.number for each in found.schedule.sessions] == [55]
    assert found.schedule.slots[0].country == "KEN"
    assert len(found.schedule.dates) == 3


@KINDS
def test_every_column_is_explained(kind: RowKind) -> None:
    heading, _ = heading_and_example(kind)
    _, notes = read_workbook("a.xlsx", build_template(".xlsx", kind))
    explained = [record[0].removeprefix("# ").removesuffix(" *") for _, record in notes.records[1:-3]]

    assert explained == heading
    assert all(len(record[1]) > 10 for _, record in notes.records[1:-3])


def test_both_templates_have_every_column_there_is() -> None:
    found = {column for kind in RowKind for column in heading_and_example(kind)[0]}

    assert found == {each.name for each in COLUMNS} - {"weekday"}  # only compared, so not asked for


def test_cells_to_fill_in_stay_text() -> None:
    sheet = load_workbook(io.BytesIO(build_template(".xlsx", RowKind.REVIEW)))["schedule"]

    assert {sheet[place].number_format for place in ("A1", "A2", "H2")} == {"@"}
    assert sheet.column_dimensions["H"].number_format == "@"


def test_another_ending_is_refused() -> None:
    with pytest.raises(BadInputError, match=r"use one of \.csv, \.xlsx"):
        build_template(".toml", RowKind.REVIEW)
