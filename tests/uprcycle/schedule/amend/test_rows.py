"""A file of changes is read row by row, and refused with all its problems."""

from datetime import date

import pytest

from tests.uprcycle.schedule.amend.drafts import DRAFT, lines
from uprcycle.errors import BadInputError
from uprcycle.schedule.amend.columns import COLUMNS
from uprcycle.schedule.amend.rows import Step, read_steps
from uprcycle.schedule.amend.values import Known
from uprcycle.sheets.table import read_table
from uprcycle.store.packaged import load_countries

KNOWN = Known(load_countries(), ("national-report", "stakeholder-submission-deadline"), date(2026, 1, 28))


def read(text: str) -> tuple[Step, ...]:
    return read_steps(read_table("changes.csv", text.encode(), COLUMNS), KNOWN)


def test_each_row_is_a_change_with_its_place() -> None:
    steps = read("change,session,date,country\nprolong,52,2026-05-20,\n\nLeave empty,,,Nepal\n")

    assert [(each.place, each.name) for each in steps] == [
        ("changes.csv: row 2", "prolong"),
        ("changes.csv: row 4", "leave-empty"),
    ]


def test_source_status_and_note_come_from_the_row() -> None:
    (step,) = read(
        "change;country;date;status;source;confidence;note\n"
        "redate;IRN;2026-05-07;confirmed;a page;medium;Read.\n"
    )

    (dates,) = (each.dates for each in step.make(DRAFT).schedule.slots if each.country == "IRN")
    assert (str(dates.span), dates.status, str(dates.citation), dates.note) == (
        "2026-05-07",
        "confirmed",
        "a page (medium)",
        "Read.",
    )


@pytest.mark.parametrize(
    ("announced", "expected"),
    [
        ("2026-02-03", []),
        ("", ["session 52, NPL, national-report: dates 2026-02-02 (confirmed) → 2026-02-02 (withdrawn)"]),
    ],
)
def test_what_is_past_is_told_by_the_day_of_the_announcement(announced: str, expected: list[str]) -> None:
    (step,) = read(f"change,country,to,announced\nmove,NPL,53,{announced}\n")

    assert lines(step.make(DRAFT))[2:] == expected


def test_a_change_without_a_source_names_the_file() -> None:
    (step,) = read("change,country,date\nredate,IRN,2026-05-07\n")

    assert {
        str(each.dates.citation) for each in step.make(DRAFT).schedule.slots if each.country == "IRN"
    } == {"changes.csv"}


def test_all_problems_of_all_rows_are_named() -> None:
    with pytest.raises(BadInputError) as refused:
        read(
            "change,session,country,date,announced,by\n"
            "postpne,52,,,,\n"
            "postpone,,KEN,,,26 weeks\n"
            "prolong,52,,2026-05,,\n"
            "suspend,52,,,2026-02,\n"
            ",52,,,,\n"
        )

    assert [str(each) for each in refused.value.problems] == [
        "changes.csv: row 2, column change: 'postpne' is not a change; did you mean 'postpone'?",
        "changes.csv: row 3, column session: is empty, and 'postpone' needs it; fill it in",
        (
            "changes.csv: row 3, column country: means nothing for 'postpone'; "
            "empty it, or choose another change"
        ),
        "changes.csv: row 4, column date: '2026-05' is not one day; write it as 2026-05-04",
        "changes.csv: row 5, column milestone: is empty, and 'suspend' needs it; fill it in",
        "changes.csv: row 5, column announced: '2026-02' is not one day; write it as 2026-05-04",
        "changes.csv: row 6, column change: the cell is empty; fill it in",
    ]


def test_a_file_without_the_column_change_is_refused() -> None:
    with pytest.raises(BadInputError, match="the column 'change' is missing"):
        read("session,country\n52,KEN\n")
