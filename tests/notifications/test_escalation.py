"""What is overdue is passed on upwards, in order, once, and never past whoever said they have seen it."""

from dataclasses import replace
from datetime import date

import pytest

from notifications.escalation import build_chain, find_climb, may_climb
from notifications.ladder import Party
from notifications.plan import plan_nudges
from notifications.told import Said
from tests.notifications.build import MONDAY, duties, holds, office, person, task
from tests.notifications.passing_on import (
    ALL,
    CLERK,
    DESK,
    DOER,
    FIELD,
    FORUM,
    LADDER,
    LEADER,
    NOTHING,
    RCO,
    STEPS,
    WEEK,
    Office,
    day,
    every_day,
)
from uprcycle.checklist.task import Task
from uprcycle.days.span import Status, month_span
from uprcycle.days.workdays import WorkingDays
from uprcycle.people import Assignment, Role
from uprcycle.presence import Staffing
from uprcycle.rules.rule import Basis, Kind
from uprcycle.visibility import Visibility


def test_an_overdue_task_goes_from_step_to_step_and_no_further() -> None:
    assert Office().run([task(MONDAY)], every_day()) == [
        (7, "deputy", "escalated-to-deputy"),
        (14, "leader", "escalated-to-head"),
        (21, "clerk", "escalated-to-desk"),
    ]


def test_a_message_says_who_was_told_before() -> None:
    told = Office()
    told.run([task(MONDAY)], every_day())

    assert [each.told_before for each in told.passed] == [
        (Party.HOLDER,),
        (Party.HOLDER, Party.DEPUTY),
        (Party.HOLDER, Party.DEPUTY, Party.HEAD),
    ]
    assert [each.office.name for each in told.passed] == ["RCO KEN", "RCO KEN", "UPR desk"]
    assert {each.stage.is_overdue for each in told.passed} == {True}


@pytest.mark.parametrize(
    "held",
    [
        pytest.param((DOER, LEADER, CLERK), id="no-deputy"),
        pytest.param(
            (DOER, CLERK, LEADER, holds(person("other"), RCO, deputy_of="leader")), id="other-deputy"
        ),
    ],
)
def test_where_nobody_is_known_on_a_step_its_days_pass_before_the_next_takes_its_turn(
    held: tuple[Assignment, ...],
) -> None:
    assert Office(held).run([task(MONDAY)], every_day()) == [
        (14, "leader", "escalated-to-head"),
        (21, "clerk", "escalated-to-desk"),
    ]


@pytest.mark.parametrize(
    ("held", "last"),
    [((DOER,), []), ((DOER, CLERK), [(21, "clerk", "escalated-to-desk")]), ((CLERK,), [])],
    ids=["nobody-above", "only-the-desk", "nobody-to-begin-with"],
)
def test_the_ladder_ends_where_nobody_is_known(
    held: tuple[Assignment, ...], last: list[tuple[int, str, str]]
) -> None:
    assert Office(held).run([task(MONDAY)], every_day()) == last


@pytest.mark.parametrize(
    ("name", "sits"),
    [
        pytest.param("clerk", (CLERK, holds(person("field"), FIELD)), id="the-branch-before-the-field"),
        pytest.param("field", (holds(person("field"), FIELD),), id="the-field-where-there-is-no-branch"),
        pytest.param("", (holds(person("clerk"), replace(DESK, country="UGA")),), id="not-of-another-state"),
        pytest.param(
            "", (holds(person("clerk"), replace(DESK, roles=DESK.roles | {Role.MEDIA})),), id="not-mixed"
        ),
        pytest.param("", (holds(person("doer"), DESK),), id="nobody-who-was-told-as-holder"),
    ],
)
def test_who_sits_at_the_desk(name: str, sits: tuple[Assignment, ...]) -> None:
    passed = Office((DOER, *sits)).run([task(MONDAY)], every_day())

    assert [who for _, who, _ in passed] == ([name] if name else [])


def test_the_desk_learns_nothing_of_offices_outside_the_un() -> None:
    held = (
        holds(person("doer"), FORUM),
        replace(holds(person("leader"), FORUM), is_head=True),
        holds(person("clerk"), DESK),
    )

    assert Office(held).run([task(MONDAY, of=FORUM)], every_day()) == [(14, "leader", "escalated-to-head")]


def test_two_offices_with_one_duty_are_passed_on_apart() -> None:
    unicef = office(name="UNICEF Kenya", roles=frozenset({Role.UN_ENTITY}))
    held = (DOER, holds(person("peer"), unicef), CLERK)
    told = Office(held)
    told.run([task(MONDAY, of=RCO), task(MONDAY, of=unicef)], every_day())

    assert [(each.task.office.name, each.person.id) for each in told.passed] == [
        ("RCO KEN", "clerk"),
        ("UNICEF Kenya", "clerk"),
    ]


ROUGH = month_span(MONDAY, MONDAY)


def counted(
    anchor: Status = Status.CONFIRMED,
    *,
    kind: Kind = Kind.DEADLINE,
    basis: Basis = Basis.STATED,
    voluntary: bool = False,
) -> Task:
    """Return a task on a day that a rule counted from another."""
    return task(MONDAY, status=Status.ESTIMATED, anchor=anchor, kind=kind, basis=basis, voluntary=voluntary)


def of_kind(kind: Kind) -> Task:
    found = task(MONDAY)
    return replace(found, dated=replace(found.dated, rule=replace(found.rule, kind=kind)))


@pytest.mark.parametrize(
    ("of", "climbs"),
    [
        pytest.param(task(MONDAY), True, id="confirmed"),
        pytest.param(task(MONDAY, status=Status.HELD), True, id="held"),
        pytest.param(task(MONDAY, visibility=Visibility.UN_INTERNAL), True, id="un-internal"),
        pytest.param(task(MONDAY, status=Status.TENTATIVE), False, id="tentative"),
        pytest.param(task(MONDAY, status=Status.ESTIMATED), False, id="estimated"),
        pytest.param(counted(), True, id="counted-from-confirmed"),
        pytest.param(counted(Status.HELD), True, id="counted-from-held"),
        pytest.param(counted(Status.TENTATIVE), False, id="counted-from-tentative"),
        pytest.param(counted(Status.ESTIMATED), False, id="counted-from-estimated"),
        pytest.param(counted(basis=Basis.IMPLIED), False, id="counted-by-no-stated-rule"),
        pytest.param(counted(kind=Kind.DOCUMENT), True, id="counted-document"),
        pytest.param(counted(kind=Kind.ACTION), False, id="counted-action"),
        pytest.param(counted(voluntary=True), False, id="counted-voluntary"),
        pytest.param(task(ROUGH, forecast=True), False, id="rough"),
        pytest.param(task(MONDAY, voluntary=True), False, id="voluntary"),
        pytest.param(task(MONDAY, "local-7"), False, id="their-own"),
        pytest.param(of_kind(Kind.DEADLINE), True, id="deadline"),
        pytest.param(of_kind(Kind.EVENT), False, id="event"),
        pytest.param(of_kind(Kind.MILESTONE), False, id="milestone"),
    ],
)
def test_only_what_is_sure_and_somebodys_duty_is_passed_on(of: Task, *, climbs: bool) -> None:
    (duty,) = duties([of], ALL).all

    assert may_climb(duty, LADDER) is climbs
    assert bool(Office().run([of], every_day(last=120))) is climbs


def test_what_is_private_is_no_duty_at_all() -> None:
    assert duties([task(MONDAY, visibility=Visibility.PRIVATE)], ALL).all == ()


def test_what_a_rule_counted_reaches_the_head_and_never_the_desk() -> None:
    told = Office()

    assert told.run([counted()], every_day(last=30)) == [
        (7, "deputy", "escalated-to-deputy"),
        (14, "leader", "escalated-to-head"),
    ]
    assert Office((DOER, CLERK)).run([counted()], every_day()) == []
    told.run([task(MONDAY)], every_day(30, 31))  # it was confirmed for a day
    assert [each.person.id for each in told.passed] == ["deputy", "leader", "clerk"]
    told.held = (*ALL, holds(person("late"), DESK))
    assert told.run([counted()], every_day(31))[3:] == []


@pytest.mark.parametrize("to", [-2, 1, 9, 40])
def test_a_date_that_moves_begins_anew_with_those_who_hold_the_office(to: int) -> None:
    told = Office()
    told.run([task(MONDAY)], every_day(last=10))
    moved = told.run([task(day(to))], every_day(10, 120))[1:]
    anew = Office().run([task(day(to))], every_day(10, 120))

    assert moved == anew
    assert [who for _, who, _ in moved] == ["deputy", "leader", "clerk"]
    first = min(said for key, said in told.said.items() if f"/{day(to)}/" in key)
    assert day(moved[0][0]) == WEEK.shift(max(day(to), first), STEPS[Party.DEPUTY])


def test_after_an_outage_the_highest_step_alone_and_nothing_below_it_later() -> None:
    told = Office()
    told.run([task(MONDAY)], every_day(last=1))

    assert told.run([task(MONDAY)], every_day(16)) == [
        (16, "leader", "escalated-to-head"),
        (23, "clerk", "escalated-to-desk"),
    ]


def test_who_heard_of_it_late_has_as_long_as_anybody() -> None:
    assert Office().run([task(MONDAY)], every_day(16)) == [
        (23, "deputy", "escalated-to-deputy"),
        (30, "leader", "escalated-to-head"),
        (37, "clerk", "escalated-to-desk"),
    ]


def test_what_has_been_over_for_long_is_passed_on_no_more() -> None:
    told = Office()
    told.run([task(MONDAY)], every_day(last=1))

    assert told.run([task(MONDAY)], every_day(61, 200)) == []
    assert len(told.run([task(MONDAY)], [day(60)])) == 1


def test_working_days_are_those_of_the_state() -> None:
    (duty,) = duties([task(MONDAY)], ALL).all
    week = WorkingDays(frozenset({day(3)}), frozenset({4, 5}))
    climb = find_climb(replace(duty, week=week), Office().chain(), Said(said_on_the_day()), day(1))

    assert climb is not None
    assert (climb.to, climb.day) == (Party.DEPUTY, day(8))


def said_on_the_day() -> dict[str, date]:
    return {each.key: MONDAY for each in plan_nudges(duties([task(MONDAY)], ALL), NOTHING, MONDAY)}


def test_whoever_follows_a_calendar_was_told_by_it() -> None:
    (duty,) = duties([task(MONDAY)], ALL).all
    chain = replace(Office().chain(), is_told=lambda nudge: nudge.person.id != "doer")
    climb = find_climb(duty, chain, Said({}), day(3))

    assert climb is not None
    assert (climb.told, climb.to, climb.day) == ({Party.HOLDER: MONDAY}, Party.DEPUTY, day(7))


def test_a_climb_says_who_is_next_who_is_passed_over_and_where_it_ends() -> None:
    said = Said(said_on_the_day())
    (duty,) = duties([task(MONDAY)], [DOER]).all
    alone = find_climb(duty, build_chain(LADDER, Staffing((DOER,)), lambda _: True), said, day(3))
    with_desk = find_climb(duty, build_chain(LADDER, Staffing((DOER, CLERK)), lambda _: True), said, day(3))

    assert alone is not None
    assert (alone.to, alone.day, alone.unknown) == (None, None, (Party.DEPUTY, Party.HEAD, Party.DESK))
    assert with_desk is not None
    assert (with_desk.to, with_desk.day, with_desk.people) == (Party.DESK, day(21), (CLERK,))
    assert with_desk.unknown == (Party.DEPUTY, Party.HEAD)
    assert find_climb(duty, Office().chain(), Said({}), day(3)) is None


def test_a_second_person_on_the_same_step_is_told_when_they_come() -> None:
    late = holds(person("late"), DESK, since=day(23))

    assert Office((DOER, CLERK, late)).run([task(MONDAY)], every_day()) == [
        (21, "clerk", "escalated-to-desk"),
        (23, "late", "escalated-to-desk"),
    ]
