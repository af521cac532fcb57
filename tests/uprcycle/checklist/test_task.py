"""A task is due on the day by which it is safely done."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.uprcycle.examples import LIST, council, lead, packaged_world, published, rule
from uprcycle.checklist.build import build_checklist
from uprcycle.checklist.routing import office_of
from uprcycle.checklist.task import Standing, Task
from uprcycle.checklist.tick import TaskState
from uprcycle.days.offset import Offset
from uprcycle.days.span import Status, Unknown, day_span
from uprcycle.days.workdays import WorkingDays
from uprcycle.people import Office, Role
from uprcycle.rules.anchor import Anchor
from uprcycle.rules.forecast import Forecast, Season
from uprcycle.rules.rule import Basis, Lead
from uprcycle.timetable.find import (
    find_by_fallback,
    find_by_forecast,
    find_by_rule,
    find_published,
    find_unknown,
    find_within,
)
from uprcycle.timetable.milestone import Finding, Milestone
from uprcycle.timetable.override import Aim, Override, find_overridden

OFFICE = WorkingDays()
NOW = datetime(2026, 11, 22, tzinfo=UTC)
RCO = Office("RCO Kenya", "KEN", frozenset({Role.RCO}))
FORECAST = Forecast(
    "stakeholder-submission",
    "stakeholder-submission-deadline",
    Season.AUTUMN,
    Anchor.SESSION_START,
    earliest=Offset.parse("221 days before"),
    likeliest=Offset.parse("221 days before"),
    latest=Offset.parse("215 days before"),
    observations=3,
    citation=LIST,
)
ROUGH = lead("review", "8 months before", "6 months before")
KNOWN = find_published(published("2027-11-03"))
FORECAST_DEADLINE = find_by_forecast(FORECAST, find_published(published("2027-11-01")), OFFICE)


def task(finding: Finding) -> Task:
    return Task(Milestone(rule(), "KEN", 5, finding, finding.span), RCO)


def counted(counted_lead: Lead, anchor: Finding) -> Finding:
    return find_by_rule(rule(counted=counted_lead), anchor, OFFICE)


@pytest.mark.parametrize(
    ("finding", "due"),
    [
        pytest.param(find_published(published("2027-03-25")), date(2027, 3, 25), id="published-day"),
        pytest.param(find_published(published("2027-03-25T15:00")), date(2027, 3, 25), id="published-hour"),
        pytest.param(
            find_published(published("2027-03-22/2027-03-26")), date(2027, 3, 26), id="published-days"
        ),
        pytest.param(
            find_published(published("by 2027-03-25")), date(2027, 3, 25), id="published-latest-day"
        ),
        pytest.param(find_published(published("2027-03")), date(2027, 3, 1), id="published-month"),
        pytest.param(find_published(published("week of 2027-03-22")), date(2027, 3, 22), id="published-week"),
        pytest.param(find_published(published("unknown")), None, id="published-as-unknown"),
        pytest.param(find_unknown(Anchor.REVIEW), None, id="unknown"),
        pytest.param(
            counted(lead("review", "12 weeks before"), KNOWN), date(2027, 8, 11), id="a-point-by-rule"
        ),
        pytest.param(
            counted(lead("review", "8 weeks before", "4 weeks before"), KNOWN),
            date(2027, 10, 6),
            id="a-window-by-rule",
        ),
        pytest.param(
            counted(lead("review", "12 weeks before"), find_published(published("2027-11"))),
            date(2027, 8, 9),
            id="a-point-before-some-day-of-a-month",
        ),
        pytest.param(
            counted(lead("review", "6 months before"), find_published(published("2027-11"))),
            date(2027, 5, 1),
            id="a-month-before-a-shorter-month",
        ),
        pytest.param(
            counted(lead("review", "8 weeks before", "4 weeks before"), find_published(published("2027-11"))),
            date(2027, 10, 4),
            id="a-window-before-some-day-of-a-month",
        ),
        pytest.param(FORECAST_DEADLINE, date(2027, 3, 25), id="a-forecast-may-be-over-at-its-start"),
        pytest.param(
            counted(lead("submission deadline", "3 months before", "14 days before"), FORECAST_DEADLINE),
            date(2027, 3, 11),
            id="a-window-before-a-forecast-deadline",
        ),
        pytest.param(find_by_fallback(ROUGH, KNOWN, LIST, OFFICE), date(2027, 3, 3), id="rough-lead"),
        pytest.param(
            counted(
                lead("submission deadline", "1 week before"), find_by_fallback(ROUGH, KNOWN, LIST, OFFICE)
            ),
            date(2027, 2, 24),
            id="before-a-rough-lead",
        ),
        pytest.param(
            find_within([council("2028-02-28/2028-03-31")]), date(2028, 2, 28), id="in-a-council-session"
        ),
        pytest.param(
            counted(
                lead("council adoption", "1 month before"),
                find_within([council("2028-02-28/2028-03-31")]) or KNOWN,
            ),
            date(2028, 1, 28),
            id="before-some-day-of-a-council-session",
        ),
    ],
)
def test_a_task_is_due_before_it_may_already_be_over(finding: Finding, due: date | None) -> None:
    assert task(finding).due == due


def test_a_task_tells_what_its_rule_and_date_tell() -> None:
    told = task(KNOWN)

    assert (told.id, told.title, told.rule.id) == ("brief-the-team", "Brief the team", "brief-the-team")
    assert (told.country, told.cycle, str(told.span), told.status) == (
        "KEN",
        5,
        "2027-11-03",
        Status.CONFIRMED,
    )
    assert (told.state, told.tick, told.waits_for) == (TaskState.OPEN, None, ())


@pytest.mark.parametrize(
    ("state", "today", "standing"),
    [
        (TaskState.OPEN, date(2027, 8, 31), Standing.PLANNED),
        (TaskState.OPEN, date(2027, 9, 1), Standing.OPEN),
        (TaskState.OPEN, date(2027, 11, 3), Standing.OPEN),
        (TaskState.OPEN, date(2027, 11, 4), Standing.LATE),
        (TaskState.ACKNOWLEDGED, date(2027, 8, 31), Standing.ACKNOWLEDGED),
        (TaskState.ACKNOWLEDGED, date(2027, 11, 4), Standing.LATE),
        (TaskState.DONE, date(2027, 11, 4), Standing.DONE),
        (TaskState.NOT_APPLICABLE, date(2027, 11, 4), Standing.NOT_APPLICABLE),
    ],
)
def test_a_task_stands_by_what_was_said_and_by_the_day(
    state: TaskState, today: date, standing: Standing
) -> None:
    assert replace(task(KNOWN), state=state, opens=date(2027, 9, 1)).standing(today) is standing


@pytest.mark.parametrize("changes", [{"voluntary": True}, {"basis": Basis.EDITORIAL}])
def test_what_does_not_press_is_never_late_and_what_has_no_day_is_planned(
    changes: dict[str, object],
) -> None:
    long_ago = date(2040, 1, 1)
    gentle = Milestone(rule(**changes), "KEN", 5, KNOWN, KNOWN.span)  # type: ignore[arg-type]

    assert Task(gentle, RCO, opens=date(2027, 9, 1)).standing(long_ago) is Standing.OPEN
    assert task(find_unknown(Anchor.REVIEW)).standing(long_ago) is Standing.PLANNED


def test_what_may_not_be_meant_for_the_state_is_never_late() -> None:
    doubtful = Milestone(rule(), "KEN", 5, KNOWN, KNOWN.span, applies=None)

    assert Task(doubtful, RCO, opens=date(2027, 9, 1)).standing(date(2040, 1, 1)) is Standing.OPEN
    assert not Task(doubtful, RCO).is_pressing
    assert task(KNOWN).is_pressing


NEXT = {each.id for each in packaged_world().rulebook.rules if str(each.lead.anchor) == Anchor.NEXT_REVIEW}
WINDOW = "project-next-review"


def test_whatever_is_counted_from_a_projected_review_never_alarms() -> None:
    world = packaged_world()
    dated = [
        milestone
        for each in world.timetables(world.current_cycle)
        for milestone in (*each.milestones, *each.actions)
    ]
    projected = [each for each in dated if each.is_known and each.id in NEXT | {WINDOW}]
    tasks = [Task(each, RCO, opens=date(2020, 1, 1)) for each in projected]

    assert {each.id for each in dated if each.is_projected} == {each.id for each in projected}
    assert {each.is_pressing for each in tasks} == {False}
    assert {each.standing(date.max) for each in tasks} == {Standing.OPEN}


def test_what_is_counted_from_a_review_in_a_calendar_is_no_projection() -> None:
    before = [each for each in packaged_world().timetables(3) if each.review.following is not None]
    projected = {m.id for each in before for m in (*each.milestones, *each.actions) if m.is_projected}

    assert projected == {WINDOW}


def test_a_next_review_set_by_hand_is_no_projection() -> None:
    by_hand = Override(
        Aim("next-review", "KEN", 5),
        day_span(date(2032, 5, 4)),
        Status.TENTATIVE,
        "said",
        "a letter",
        "A",
        NOW,
    )
    finding = find_overridden(by_hand, find_by_fallback(ROUGH, KNOWN, LIST, OFFICE, projected=True), None)

    assert not task(finding).dated.is_projected
    assert task(finding).is_pressing


def test_every_task_on_record_is_due_within_its_own_span() -> None:
    world = packaged_world()
    tasks = [
        task
        for cycle in world.cycles
        for each in world.timetables(cycle)
        for task in build_checklist(each, office_of(world.countries[each.country]), ()).tasks
    ]
    strange = [
        (each.country, each.cycle, each.id)
        for each in tasks
        if not isinstance(each.span, Unknown)
        and (each.due is None or not each.span.first <= each.due <= each.span.last)
    ]

    assert strange == []
    assert len(tasks) > 15_000
