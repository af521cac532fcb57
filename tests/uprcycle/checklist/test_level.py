"""The basics leave out actions only, and never an official date."""

import pytest

from tests.uprcycle.examples import review, rule
from uprcycle.checklist.build import build_checklist
from uprcycle.checklist.level import Level, at_level
from uprcycle.days.workdays import WorkingDays
from uprcycle.people import Office, Role
from uprcycle.rules.rule import Kind
from uprcycle.rules.rulebook import Rulebook
from uprcycle.timetable.compute import Setting, compute_timetable
from uprcycle.visibility import Visibility

RULES = (
    rule("deadline", kind=Kind.DEADLINE, level="advanced"),
    rule("event", kind=Kind.EVENT),
    rule("plain", kind=Kind.ACTION),
    rule("basic", kind=Kind.ACTION, level="basic"),
    rule("advanced", kind=Kind.ACTION, level="advanced"),
    rule("quiet-basic", kind=Kind.ACTION, level="basic", visibility=Visibility.PRIVATE),
    rule("quiet", kind=Kind.ACTION, visibility=Visibility.PRIVATE),
)
OFFICE = Office("Forum", "KEN", frozenset({Role.RCO, Role.CSO}))


@pytest.mark.parametrize(
    ("level", "tasks", "guidance"),
    [
        (Level.BASIC, {"deadline", "event", "basic"}, {"quiet-basic"}),
        (Level.ADVANCED, {"deadline", "event", "plain", "basic", "advanced"}, {"quiet-basic", "quiet"}),
    ],
)
def test_a_level_chooses_among_actions_alone(level: Level, tasks: set[str], guidance: set[str]) -> None:
    timetable = compute_timetable(review(), Rulebook(RULES), Setting(WorkingDays()))

    found = at_level(build_checklist(timetable, OFFICE, ()), level)

    assert ({each.id for each in found.tasks}, {each.id for each in found.guidance}) == (tasks, guidance)
