"""A table with one review a row becomes a schedule."""

import pytest

from uprcycle.errors import BadInputError
from uprcycle.schedule.reader import read_schedule
from uprcycle.schedule.session import Schedule
from uprcycle.store.packaged import load_countries

COUNTRIES = load_countries()


def read(text: str) -> Schedule:
    return read_schedule("a.csv", text.encode(), COUNTRIES).schedule


def problems(text: str) -> list[str]:
    with pytest.raises(BadInputError) as refusal:
        read(text)
    return [str(each) for each in refusal.value.problems]


def dates(schedule: Schedule) -> list[tuple[str, str, str]]:
    return [(each.milestone, each.country, str(each.dates.span)) for each in schedule.dates]


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [
        ("2026-05-04", "2026-05-15", "2026-05-04/2026-05-15"),
        ("2027-01", "2027-02", "2027-01/2027-02"),
        ("2026-11", "", "2026-11"),
        ("2026-11", "2026-11", "2026-11"),
        ("4-15 May 2026", "", "2026-05-04/2026-05-15"),
        ("", "", "unknown"),
    ],
)
def test_a_session_lasts_from_its_start_to_its_end(start: str, end: str, span: str) -> None:
    schedule = read(f"cycle,session,session_start,session_end,country\n4,52,{start},{end},Kenya\n")

    assert [str(each.dates.span) for each in schedule.sessions] == [span]


@pytest.mark.parametrize(
    ("start", "end", "problem"),
    [
        (
            "2026-05-15",
            "2026-05-04",
            "the session ends on 2026-05-04, before it starts on 2026-05-15; swap the two",
        ),
        (
            "2026-05-04",
            "2026-06",
            "the start and the end are not dates of one kind; write two days or two months",
        ),
        ("", "2026-05-04", "the start and the end are not dates of one kind; write two days or two months"),
        (
            "week of 2026-05-04",
            "week of 2026-05-11",
            "a session lasts from a day to a day; write two days or two months",
        ),
    ],
)
def test_a_session_that_cannot_be_is_refused(start: str, end: str, problem: str) -> None:
    assert problems(f"cycle,session,session_start,session_end,country\n4,52,{start},{end},Kenya\n") == [
        f"a.csv: row 2, column session_end: {problem}"
    ]


def test_a_fact_of_the_session_may_stand_in_one_row() -> None:
    schedule = read(
        "cycle,session,session_start,session_end,session_status,hrc_session,country\n"
        "4,35,2020-01-20,2020-01-31,held,HRC44; 45,Kuwait\n"
        "4,35,,,,,Spain\n"
    )

    assert [(each.number, each.cycle, each.dates.status, each.council) for each in schedule.sessions] == [
        (35, 4, "held", (44, 45))
    ]


def test_rows_that_disagree_on_their_session_are_named() -> None:
    text = "cycle,session,hrc_session,country\n4,52,63,Kenya\n4,52,63,Nepal\n5,52,64,Chad\n"

    assert problems(text) == [
        "a.csv: row 4, column cycle: '5' differs from row 2; make the rows agree",
        "a.csv: row 4, column hrc_session: '64' differs from row 2; make the rows agree",
    ]


def test_a_date_that_all_rows_share_is_of_the_session() -> None:
    text = "cycle,session,country,submission_deadline\n4,52,Kenya,2025-10-01\n4,52,Nepal,2025-10-01\n"

    assert dates(read(text)) == [("stakeholder-submission-deadline", "", "2025-10-01")]


def test_dates_that_differ_are_of_their_states() -> None:
    text = (
        "cycle,session,country,submission_deadline,adoption_date\n"
        "2,13,Bahrain,2011-11-21,\n2,13,Ecuador,2011-11-28,2012-09-19\n2,13,Tunisia,,\n"
    )

    assert dates(read(text)) == [
        ("hrc-adoption", "ECU", "2012-09-19"),
        ("stakeholder-submission-deadline", "BHR", "2011-11-21"),
        ("stakeholder-submission-deadline", "ECU", "2011-11-28"),
    ]


def test_a_withdrawn_row_does_not_keep_a_date_from_its_session() -> None:
    text = (
        "cycle,session,country,status,national_report_deadline\n"
        "4,50,Libya,held,2025-08-04\n4,50,United States,withdrawn,\n"
    )

    assert dates(read(text)) == [("national-report", "", "2025-08-04")]


def test_a_published_date_is_tentative_unless_its_status_says_more() -> None:
    text = (
        "cycle,session,country,status,submission_deadline,submission_deadline_status,adoption_date\n"
        "4,52,Kenya,held,2025-10-01,confirmed,2026-09\n"
    )

    assert [(each.milestone, each.dates.status) for each in read(text).dates] == [
        ("hrc-adoption", "tentative"),
        ("stakeholder-submission-deadline", "confirmed"),
    ]


def test_a_state_may_be_without_a_session() -> None:
    schedule = read("cycle,session,country\n4,,Ukraine\n")

    assert [(each.cycle, each.session, each.country, str(each.dates.span)) for each in schedule.slots] == [
        (4, None, "UKR", "unknown")
    ]
    assert schedule.sessions == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "cycle,session,country,submission_deadline\n4,,Ukraine,2026-05-04\n",
            (
                "row 2, column submission_deadline: a State without a session has no deadline;"
                " name the session or empty the cell"
            ),
        ),
        ("cycle,session,country\n4,52,\n", "row 2, column country: the cell is empty; fill it in"),
        ("cycle,session,country\n,52,Kenya\n", "row 2, column cycle: the cell is empty; fill it in"),
        (
            "cycle,session,country\n4,fifty,Kenya\n",
            "row 2, column session: 'fifty' is not a whole number from 1 to 999",
        ),
        (
            "cycle,session,country,hrc_session\n4,52,Kenya,next\n",
            "row 2, column hrc_session: 'next' names no session of the Council; write it as 64",
        ),
    ],
)
def test_a_wrong_cell_is_named(text: str, problem: str) -> None:
    assert problems(text) == [f"a.csv: {problem}"]


def test_two_rows_of_one_state_are_both_kept() -> None:
    schedule = read(
        "cycle,session,country,status,review_date\n"
        "4,50,USA,withdrawn,2025-11-07\n4,53,États-Unis d'Amérique,provisoire,2026-11\n"
    )

    assert [(each.session, each.country, each.dates.status) for each in schedule.slots] == [
        (50, "USA", "withdrawn"),
        (53, "USA", "tentative"),
    ]
