from dataclasses import replace
from datetime import UTC, date, datetime

from uprcycle.checklist.pause import Pause, PauseKind, handed_back

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
BACK = Pause("KEN", 4, "brief", "RCO Kenya", "p1", PauseKind.NOT_MINE, date(2026, 5, 4), NOON)
LATER = replace(BACK, person="p2", kind=PauseKind.SNOOZED)
LIFTED = replace(BACK, person="p3", lifted_at=NOON)


def test_only_what_was_given_back_and_stands_is_handed_back() -> None:
    assert [each.stands for each in (BACK, LATER, LIFTED)] == [True, True, False]
    assert handed_back([BACK, LATER, LIFTED]) == {"p1"}


def test_a_pause_is_of_one_task_of_one_office() -> None:
    asked = [("brief", "RCO Kenya"), ("brief", "UNCT Kenya"), ("report", "RCO Kenya")]

    assert [BACK.is_of(*each) for each in asked] == [True, False, False]
