"""A timetable answers for its review: by id, by phase, by audience, by what comes next."""

from datetime import date

import pytest

from tests.uprcycle.examples import LIST, packaged_world, review, rule
from uprcycle.days.span import Status, read_span
from uprcycle.reviews.phases import Phase
from uprcycle.timetable.milestone import Finding, Milestone, Step, StepKind
from uprcycle.timetable.timetable import Timetable, known, order_of
from uprcycle.visibility import Audience, Visibility


def milestone(rule_id: str, span: str, visibility: Visibility = Visibility.PUBLIC) -> Milestone:
    found = read_span(span)
    finding = Finding(found, Status.ESTIMATED, LIST, (Step(StepKind.PUBLISHED, found),))
    return Milestone(rule(rule_id, visibility=visibility), "KEN", 5, finding, found)


WINDOW = milestone("window", "2027-01-04/2027-02-26")
DAY = milestone("day", "2027-02-01", Visibility.UN_INTERNAL)
HOUR = milestone("hour", "2027-03-25T15:00", Visibility.PRIVATE)
UNKNOWN = milestone("unknown", "unknown", Visibility.PARTNERS)
TIMETABLE = Timetable(
    review(),
    (WINDOW, DAY, HOUR, UNKNOWN),
    {Phase.REVIEW: date(2027, 11, 1)},
    lambda: (milestone("task", "2027-02-02"),),
)


def test_a_timetable_is_that_of_a_state_in_a_cycle() -> None:
    assert (TIMETABLE.country, TIMETABLE.cycle) == ("KEN", 5)


@pytest.mark.parametrize(
    ("wanted", "found"), [("day", DAY), ("unknown", UNKNOWN), ("task", None), ("nothing", None)]
)
def test_a_milestone_is_found_by_the_id_of_its_rule(wanted: str, found: Milestone | None) -> None:
    assert TIMETABLE.milestone(wanted) == found


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        (Audience.PUBLIC, (WINDOW,)),
        (Audience.PARTNERS, (WINDOW, UNKNOWN)),
        (Audience.UN, (WINDOW, DAY, UNKNOWN)),
    ],
)
def test_an_audience_sees_what_it_may_in_order(audience: Audience, seen: tuple[Milestone, ...]) -> None:
    assert TIMETABLE.seen_by(audience) == seen


@pytest.mark.parametrize(
    ("today", "due"),
    [
        pytest.param(date(2027, 1, 1), (DAY, WINDOW, HOUR), id="nearest-end-first"),
        pytest.param(date(2027, 2, 1), (DAY, WINDOW, HOUR), id="due-on-its-last-day"),
        pytest.param(date(2027, 2, 2), (WINDOW, HOUR), id="over-the-day-after"),
        pytest.param(date(2027, 3, 25), (HOUR,), id="on-the-day-of-its-hour"),
        pytest.param(date(2027, 3, 26), (), id="nothing-left"),
    ],
)
def test_what_is_due_next_is_not_over_and_has_a_date(today: date, due: tuple[Milestone, ...]) -> None:
    assert TIMETABLE.next_due(today) == due


@pytest.mark.parametrize(("today", "phase"), [(date(2027, 10, 31), None), (date(2027, 11, 1), Phase.REVIEW)])
def test_the_phase_is_that_of_the_day(today: date, phase: Phase | None) -> None:
    assert TIMETABLE.phase(today) is phase


def test_known_milestones_keep_their_order() -> None:
    assert known(TIMETABLE.milestones) == (WINDOW, DAY, HOUR)


def test_the_unknown_sorts_behind_everything() -> None:
    assert order_of(UNKNOWN) == (date.max, date.max)
    assert order_of(WINDOW) == (date(2027, 1, 4), date(2027, 2, 26))


def test_on_the_day_the_record_was_read_each_state_stands_where_it_stood() -> None:
    today = date(2026, 11, 21)
    world = packaged_world()

    assert {code: world.timetable(code).phase(today) for code in ("KEN", "USA", "MMR", "UKR")} == {
        "KEN": Phase.FOLLOW_UP,
        "USA": Phase.REVIEW,
        "MMR": Phase.PRE_SESSION,
        "UKR": None,
    }
