from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.duties import build_duties, may_be_told, working_weeks
from tests.notifications.build import MONDAY, NOON, duties, holds, office, person, task
from uprcycle.checklist.pause import Pause, PauseKind
from uprcycle.checklist.task import Task
from uprcycle.checklist.tick import TaskState
from uprcycle.days.span import Status, Unknown
from uprcycle.people import Office, Role
from uprcycle.presence import Staffing
from uprcycle.store.packaged import load_countries
from uprcycle.timetable.milestone import Step, StepKind
from uprcycle.visibility import Visibility

UN = office()
PARTNER = office(name="A human rights commission", roles=frozenset({Role.NHRI}))
MIXED = office(name="A working group", roles=frozenset({Role.RCO, Role.CSO}))
NOBODY = office(name="An office without roles", roles=frozenset())


@pytest.mark.parametrize(
    ("silent", "found"),
    [
        pytest.param(task(MONDAY), 1, id="open"),
        pytest.param(task(MONDAY, state=TaskState.DONE), 0, id="done"),
        pytest.param(task(MONDAY, state=TaskState.NOT_APPLICABLE), 0, id="does-not-apply"),
        pytest.param(task(MONDAY, status=Status.WITHDRAWN), 0, id="withdrawn"),
        pytest.param(task(Unknown()), 0, id="unknown"),
        pytest.param(task(MONDAY, visibility=Visibility.PRIVATE), 0, id="private"),
    ],
)
def test_only_what_can_be_spoken_of_is_a_duty(silent: Task, found: int) -> None:
    assert len(duties([silent], [holds(person())]).within_reach(MONDAY)) == found


def test_nobody_is_nudged_of_what_hangs_on_a_projected_review() -> None:
    known = task(MONDAY)
    step = Step(StepKind.PROJECTION, known.span, "54 months after", "5 years after")
    finding = replace(known.dated.finding, steps=(step,))
    projected = replace(known, dated=replace(known.dated, finding=finding))

    assert [len(duties([each], [holds(person())]).within_reach(MONDAY)) for each in (known, projected)] == [
        1,
        0,
    ]


@pytest.mark.parametrize(
    ("where", "seen"),
    [
        pytest.param(UN, {"public", "partners", "un-internal"}, id="un"),
        pytest.param(PARTNER, {"public", "partners"}, id="partner"),
        pytest.param(MIXED, {"public", "partners"}, id="un-and-others"),
        pytest.param(NOBODY, {"public", "partners"}, id="no-roles"),
    ],
)
def test_who_may_be_told_of_what(where: Office, seen: set[str]) -> None:
    told = {each for each in Visibility if may_be_told(where, task(MONDAY, of=UN, visibility=each))}

    assert told == seen


def test_an_office_is_found_by_country_and_name_whatever_roles_the_people_file_gives() -> None:
    listed = office(roles=frozenset({Role.RC}))
    elsewhere = holds(person("p2"), office("UGA", name=UN.name))

    (duty,) = duties([task(MONDAY, of=UN)], [elsewhere, holds(person(), listed)]).within_reach(MONDAY)

    assert [each.person.id for each in duty.holders] == ["p1"]


def test_holders_come_by_person_whatever_the_order_of_the_file() -> None:
    people = [holds(person(each)) for each in ("p3", "p1", "p2")]
    (duty,) = duties([task(MONDAY)], people).within_reach(MONDAY)

    assert [each.person.id for each in duty.holders] == ["p1", "p2", "p3"]


def test_a_task_of_an_office_that_nobody_holds_is_no_duty() -> None:
    assert duties([task(MONDAY)], []).within_reach(MONDAY) == ()


@pytest.mark.parametrize(
    ("holidays", "spoken"),
    [
        pytest.param({}, date(2026, 5, 7), id="weekend"),
        pytest.param({"EGY": frozenset({date(2026, 5, 7)})}, date(2026, 5, 6), id="weekend-and-holiday"),
        pytest.param({"KEN": frozenset({date(2026, 5, 7)})}, date(2026, 5, 7), id="holiday-elsewhere"),
    ],
)
def test_the_week_of_the_country_and_its_holidays_count(
    holidays: dict[str, frozenset[date]], spoken: date
) -> None:
    weeks = working_weeks(load_countries(), holidays)
    friday = date(2026, 5, 8)
    cairo = office("EGY")

    (duty,) = build_duties([task(friday, of=cairo)], Staffing((holds(person(), cairo),)), weeks).within_reach(
        MONDAY
    )

    assert next(each.day for each in duty.stages if each.name == "on-the-day") == spoken


@given(due=st.dates(date(2025, 1, 1), date(2027, 1, 1)), distance=st.integers(-120, 60))
def test_every_day_of_every_stage_is_within_reach(due: date, distance: int) -> None:
    found = duties([task(due)], [holds(person())])
    today = due + timedelta(days=distance)
    (duty,) = found.within_reach(due)

    speaks = min(each.day for each in duty.stages) <= today <= max(each.until for each in duty.stages)

    assert not speaks or found.within_reach(today) == (duty,)


BACK = Pause("KEN", 4, "write-report", "RCO KEN", "p1", PauseKind.NOT_MINE, MONDAY, NOON)


@pytest.mark.parametrize(
    ("pauses", "told"),
    [
        ((), ["p1", "p2"]),
        ((BACK,), ["p2"]),
        ((replace(BACK, kind=PauseKind.SNOOZED),), ["p1", "p2"]),
        ((replace(BACK, office="UNCT KEN"),), ["p1", "p2"]),
        ((replace(BACK, cycle=3),), ["p1", "p2"]),
        ((BACK, replace(BACK, person="p2")), ["p1", "p2"]),
    ],
)
def test_who_gave_a_task_back_is_not_told_unless_nobody_is_left(
    pauses: tuple[Pause, ...], told: list[str]
) -> None:
    held = tuple(holds(person(each)) for each in ("p1", "p2"))
    (duty,) = build_duties([task(MONDAY)], Staffing(held), {}, pauses=pauses).all

    assert [each.person.id for each in duty.told_on(MONDAY)] == told


def test_only_whom_a_pause_concerns_is_spoken_to_on_other_days() -> None:
    held = tuple(holds(person(each)) for each in ("p1", "p2"))
    (duty,) = build_duties([task(MONDAY)], Staffing(held), {}, pauses=[BACK]).all

    assert duty.stages_for("p1") == duty.stages
    assert {each.name for each in duty.stages_for("p2")} - {each.name for each in duty.stages} == {
        "handed-back-2026-05-04"
    }
