"""What a milestone tells of itself."""

from datetime import date

import pytest

from tests.uprcycle.examples import LIST, rule
from uprcycle.days.span import Days, Status, day_span, read_span
from uprcycle.timetable.milestone import Finding, Milestone, Step, StepKind

DAY = day_span(date(2027, 8, 2))


def milestone(span: str, *steps: Step) -> Milestone:
    found = Finding(read_span(span), Status.ESTIMATED, LIST, steps)
    return Milestone(rule(), "KEN", 5, found, read_span(span))


def test_a_milestone_is_named_by_its_rule_and_dated_by_its_finding() -> None:
    named = milestone("2027-08-02")

    assert (named.id, named.span, named.status) == ("brief-the-team", DAY, Status.ESTIMATED)


@pytest.mark.parametrize(("span", "known"), [("unknown", False), ("2027-11", True), ("2027-08-02", True)])
def test_only_the_unknown_has_no_date(span: str, *, known: bool) -> None:
    assert milestone(span).is_known is known


@pytest.mark.parametrize(
    ("steps", "likeliest"),
    [
        pytest.param((Step(StepKind.FORECAST, DAY), Step(StepKind.LIKELIEST, DAY)), DAY, id="its-own"),
        pytest.param((Step(StepKind.FORECAST, DAY),), None, id="none"),
        pytest.param(
            (
                Step(StepKind.FORECAST, DAY),
                Step(StepKind.LIKELIEST, DAY),
                Step(StepKind.ANCHOR, DAY, "submission deadline"),
                Step(StepKind.OFFSET, DAY, "3 months before"),
            ),
            None,
            id="that-of-its-anchor-is-not-its-own",
        ),
    ],
)
def test_the_likeliest_day_is_that_of_its_own_forecast(
    steps: tuple[Step, ...], likeliest: Days | None
) -> None:
    assert milestone("2027-08-02", *steps).likeliest == likeliest


@pytest.mark.parametrize(
    ("anchor", "after", "sure"),
    [
        pytest.param(Status.CONFIRMED, (), True, id="confirmed"),
        pytest.param(Status.HELD, (StepKind.CHOICE, StepKind.ROLL, StepKind.CUT_OFF), True, id="held"),
        pytest.param(Status.TENTATIVE, (), False, id="tentative"),
        pytest.param(Status.ESTIMATED, (), False, id="estimated-itself"),
        pytest.param(Status.CONFIRMED, (StepKind.FALLBACK,), False, id="approximate-lead"),
        pytest.param(Status.CONFIRMED, (StepKind.FORECAST, StepKind.LIKELIEST), False, id="forecast"),
        pytest.param(Status.CONFIRMED, (StepKind.PROJECTION,), False, id="projection"),
        pytest.param(None, (), False, id="no-word-of-it"),
    ],
)
def test_a_date_is_counted_surely_from_a_sure_anchor_by_a_rule_alone(
    anchor: Status | None, after: tuple[StepKind, ...], *, sure: bool
) -> None:
    steps = (
        Step(StepKind.ANCHOR, DAY, "submission deadline", status=Status.HELD),
        Step(StepKind.ANCHOR, DAY, "review", status=anchor),
        Step(StepKind.OFFSET, DAY, "3 months before"),
    )

    assert milestone("2027-08-02", *steps, *(Step(each, DAY) for each in after)).is_counted_from_sure is sure
    assert not milestone("2027-08-02", Step(StepKind.OFFSET, DAY)).is_counted_from_sure
