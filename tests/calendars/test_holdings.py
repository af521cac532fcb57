from dataclasses import replace
from datetime import date

import pytest

from calendars.holdings import Holdings, hold, suits
from tests.calendars.build import RULES, rule
from tests.calendars.mine import DONE_AT, FORUM, NEPAL, RCO, acted, tick, view
from uprcycle.checklist.build import build_checklist
from uprcycle.checklist.local import LocalTask
from uprcycle.checklist.tick import TaskState
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Kind
from uprcycle.subscriptions import Filter, TaskForm


def tasks(held: Holdings) -> dict[tuple[str, str], TaskState]:
    return {(each.office.name, each.id): each.state for each in held.tasks}


def test_a_task_stands_for_its_date() -> None:
    held = hold(view(), acted())

    assert "statement" not in {each.id for each in held.dates}
    assert ("RCO Kenya", "statement") in tasks(held)


def test_without_tasks_the_dates_stand_for_themselves() -> None:
    held = hold(view(tasks=TaskForm.NONE), acted())

    assert held.tasks == ()
    assert "statement" in {each.id for each in held.dates}


def test_what_does_not_apply_and_is_not_wanted_does_not_come_back_as_a_date() -> None:
    ticks = [tick("statement", TaskState.NOT_APPLICABLE)]
    held = hold(view(ticks=ticks, shows_cancelled=False), acted())

    assert "statement" not in {each.id for each in held.dates} | {each.id for each in held.tasks}


@pytest.mark.parametrize("state", [TaskState.DONE, TaskState.NOT_APPLICABLE, TaskState.ACKNOWLEDGED])
@pytest.mark.parametrize("shows", [True, False])
def test_how_far_the_tasks_of_others_are_is_never_told(state: TaskState, *, shows: bool) -> None:
    ticks = [tick("statement", state)]
    held = hold(view(RCO, FORUM, held=[FORUM], ticks=ticks, shows_cancelled=shows), acted())

    (task,) = (each for each in held.tasks if each.id == "statement")
    assert (task.state, task.tick) == (TaskState.OPEN, None)


def test_the_checklist_of_an_office_that_is_not_in_the_right_is_passed_over() -> None:
    given = view(RCO, FORUM)
    narrowed = replace(given, right=replace(given.right, offices=(FORUM,)))

    assert {name for name, _ in tasks(hold(narrowed, acted()))} == {"Civic Forum"}


def test_a_checklist_made_for_more_roles_than_the_right_has_shows_those_of_the_right() -> None:
    wide = replace(FORUM, roles=RCO.roles)
    given = view(FORUM)
    lists = (build_checklist(acted().timetable("KEN", 4), wide, ()),)

    assert tasks(hold(replace(given, checklists=lists), acted())) == {
        ("Civic Forum", "draft"): TaskState.OPEN
    }


def test_what_an_office_wrote_itself_stays_on_its_list() -> None:
    own = LocalTask("KEN", 4, "RCO Kenya", "Meet somebody", date(2026, 4, 1), "an officer", DONE_AT, number=3)
    given = view()
    lists = (build_checklist(acted().timetable("KEN", 4), RCO, (), (own,)),)

    assert any(each.id == "local-3" for each in lists[0].tasks)
    assert "local-3" not in {task for _, task in tasks(hold(replace(given, checklists=lists), acted()))}


def test_states_come_by_code_and_only_those_that_are_reviewed() -> None:
    gone = replace(NEPAL, country="USA")

    assert hold(replace(view(NEPAL, RCO), checklists=()), acted()).countries == ("KEN", "NPL")
    assert hold(replace(view(RCO), right=replace(view(RCO).right, offices=(gone,))), acted()).countries == ()


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Filter(), True),
        (Filter(roles=(Role.GOVERNMENT,)), True),
        (Filter(roles=(Role.NHRI,)), True),
        (Filter(roles=(Role.CSO,)), False),
        (Filter(phases=(Phase.REVIEW,)), True),
        (Filter(phases=(Phase.MID_TERM,)), False),
        (Filter(kinds=(Kind.EVENT, Kind.DEADLINE)), True),
        (Filter(kinds=(Kind.DEADLINE,)), False),
        (Filter(roles=(Role.NHRI,), kinds=(Kind.DEADLINE,)), False),
    ],
)
def test_a_filter_lets_through_what_meets_all_it_asks(chosen: Filter, *, expected: bool) -> None:
    assert suits(replace(rule(), informed=(Role.NHRI,)), chosen) is expected


def test_the_right_alone_decides_which_dates_are_seen() -> None:
    public = {each.id for each in RULES}
    seen = {each.id for each in hold(view(FORUM, tasks=TaskForm.NONE), acted()).dates}

    assert seen - public == {"shared-plan", "statement"}
    assert "inner-meeting" not in seen
