"""What is exported is read back: all of it from TOML and JSON, what its columns hold from CSV."""

import csv
import io
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given

from tests.uprcycle.examples import published, schedule, slot
from tests.uprcycle.schedule.invented import schedules
from uprcycle.citation import Citation
from uprcycle.days.span import Status
from uprcycle.errors import BadInputError
from uprcycle.schedule.columns import DATED_COLUMNS
from uprcycle.schedule.export import CSV_COLUMNS, export_schedule
from uprcycle.schedule.reader import read_schedule
from uprcycle.schedule.session import Published, Schedule, Slot
from uprcycle.store.packaged import load_countries, load_schedule

COUNTRIES = load_countries()
NAME = "schedule.csv"


def read_back(exported: Schedule, ending: str) -> Schedule:
    content = export_schedule(exported, COUNTRIES, ending).encode()
    return read_schedule(f"schedule{ending}", content, COUNTRIES).schedule


def rows(exported: Schedule) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export_schedule(exported, COUNTRIES, ".csv"), newline="")))


def held_by_csv(whole: Schedule) -> Mapping[str, Any]:
    """Return what a table of reviews can hold of a schedule."""
    numbers = {each.session for each in whole.slots}
    return {
        "sessions": [
            (each.number, each.cycle, each.dates.span, each.dates.status, each.council)
            for each in whole.sessions
            if each.number in numbers
        ],
        "slots": [
            (each.cycle, each.session, each.country, each.order, each.hours, *row_of(each.dates))
            for each in whole.slots
        ],
        "dates": [
            (each.session, each.country, column.milestone, date_of(whole, each, column.milestone))
            for each in whole.slots
            if each.dates.status is not Status.WITHDRAWN  # whose dates are moot
            for column in DATED_COLUMNS
        ],
    }


def row_of(dates: Published) -> tuple[Any, ...]:
    texts = (dates.citation.document, dates.citation.confidence, dates.note)
    source, confidence, note = (" ".join(each.split()) for each in texts)
    return dates.span, dates.status, source or NAME, confidence, note


def date_of(whole: Schedule, of: Slot, milestone: str) -> Any:  # noqa: ANN401 -- only compared
    named = {
        each.country: (each.dates.span, each.dates.status)
        for each in whole.dates
        if (each.session, each.milestone) == (of.session, milestone)
        and each.dates.status is not Status.WITHDRAWN
    }
    return named.get(of.country) or named.get("")


@pytest.mark.parametrize("ending", [".toml", ".json"])
@pytest.mark.parametrize("inferred", [False, True])
def test_the_packaged_schedule_reads_back_whole(ending: str, *, inferred: bool) -> None:
    packaged = load_schedule(inferred=inferred)

    assert read_back(packaged, ending) == packaged


def test_the_packaged_schedule_reads_back_from_csv() -> None:
    packaged = load_schedule()

    assert held_by_csv(read_back(packaged, ".csv")) == held_by_csv(packaged)


@pytest.mark.parametrize("ending", [".toml", ".json"])
@given(schedules())
def test_any_schedule_reads_back_whole(ending: str, invented: Schedule) -> None:
    assert read_back(invented, ending) == invented


@given(schedules())
def test_any_schedule_reads_back_from_csv(invented: Schedule) -> None:
    assert held_by_csv(read_back(invented, ".csv")) == held_by_csv(invented)


def test_a_row_of_csv_is_for_people() -> None:
    (row,) = rows(schedule(slots=(slot("KEN", "2027-11-03T09:00/2027-11-03T12:30"),)))

    assert {key: cell for key, cell in row.items() if cell} == {
        "cycle": "5",
        "session": "55",
        "session_start": "2027-11-01",
        "session_end": "2027-11-12",
        "session_status": "confirmed",
        "country": "Kenya",
        "order": "1",
        "review_date": "2027-11-03",
        "slot_start": "09:00",
        "slot_end": "12:30",
        "status": "confirmed",
        "precision": "instant",
        "hrc_session": "66",
        "source": "the printed list",
        "confidence": "confirmed",
    }


def test_no_cell_of_csv_is_run() -> None:
    dates = Published(
        published("2027-11-03").span, Status.TENTATIVE, Citation("=1+1", "", "@SUM(A1)"), note="-1|x"
    )
    (row,) = rows(schedule(slots=(slot(dates=dates),)))

    assert (row["source"], row["confidence"], row["note"]) == ("'=1+1", "'@SUM(A1)", "'-1|x")


def test_lines_of_csv_end_as_the_standard_says() -> None:
    assert export_schedule(Schedule(), COUNTRIES, ".csv") == ",".join(CSV_COLUMNS) + "\r\n"


def test_another_ending_is_refused() -> None:
    with pytest.raises(BadInputError) as refusal:
        export_schedule(Schedule(), COUNTRIES, ".xlsx")

    assert [str(each) for each in refusal.value.problems] == [
        "'.xlsx': has an ending that is not known; use one of .toml, .json, .csv, .xlsx"
    ]
