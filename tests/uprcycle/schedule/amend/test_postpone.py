"""One session is put off, and every later one with it, in one change set."""

from dataclasses import replace

import pytest
from hypothesis import given

from tests.uprcycle.schedule.amend.drafts import DRAFT, HELD, draft, lines, notice, session
from tests.uprcycle.schedule.invented import schedules
from uprcycle.days.span import Status, read_span
from uprcycle.errors import BadInputError
from uprcycle.schedule.amend.amended import Amended
from uprcycle.schedule.amend.distance import Distance
from uprcycle.schedule.amend.postpone import hand_on_dates, postpone_sessions
from uprcycle.schedule.session import Schedule

HALF_A_YEAR = Distance(months=6)


def days(schedule: Schedule) -> list[str]:
    return [str(each.dates.span) for each in schedule.sessions]


def test_all_later_sessions_move_with_the_first() -> None:
    amended = postpone_sessions(DRAFT, 53, HALF_A_YEAR, notice())

    assert lines(amended) == [
        "session 53: dates 2026-11-02/2026-11-13 (tentative) → 2027-05-02/2027-05-13 (tentative)",
        "session 53: council 64 → –",
        "session 53, KOR: dates 2026-11-02 (tentative) → 2027-05-02 (tentative)",
        "session 53, stakeholder-submission-deadline: dates 2026-03-26 (confirmed) → 2026-09-23 (tentative)",
        "session 54: dates 2027-01/2027-02 (tentative) → 2027-07/2027-08 (tentative)",
        "session 54: council 65 → –",
        "session 54, MMR: dates 2027-01 (tentative) → 2027-07 (tentative)",
        "session 54, stakeholder-submission-deadline: dates 2026-07-17 (confirmed) → 2027-01-17 (tentative)",
    ]


def test_the_cascade_ends_where_it_is_told_to() -> None:
    amended = postpone_sessions(DRAFT, 52, Distance(days=7), notice(), last=53)

    assert days(amended.schedule) == ["2026-05-11/2026-05-22", "2026-11-09/2026-11-20", "2027-01/2027-02"]


def test_each_session_takes_the_days_of_the_next_and_its_council() -> None:
    amended = hand_on_dates(DRAFT, 52, read_span("2027-05-03/2027-05-14"), notice("2026-03-20"))

    assert days(amended.schedule) == ["2026-11-02/2026-11-13", "2027-01/2027-02", "2027-05-03/2027-05-14"]
    assert [each.council for each in amended.schedule.sessions] == [(64,), (65,), ()]
    assert [str(each.dates.span) for each in amended.schedule.slots if each.session == 52] == [
        "2026-11-02T09:00/2026-11-02T12:30",
        "2026-11-02",
        "2026-11-04",
    ]


@given(schedules())
def test_no_distance_is_nothing(schedule: Schedule) -> None:
    ahead = [each for each in schedule.sessions if str(each.dates.span) != "unknown"]
    ahead = [each for each in ahead if each.dates.status not in {HELD, Status.WITHDRAWN}]

    for each in ahead:
        assert postpone_sessions(schedule, each.number, Distance(), notice("2000-01-01")) == Amended(schedule)


@given(schedules())
def test_what_does_not_hang_on_the_sessions_moved_keeps_all_its_rows(schedule: Schedule) -> None:
    last = session(100, "2098-01-06/2098-01-17", cycle=9)
    before = replace(schedule, sessions=(*schedule.sessions, last))

    after = postpone_sessions(before, 100, Distance(days=7), notice("2000-01-01")).schedule

    assert days(after)[-1] == "2098-01-13/2098-01-24"
    assert replace(after, sessions=after.sessions[:-1]) == schedule


def test_a_session_without_a_date_keeps_none_while_the_others_move() -> None:
    before = draft(session(53, "2026-11"), session(54, "unknown"), session(55, "2027-05"))

    assert days(postpone_sessions(before, 53, HALF_A_YEAR, notice()).schedule) == [
        "2027-05",
        "unknown",
        "2027-11",
    ]


@pytest.mark.parametrize(
    ("first", "by", "last", "expected"),
    [
        (51, HALF_A_YEAR, None, ["session 51: is not in the schedule; did you mean 52? it has 52 to 54"]),
        (54, HALF_A_YEAR, 52, ["session 52: lies before session 54; swap the two"]),
        (
            53,
            Distance(days=182),
            None,
            [
                (
                    "session 54: is known to the month only (2027-01/2027-02), so days cannot be added; "
                    "put it off by months, or give it its days first"
                )
            ],
        ),
        (54, Distance(months=900), None, ["session 54: would end on 2102-02-28; choose a shorter distance"]),
    ],
)
def test_what_cannot_be_is_refused(first: int, by: Distance, last: int | None, expected: list[str]) -> None:
    with pytest.raises(BadInputError) as refused:
        postpone_sessions(DRAFT, first, by, notice(), last)

    assert [str(each) for each in refused.value.problems] == expected


def test_nothing_is_put_off_from_an_unknown_day() -> None:
    with pytest.raises(BadInputError, match="has no date that could be put off"):
        postpone_sessions(draft(session(54, "unknown")), 54, HALF_A_YEAR, notice())


def test_a_session_that_was_held_hands_nothing_on() -> None:
    with pytest.raises(BadInputError, match="was held"):
        hand_on_dates(draft(session(54, "2026-01", status=HELD)), 54, read_span("2026-05"), notice())
