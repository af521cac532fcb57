"""The days and hours on which calendars trip, through the packaged rules: one fact of the calendar a row.

Every expected date was counted by hand from the anchor in its row.
"""

from datetime import UTC

import pytest

from tests.uprcycle.examples import published, review, session, slot
from uprcycle.days.span import Instant
from uprcycle.days.workdays import WorkingDays
from uprcycle.store.packaged import load_ruleset
from uprcycle.timetable.compute import Setting, compute_timetable
from uprcycle.timetable.milestone import Milestone

BOOK = load_ruleset().rulebook
GENEVA = Setting(WorkingDays())
DEADLINE = "stakeholder-submission-deadline"


def found(milestone: str, reviewed: str = "2027-11-03", **dates: str) -> Milestone:
    """Return a milestone, or action, of a review held on that day, with ``dates`` published beside it."""
    dated = {name.replace("_", "-"): published(span) for name, span in dates.items()}
    timetable = compute_timetable(review(slot=slot(span=reviewed), published=dated), BOOK, GENEVA)
    return next(each for each in (*timetable.milestones, *timetable.actions) if each.id == milestone)


@pytest.mark.parametrize(
    ("reviewed", "milestone", "expected"),
    [
        # A day that its month does not have becomes the last one of that month.
        pytest.param(
            "2027-08-31", "three-documents-in-preparation", "2027-02-28", id="six-months-before-to-february"
        ),
        pytest.param(
            "2028-08-31", "three-documents-in-preparation", "2028-02-29", id="six-months-before-to-a-leap-day"
        ),
        pytest.param(
            "2027-05-31", "geneva-pre-session", "2027-03-31/2027-04-30", id="a-window-clamped-at-one-end"
        ),
        # The leap day has no twin a year before; four years and a half on it has one.
        pytest.param(
            "2028-02-29", "attention-one-year-out", "2027-02-28", id="a-leap-day-and-the-year-before"
        ),
        pytest.param(
            "2028-02-29", "project-next-review", "2032-08-29/2033-02-28", id="a-leap-day-and-the-next-review"
        ),
        pytest.param(
            "2028-02-29", "midpoint", "2030-02-28/2030-08-29", id="a-leap-day-and-the-middle-of-the-cycle"
        ),
        # Three months before and one more would end on the 28th, since February clamps in between.
        pytest.param(
            "2027-05-31", "in-country-pre-session", "2027-01-31/2027-02-28", id="each-end-counted-once"
        ),
        # A weekend moves nothing.
        pytest.param("2028-05-13", "three-documents-in-preparation", "2027-11-13", id="a-saturday-stays"),
        pytest.param("2027-05-15", "three-documents-in-preparation", "2026-11-15", id="a-sunday-stays"),
        # Hours count as they pass, from the end of three hours and a half.
        pytest.param(
            "2026-05-04T09:00/2026-05-04T12:30",
            "recommendation-list-circulated",
            "2026-05-04T12:30/2026-05-06T12:30",
            id="48-hours",
        ),
        pytest.param(
            "2027-03-27T14:30/2027-03-27T18:00",
            "recommendation-list-circulated",
            "2027-03-27T18:00/2027-03-29T19:00",
            id="48-hours-over-the-change-to-summer",
        ),
        pytest.param(
            "2026-10-24T09:00/2026-10-24T12:30",
            "recommendation-list-circulated",
            "2026-10-24T12:30/2026-10-26T11:30",
            id="48-hours-over-the-change-back",
        ),
        pytest.param(
            "2026-10-24",
            "recommendation-list-circulated",
            "2026-10-24/2026-10-26",
            id="48-hours-of-an-unknown-hour",
        ),
    ],
)
def test_a_rule_counts_from_its_review_as_the_calendar_does(
    reviewed: str, milestone: str, expected: str
) -> None:
    assert str(found(milestone, reviewed).span) == expected


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        pytest.param("2027-03-26", "2027-03-26 14:00", id="friday-before-the-change-to-summer"),
        pytest.param("2027-03-29", "2027-03-29 13:00", id="monday-after-it"),
        pytest.param("2027-03-27", "2027-03-27 14:00", id="a-saturday-stays"),
        pytest.param("2027-10-29", "2027-10-29 13:00", id="friday-before-the-change-back"),
        pytest.param("2027-11-01", "2027-11-01 14:00", id="monday-after-it-back"),
        pytest.param("2028-02-29", "2028-02-29 14:00", id="a-leap-day"),
    ],
)
def test_a_deadline_is_at_three_on_the_clocks_of_geneva(day: str, utc: str) -> None:
    deadline = found(DEADLINE, stakeholder_submission_deadline=day).span

    assert isinstance(deadline, Instant)
    assert deadline.is_cut_off
    assert (str(deadline), f"{deadline.start.astimezone(UTC):%Y-%m-%d %H:%M}") == (f"{day}T15:00", utc)


def test_what_leads_to_an_hour_counts_whole_days_over_a_change_of_clocks() -> None:
    upload = found("upload-submission", stakeholder_submission_deadline="2027-03-30")

    assert str(upload.span) == "2027-03-23/2027-03-29"


def test_a_report_follows_the_end_of_its_session_by_a_week() -> None:
    ended = review(session=session("2028-02-14/2028-02-22"), slot=slot(span="2028-02-16"))
    report = compute_timetable(ended, BOOK, GENEVA).milestone("working-group-report-released")

    assert report is not None
    assert str(report.span) == "2028-02-29"
