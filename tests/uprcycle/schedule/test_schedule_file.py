"""A schedule is written as a file of any kind, and reads back from it."""

import io

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from tests.uprcycle.examples import published, schedule, slot
from tests.uprcycle.schedule.invented import schedules
from uprcycle.citation import Citation
from uprcycle.days.span import Status
from uprcycle.errors import BadInputError
from uprcycle.schedule.export import export_schedule
from uprcycle.schedule.reader import read_schedule
from uprcycle.schedule.schedule_file import write_schedule
from uprcycle.schedule.session import Published, Schedule
from uprcycle.store.packaged import load_countries, load_schedule

COUNTRIES = load_countries()


def read_back(written: Schedule, ending: str) -> Schedule:
    content = write_schedule(written, COUNTRIES, ending)
    return read_schedule(f"schedule{ending}", content, COUNTRIES).schedule


def read_back_alike(written: Schedule) -> tuple[str, str]:
    """Return what is read from a workbook and from CSV, each file under the same name as a source."""
    texts = [export_schedule(read_back(written, ending), COUNTRIES, ".json") for ending in (".xlsx", ".csv")]
    return texts[0].replace("schedule.xlsx", "schedule.csv"), texts[1]


@pytest.mark.parametrize("inferred", [False, True])
def test_the_packaged_schedule_reads_back_from_a_workbook_as_from_csv(*, inferred: bool) -> None:
    from_workbook, from_csv = read_back_alike(load_schedule(inferred=inferred))

    assert from_workbook == from_csv


@given(schedules())
@settings(max_examples=50)
def test_any_schedule_reads_back_from_a_workbook_as_from_csv(invented: Schedule) -> None:
    from_workbook, from_csv = read_back_alike(invented)

    assert from_workbook == from_csv


@pytest.mark.parametrize("ending", [".toml", ".json", ".csv"])
def test_files_of_text_are_written_in_utf_8(ending: str) -> None:
    packaged = load_schedule()

    assert write_schedule(packaged, COUNTRIES, ending).decode() == export_schedule(
        packaged, COUNTRIES, ending
    )


def test_no_cell_of_a_workbook_is_run() -> None:
    dates = Published(published("2027-11-03").span, Status.TENTATIVE, Citation("=1+1"), note="@SUM(A1)")
    content = write_schedule(schedule(slots=(slot(dates=dates),)), COUNTRIES, ".XLSX")
    cells = [cell for row in load_workbook(io.BytesIO(content))["schedule"].iter_rows() for cell in row]

    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert {"=1+1", "@SUM(A1)"} < {cell.value for cell in cells}


def test_an_unknown_ending_is_refused() -> None:
    with pytest.raises(BadInputError, match=r"use one of \.toml, \.json, \.csv, \.xlsx"):
        write_schedule(schedule(), COUNTRIES, ".ods")
