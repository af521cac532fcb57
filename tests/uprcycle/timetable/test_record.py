"""The forecasts against the record: each published deadline taken out, and expected without it.

``benchmarks/bench_record.py`` prints the same trials as a table.
"""

from functools import cache

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


@cache
def trials_of(rule: str, *, unseen: bool = False) -> tuple[Trial, ...]:
    return run_trials(load_world(), rule, unseen=unseen)


def days_off(trials: tuple[Trial, ...]) -> dict[int, int | None]:
    return {each.session: each.days_off for each in trials}


def missed(trials: tuple[Trial, ...]) -> list[int]:
    return [each.session for each in trials if not each.is_held]


def test_the_published_days_are_those_on_record() -> None:
    assert {each.session: str(each.published) for each in trials_of(NATIONAL_REPORT)} == {
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
    assert days_off(trials_of(NATIONAL_REPORT)) == {41: 0, 42: 0, 43: -7, 44: 0, 45: 0, 46: 0, 50: 0, 51: 0}


def test_two_of_six_submission_deadlines_fall_on_the_likeliest_day_and_the_others_within_a_week() -> None:
    assert days_off(trials_of(STAKEHOLDERS)) == {41: 0, 42: 0, 43: -6, 44: -6, 45: -5, 46: -7}


def test_every_window_of_the_packaged_forecasts_holds_the_day() -> None:
    assert missed(trials_of(NATIONAL_REPORT)) == []
    assert missed(trials_of(STAKEHOLDERS)) == []


def test_a_forecast_that_has_not_seen_its_session_does_worse_and_by_how_much() -> None:
    assert days_off(trials_of(NATIONAL_REPORT, unseen=True)) == {
        41: 0,
        42: 0,
        43: -7,
        44: 0,
        45: 0,
        46: 7,
        50: 0,
        51: 0,
    }
    assert missed(trials_of(NATIONAL_REPORT, unseen=True)) == [43, 46]
    assert days_off(trials_of(STAKEHOLDERS, unseen=True)) == {41: 6, 42: 0, 43: 1, 44: -6, 45: -5, 46: -1}
    assert missed(trials_of(STAKEHOLDERS, unseen=True)) == [44, 45, 46]


def test_the_rules_of_thumb_of_the_sources_do_worse_still() -> None:
    assert count_of_thumb(trials_of(NATIONAL_REPORT), NATIONAL_REPORT) == 1
    assert count_of_thumb(trials_of(STAKEHOLDERS), STAKEHOLDERS) == 0


@pytest.mark.parametrize("unseen", [False, True])
@pytest.mark.parametrize("rule", [NATIONAL_REPORT, STAKEHOLDERS])
def test_no_forecast_passes_for_more_than_a_forecast(rule: str, unseen: bool) -> None:  # noqa: FBT001 - a cell of the table
    trials = trials_of(rule, unseen=unseen)

    assert {each.expected.status for each in trials} == {Status.ESTIMATED}
    assert {
        kind for each in trials for kind in (StepKind.FORECAST, StepKind.LIKELIEST) if kind not in kinds(each)
    } == set()


def kinds(trial: Trial) -> set[StepKind]:
    return {step.kind for step in trial.expected.finding.steps}


def test_the_table_says_what_became_of_each_trial() -> None:
    assert list(table(trials_of(NATIONAL_REPORT, unseen=True)[:3]))[-1] == (
        "  43  published 2023-02-06  forecast 2023-01-30               likeliest 2023-01-30  missed"
    )
