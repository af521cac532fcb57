"""A session that gets other days takes along what hangs on it, and no more."""

import pytest

from tests.uprcycle.schedule.amend.drafts import (
    ADOPTION,
    DRAFT,
    HELD,
    WITHDRAWN,
    done,
    draft,
    due,
    lines,
    notice,
    review,
    session,
)
from uprcycle.days.span import read_span
from uprcycle.errors import BadInputError
from uprcycle.schedule.amend.amended import Amended
from uprcycle.schedule.amend.reschedule import reschedule_session


def test_a_week_moves_reviews_and_what_is_still_ahead() -> None:
    amended = reschedule_session(DRAFT, 52, read_span("2026-05-11/2026-05-22"), notice("2026-01-28"))

    assert lines(amended) == [
        "session 52: dates 2026-05-04/2026-05-15 (confirmed) → 2026-05-11/2026-05-22 (tentative)",
        (
            "session 52, KEN: dates 2026-05-04T09:00/2026-05-04T12:30 (confirmed)"
            " → 2026-05-11T09:00/2026-05-11T12:30 (tentative)"
        ),
        "session 52, NPL: dates 2026-05-04 (confirmed) → 2026-05-11 (tentative)",
        "session 52, IRN: dates 2026-05-06 (confirmed) → 2026-05-13 (tentative)",
        "session 52, NPL, national-report: dates 2026-02-02 (confirmed) → 2026-02-09 (tentative)",
        "session 52, state-addendum: dates 2026-08 (confirmed) → 2026-08-08/2026-09-07 (tentative)",
    ]


def test_a_council_session_that_begins_too_early_adopts_nothing() -> None:
    amended = reschedule_session(DRAFT, 52, read_span("2026-09-07/2026-09-18"), notice())

    changed = [each for each in done(amended) if each[1] == "council" or ADOPTION in each[0]]
    assert changed == [
        ("session 52", "council", "63", ""),
        (
            "session 52, hrc-adoption",
            "dates",
            "2026-09-24/2026-09-25 (confirmed)",
            "2026-09-24/2026-09-25 (withdrawn)",
        ),
    ]


def test_a_day_of_adoption_before_the_new_end_is_withdrawn_though_the_council_sits_on() -> None:
    before = draft(session(52, "2026-05-04/2026-05-15"), due(52, ADOPTION, "2026-05-20"))

    amended = reschedule_session(before, 52, read_span("2026-05-11/2026-05-22"), notice())

    assert amended.schedule.dates[0].dates.status is WITHDRAWN


def test_a_session_known_no_more_than_to_the_month_leaves_its_days_open() -> None:
    amended = reschedule_session(DRAFT, 52, read_span("2026-06"), notice("2026-01-28"))

    assert [each[3] for each in done(amended)] == [
        "2026-06 (tentative)",
        "unknown (tentative)",
        "unknown (tentative)",
        "unknown (tentative)",
        "2026-02-02 (withdrawn)",
        "2026-08 (withdrawn)",
    ]


def test_months_move_the_day_of_a_review_no_closer_than_to_a_month() -> None:
    before = draft(session(54, "2027-01/2027-02"), review(54, "HTI", 9, "2027-02-03"))

    amended = reschedule_session(before, 54, read_span("2027-07/2027-08"), notice())

    assert lines(amended)[1:] == ["session 54, HTI: dates 2027-02-03 (confirmed) → 2027-08 (tentative)"]


def test_a_review_outside_the_shorter_session_is_only_known_to_be_in_it() -> None:
    amended = reschedule_session(DRAFT, 52, read_span("2026-05-04/2026-05-05"), notice())

    assert done(amended)[1:] == [
        ("session 52, IRN", "dates", "2026-05-06 (confirmed)", "unknown (tentative)")
    ]


def test_the_same_days_again_are_nothing() -> None:
    assert reschedule_session(DRAFT, 52, DRAFT.sessions[0].dates.span, notice()) == Amended(DRAFT)


@pytest.mark.parametrize(
    ("number", "on", "expected"),
    [
        (60, "2026-01-10", "session 60: is not in the schedule; did you mean 54? it has 52 to 54"),
        (
            52,
            "2026-05-16",
            (
                "session 52: ended before 2026-05-16 (2026-05-04/2026-05-15), "
                "so its days do not change any more; choose a session that is still ahead"
            ),
        ),
    ],
)
def test_a_session_that_is_unknown_or_over_is_refused(number: int, on: str, expected: str) -> None:
    with pytest.raises(BadInputError) as refused:
        reschedule_session(DRAFT, number, read_span("2026-06"), notice(on))

    assert [str(each) for each in refused.value.problems] == [expected]


@pytest.mark.parametrize("status", [HELD, WITHDRAWN])
def test_a_session_that_was_held_or_withdrawn_is_refused(status: object) -> None:
    over = draft(session(52, "2026-05-04/2026-05-15", status=status))  # type: ignore[arg-type]

    with pytest.raises(BadInputError, match=f"was {status}"):
        reschedule_session(over, 52, read_span("2026-06"), notice())
