"""How far a draft has come, and which of its steps can be looked at."""

import pytest

from tests.uprcycle.store.build import draft
from uprcycle.errors import Problem
from uprcycle.sheets.correction import Correction
from uprcycle.wording.language import ENGLISH
from web.desk.source import Looked
from web.desk.steps import Step, choose_step, first_step, stages

ERROR = Problem("row 5", "is not a State")
CORRECTION = Correction("row 6", "Nepall", "NPL", "Nepal")
WITH_ERRORS = Looked(draft(), errors=(ERROR,), corrections=(CORRECTION,))
TO_CONFIRM = Looked(draft(), corrections=(CORRECTION,))
CONFIRMED = Looked(draft(accepted=("Nepall=NPL",)), corrections=(CORRECTION,))
CLEAN = Looked(draft())


@pytest.mark.parametrize(
    ("looked", "first", "reached"),
    [
        pytest.param(WITH_ERRORS, Step.PROBLEMS, 1, id="errors"),
        pytest.param(TO_CONFIRM, Step.CORRECTIONS, 2, id="to-confirm"),
        pytest.param(CONFIRMED, Step.PLAN, 5, id="confirmed"),
        pytest.param(CLEAN, Step.PLAN, 5, id="clean"),
    ],
)
def test_nothing_is_planned_before_what_stands_in_its_way_is_gone(
    looked: Looked, first: Step, reached: int
) -> None:
    assert first_step(looked) is first
    shown = stages(first, looked, ENGLISH)
    assert [each.is_open for each in shown] == [number < reached for number in range(5)]
    assert [each.step for each in shown if each.is_here] == [first]


@pytest.mark.parametrize(
    ("asked", "looked", "expected"),
    [
        ("release", CLEAN, Step.RELEASE),
        ("release", TO_CONFIRM, Step.CORRECTIONS),
        ("problems", TO_CONFIRM, Step.PROBLEMS),
        ("nonsense", CLEAN, Step.PLAN),
        ("", WITH_ERRORS, Step.PROBLEMS),
    ],
    ids=["open", "closed", "behind", "unknown", "none"],
)
def test_a_step_is_shown_if_the_draft_has_come_so_far(asked: str, looked: Looked, expected: Step) -> None:
    assert choose_step(asked, looked) is expected
