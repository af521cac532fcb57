"""Which deadlines come earlier for those who relied on them, and take a second person."""

from dataclasses import replace

import pytest

from tests.uprcycle.examples import (
    LIST,
    dated,
    rule,
    schedule,
    slot,
    world_of,
)
from uprcycle.days.span import Status, read_span
from uprcycle.rules.rule import Kind
from uprcycle.timetable.changes import Change, ChangeKind
from uprcycle.timetable.milestone import Finding, Milestone, Step, StepKind
from uprcycle.timetable.plan import is_earlier_deadline, plan_release

TENTATIVE, CONFIRMED, ESTIMATED, WITHDRAWN = (
    Status.TENTATIVE,
    Status.CONFIRMED,
    Status.ESTIMATED,
    Status.WITHDRAWN,
)
DEADLINE = "stakeholder-submission-deadline"
OLD = schedule(dated(DEADLINE, "2027-04-15", TENTATIVE), slots=(slot(), slot("UGA", "2027-11-04", order=2)))


def deadline(
    span: str, status: Status = TENTATIVE, rule_id: str = DEADLINE, kind: Kind = Kind.DEADLINE
) -> Milestone:
    found = read_span(span)
    finding = Finding(found, status, LIST, (Step(StepKind.PUBLISHED, found),))
    return Milestone(rule(rule_id, kind=kind), "KEN", 5, finding, found)


@pytest.mark.parametrize(
    ("old", "new", "is_earlier"),
    [
        pytest.param(("2027-04-15", CONFIRMED), ("2027-04-14", CONFIRMED), True, id="a-day"),
        pytest.param(("2027-04-15", TENTATIVE), ("2027-04-14", TENTATIVE), True, id="tentative"),
        pytest.param(("2027-04-15", CONFIRMED), ("2027-04-16", CONFIRMED), False, id="later"),
        pytest.param(("2027-04-15", CONFIRMED), ("2027-04-15", TENTATIVE), False, id="same-day"),
        pytest.param(("2027-04-15T15:00", CONFIRMED), ("2027-04-15T12:00", CONFIRMED), True, id="an-hour"),
        pytest.param(
            ("2027-04-15T15:00", CONFIRMED), ("2027-04-15T18:00", CONFIRMED), False, id="later-hour"
        ),
        pytest.param(("2027-04-15", CONFIRMED), ("2027-04-15T15:00", CONFIRMED), False, id="hour-made-known"),
        pytest.param(("by 2027-04-15", CONFIRMED), ("by 2027-04-01", CONFIRMED), True, id="latest-day"),
        pytest.param(("2027-04", TENTATIVE), ("2027-04-15", CONFIRMED), False, id="day-within-the-month"),
        pytest.param(("2027-04", TENTATIVE), ("2027-03-31", CONFIRMED), True, id="day-before-the-month"),
        pytest.param(
            ("2027-03-25/2027-04-29", ESTIMATED),
            ("2027-04-13", TENTATIVE),
            False,
            id="day-within-the-forecast",
        ),
        pytest.param(
            ("2027-03-25/2027-04-29", ESTIMATED),
            ("2027-03-24", TENTATIVE),
            True,
            id="day-before-the-forecast",
        ),
        pytest.param(("2027-04-01/2027-04-15", CONFIRMED), ("2027-04-10", CONFIRMED), True, id="window-cut"),
        pytest.param(("2027-04-15", CONFIRMED), ("2027-03-25/2027-04-29", ESTIMATED), True, id="doubt-again"),
        pytest.param(("2027-04-15", CONFIRMED), ("unknown", TENTATIVE), False, id="suspended"),
        pytest.param(("unknown", TENTATIVE), ("2027-04-15", CONFIRMED), False, id="made-known"),
        pytest.param(("2027-04-15", CONFIRMED), ("2027-04-01", WITHDRAWN), False, id="withdrawn"),
        pytest.param(("2027-04-15", WITHDRAWN), ("2027-04-01", CONFIRMED), False, id="was-withdrawn"),
    ],
)
def test_a_deadline_is_earlier_when_those_who_relied_on_it_would_be_late(
    old: tuple[str, Status],
    new: tuple[str, Status],
    is_earlier: bool,  # noqa: FBT001 - a table
) -> None:
    change = Change(ChangeKind.MOVED, DEADLINE, deadline(*old), deadline(*new))

    assert is_earlier_deadline(change) is is_earlier


@pytest.mark.parametrize(
    ("rule_id", "kind", "is_earlier"),
    [
        (DEADLINE, Kind.DEADLINE, True),
        ("national-report", Kind.DOCUMENT, True),
        ("working-group-review", Kind.EVENT, False),
        ("brief-the-team", Kind.MILESTONE, False),
    ],
)
def test_deadlines_and_the_national_report_are_asked_for_and_nothing_else(
    rule_id: str,
    kind: Kind,
    is_earlier: bool,  # noqa: FBT001 - a table
) -> None:
    old, new = (deadline(span, CONFIRMED, rule_id, kind) for span in ("2027-04-15", "2027-04-14"))

    assert is_earlier_deadline(Change(ChangeKind.MOVED, rule_id, old, new)) is is_earlier


def test_a_milestone_that_is_new_or_gone_is_not_earlier() -> None:
    only = deadline("2027-04-15")

    assert not is_earlier_deadline(Change(ChangeKind.ADDED, DEADLINE, None, only))
    assert not is_earlier_deadline(Change(ChangeKind.WITHDRAWN, DEADLINE, only, None))


def test_a_plan_names_the_deadlines_of_every_state_that_come_earlier() -> None:
    earlier = replace(OLD, dates=(dated(DEADLINE, "2027-04-01", TENTATIVE),))

    plan = plan_release(world_of(OLD), world_of(earlier))

    assert [(each.new.country, each.milestone_id) for each in plan.moved_earlier if each.new] == [
        (country, each) for country in ("KEN", "UGA") for each in (DEADLINE, "un-entity-submission-deadline")
    ]
    assert plan_release(world_of(earlier), world_of(OLD)).moved_earlier == ()
