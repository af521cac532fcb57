"""The phase of a review on a day."""

from datetime import date

import pytest

from uprcycle.reviews.phases import Phase, phase_on

OPENINGS = {
    Phase.PREPARATION: date(2026, 5, 4),
    Phase.SUBMISSIONS: date(2026, 7, 1),
    Phase.REVIEW: date(2027, 5, 3),
}


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        pytest.param(date(2026, 5, 3), None, id="before-the-first"),
        pytest.param(date(2026, 5, 4), Phase.PREPARATION, id="first-day"),
        pytest.param(date(2026, 6, 30), Phase.PREPARATION, id="last-day"),
        pytest.param(date(2026, 7, 1), Phase.SUBMISSIONS, id="next-phase"),
        pytest.param(date(2027, 5, 2), Phase.SUBMISSIONS, id="a-phase-without-a-day-is-passed-over"),
        pytest.param(date(2050, 1, 1), Phase.REVIEW, id="the-last-stays-open"),
    ],
)
def test_the_phase_is_the_latest_that_has_opened(day: date, phase: Phase | None) -> None:
    assert phase_on(OPENINGS, day) is phase


def test_no_phase_is_known_where_no_day_is() -> None:
    assert phase_on({}, date(2026, 5, 4)) is None


def test_the_path_has_nine_phases_in_order() -> None:
    assert [str(phase) for phase in Phase] == [
        "preparation",
        "submissions",
        "pre-session",
        "review",
        "outcome",
        "adoption",
        "follow-up",
        "mid-term",
        "next-cycle",
    ]
