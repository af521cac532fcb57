"""What a check finds is named by the row of the file that said it."""

import pytest

from tests.uprcycle.examples import dated, slot
from uprcycle.errors import Place
from uprcycle.schedule.checks import check_schedule
from uprcycle.schedule.origins import NO_ORIGINS
from uprcycle.schedule.reader import read_schedule
from uprcycle.sheets.workbook_file import Page, write_workbook
from uprcycle.store.packaged import load_countries

COUNTRIES = load_countries()
TWICE = (
    "Cycle,Session,Pays,Date d'examen\n"
    "5,55,Kenya,2027-11-15\n"
    "5,55,Népal,\n"
    "5,55,KEN,2027-11-03\n"
)  # fmt: skip


def found(name: str, content: bytes) -> list[tuple[str, Place]]:
    read = read_schedule(name, content, COUNTRIES)
    problems = check_schedule(read.schedule, COUNTRIES, None, read.origins)
    return [(str(each), each.place) for each in problems]


def test_a_state_that_stands_twice_is_named_with_both_of_its_rows() -> None:
    ((text, place), *_) = found("a.csv", TWICE.encode())

    assert text == (
        "a.csv: row 4, column Pays: session 55, KEN: KEN is in cycle 5 already, at a.csv: row 2"
        " (session 55, KEN); mark the earlier one withdrawn, or remove one of the two"
    )
    assert place == Place("a.csv", "", 4, "Pays")


def test_of_a_workbook_the_sheet_is_named_as_well() -> None:
    rows = [line.split(",") for line in TWICE.splitlines()]
    ((text, place), *_) = found("a.xlsx", write_workbook([Page("Plan", rows)]))

    assert text.startswith("a.xlsx: sheet 'Plan', row 4, column Pays: session 55, KEN: KEN is in cycle 5")
    assert place == Place("a.xlsx", "Plan", 4, "Pays")


@pytest.mark.parametrize(
    ("rows", "start"),
    [
        pytest.param(
            "5,55,Holy See,,2027-11-01,2027-11-12,,",
            "a.csv: row 2, column country: session 55, VAT: an observer State is not reviewed",
            id="observer",
        ),
        pytest.param(
            "5,55,Kenya,2027-11-15,2027-11-01,2027-11-12,,",
            "a.csv: row 2, column review_date: session 55, KEN: the review on 2027-11-15 lies outside",
            id="outside its session",
        ),
        pytest.param(
            "5,55,Kenya,2027-11-03,2027-11-01,2027-11-12,,2027-12-01",
            "a.csv: row 2, column national_report_deadline: session 55, national-report: falls on",
            id="late deadline",
        ),
        pytest.param(
            "5,55,Kenya,,2027-11-01,2027-11-12,,\n5,56,Nepal,,2027-11-10,2027-11-19,,",
            (
                "a.csv: row 3, column session_start: session 56: begins on 2027-11-10, before a.csv: row 2"
                " (session 55) ends on 2027-11-12"
            ),
            id="overlapping sessions",
        ),
        pytest.param(
            "5,55,Kenya,2027-11-03,2027-11-01,2027-11-12,09:00/12:30,\n"
            "5,55,Nepal,2027-11-03,2027-11-01,2027-11-12,09:00/12:30,",
            (
                "a.csv: row 3, column slot_start: session 55, NPL: has the same hours,"
                " 2027-11-03T09:00/2027-11-03T12:30, as a.csv: row 2 (session 55, KEN)"
            ),
            id="two in one slot",
        ),
    ],
)
def test_what_a_table_says_wrongly_is_named_by_row_and_column(rows: str, start: str) -> None:
    heading = "cycle,session,country,review_date,session_start,session_end,slot_start,slot_end,status"
    lines = [heading + ",national_report_deadline"]
    for row in rows.splitlines():
        *cells, hours, deadline = row.split(",")
        lines.append(",".join([*cells, *(hours.split("/") if hours else ("", "")), "confirmed", deadline]))

    texts = [text for text, _ in found("a.csv", "\n".join(lines).encode())]
    assert sum(text.startswith(start) for text in texts) == 1


def test_in_a_table_of_sessions_the_row_of_the_session_is_named() -> None:
    content = "cycle,session,dates,states\n5,55,1-12 November 2027,Kenya\n5,56,January 2028,Kenya\n"
    ((text, place), *_) = found("a.csv", content.encode())

    assert text.startswith("a.csv: row 3, column states: session 56, KEN, place 1: KEN is in cycle 5 already")
    assert place == Place("a.csv", "", 3, "states")


def test_in_a_document_the_entry_and_the_key_are_named() -> None:
    content = (
        '{"session": [{"number": 55, "cycle": 5, "dates": "2027-11-01/2027-11-12", "status": "tentative"}],'
        ' "review": [{"session": 55, "country": "KEN", "date": "2027-11-15", "status": "tentative"}],'
        ' "date": [{"session": 55, "milestone": "national-report", "span": "2027-12", "status": "held"}]}'
    )
    (outside, place), (late, _), *_ = found("a.json", content.encode())

    assert outside.startswith(
        "a.json: row 1 of review, date: session 55, KEN: the review on 2027-11-15 lies outside"
    )
    assert late.startswith(
        "a.json: row 1 of date, span: session 55, national-report: falls on 2027-12, after"
    )
    assert place == Place("a.json", "review", 1, "date")


def test_what_no_row_says_is_named_by_its_session_and_state() -> None:
    assert NO_ORIGINS.of_slot(slot()).text == "session 55, KEN, place 1"
    assert NO_ORIGINS.of_session(55).text == "session 55"
    assert NO_ORIGINS.of_date(dated("national-report", "2027-07", country="KEN")).text == (
        "session 55, KEN, national-report"
    )
