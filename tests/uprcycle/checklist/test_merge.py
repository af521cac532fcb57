"""What happens to the open tasks of an office when its rules become others."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.uprcycle.examples import lead, review, rule
from uprcycle.checklist.build import Checklist, build_checklist
from uprcycle.checklist.merge import compare_checklists
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.days.workdays import WorkingDays
from uprcycle.people import Office, Role
from uprcycle.rules.rule import Rule
from uprcycle.rules.rulebook import Rulebook
from uprcycle.timetable.compute import Setting, compute_timetable

RCO = Office("RCO Kenya", "KEN", frozenset({Role.RCO, Role.UNCT}))
BRIEF = rule("brief", lead("review", "12 weeks before"))
SOONER = rule("brief", lead("review", "13 weeks before"))
CALLED = replace(BRIEF, title="Another title")
REPORT = rule("report", lead("review", "8 weeks before"))
OTHERS = rule("others", lead("review", "8 weeks before"), actors=(Role.MEDIA,))


def checklist(rules: Iterable[Rule], *done: str) -> Checklist:
    timetable = compute_timetable(review(), Rulebook(tuple(rules)), Setting(WorkingDays()))
    ticks = (
        Tick("KEN", timetable.cycle, each, RCO.name, TaskState.DONE, "p-1", datetime(2027, 6, 1, tzinfo=UTC))
        for each in done
    )
    return build_checklist(timetable, RCO, ticks)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param([BRIEF], [BRIEF], [], id="same"),
        pytest.param([BRIEF], [BRIEF, REPORT], [("added", "report", None, date(2027, 9, 8))], id="comes"),
        pytest.param([BRIEF, REPORT], [BRIEF], [("dropped", "report", date(2027, 9, 8), None)], id="goes"),
        pytest.param(
            [BRIEF], [SOONER], [("moved", "brief", date(2027, 8, 11), date(2027, 8, 4))], id="moves"
        ),
        pytest.param(
            [BRIEF], [CALLED], [("reworded", "brief", date(2027, 8, 11), date(2027, 8, 11))], id="reads"
        ),
        pytest.param([BRIEF], [BRIEF, OTHERS], [], id="somebody-elses"),
    ],
)
def test_open_tasks_come_go_move_or_read_otherwise(
    old: list[Rule], new: list[Rule], said: list[tuple[object, ...]]
) -> None:
    changes = compare_checklists(checklist(old), checklist(new))

    assert [(each.effect.value, each.task.id, each.was, each.will_be) for each in changes] == said


@pytest.mark.parametrize("new", [[SOONER], [CALLED], []], ids=["moves", "reads", "goes"])
def test_what_is_done_is_no_news(new: list[Rule]) -> None:
    assert compare_checklists(checklist([BRIEF], "brief"), checklist(new, "brief")) == ()
