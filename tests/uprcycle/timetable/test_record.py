"""The forecasts against the record: each published deadline taken out, and expected without it.

``benchmarks/bench_record.py`` prints the same trials as a table.
"""

import pytest

from benchmarks.bench_record import (
    NATIONAL_REPORT,
    STAKEHOLDERS,
    Trial,
    count_of_thumb,
    load_world,
    run_trials,
    table,
)
from uprcycle.days.span import Status
from uprcycle.timetable.milestone import StepKind

WORLD = load_world()
REPORTS = run_trials(WORLD, NATIONAL_REPORT, unseen=False)
SUBMISSIONS = run_trials(WORLD, STAKEHOLDERS, unseen=False)
REPORTS_UNSEEN = run_trials(WORLD, NATIONAL_REPORT, unseen=True)
SUBMISSIONS_UNSEEN = run_trials(WORLD, STAKEHOLDERS, unseen=True)


def days_off(trials: tuple[Trial, ...]) -> dict[int, int | None]:
    return {each.session: each.days_off for each in trials}


def missed(trials: tuple[Trial, ...]) -> list[int]:
    return [each.session for each in trials if not each.is_held]


def test_the_published_days_are_those_on_record() -> None:
    assert {each.session: str(each.published) for each in REPORTS} == {
        41: "2022-08-08",
        42: "2022-10-10",
        43: "2023-02-06",
        44: "2023-08-07",
        45: "2023-10-09",
        46: "2024-01-29",
        50: "2025-08-04",
        51: "2025-10-06",
    }


def test_seven_of_eight_national_reports_fall_on_the_likeliest_day_and_the_other_a_week_later() -> None:
    assert days_off(REPORTS) == {41: 0, 42: 0, 43: -7, 44: 0, 45: 0, 46: 0, 50: 0, 51: 0}


def test_two_of_six_submission_deadlines_fall_on_the_likeliest_day_and_the_others_within_a_week() -> None:
    assert days_off(SUBMISSIONS) == {41: 0, 42: 0, 43: -6, 44: -6, 45: -5, 46: -7}


def test_every_window_of_the_packaged_forecasts_holds_the_day() -> None:
    assert missed(REPORTS) == []
    assert missed(SUBMISSIONS) == []


def test_a_forecast_that_has_not_seen_its_session_does_worse_and_by_how_much() -> None:
    assert days_off(REPORTS_UNSEEN) == {41: 0, 42: 0, 43: -7, 44: 0, 45: 0, 46: 7, 50: 0, 51: 0}
    assert missed(REPORTS_UNSEEN) == [43, 46]
    assert days_off(SUBMISSIONS_UNSEEN) == {41: 6, 42: 0, 43: 1, 44: -6, 45: -5, 46: -1}
    assert missed(SUBMISSIONS_UNSEEN) == [44, 45, 46]


def test_the_rules_of_thumb_of_the_sources_do_worse_still() -> None:
    assert count_of_thumb(REPORTS, NATIONAL_REPORT) == 1
    assert count_of_thumb(SUBMISSIONS, STAKEHOLDERS) == 0


@pytest.mark.parametrize("trials", [REPORTS, SUBMISSIONS, REPORTS_UNSEEN, SUBMISSIONS_UNSEEN])
def test_no_forecast_passes_for_more_than_a_forecast(trials: tuple[Trial, ...]) -> None:
    assert {each.expected.status for each in trials} == {Status.ESTIMATED}
    assert {
        kind for each in trials for kind in (StepKind.FORECAST, StepKind.LIKELIEST) if kind not in kinds(each)
    } == set()


def kinds(trial: Trial) -> set[StepKind]:
    return {step.kind for step in trial.expected.finding.steps}


def test_the_table_says_what_became_of_each_trial() -> None:
    assert list(table(REPORTS_UNSEEN[:3]))[-1] == (
        "  43  published 2023-02-06  forecast 2023-01-30               likeliest 2023-01-30  missed"
    )
