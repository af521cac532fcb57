"""What was said of a task, in the order in which it was said."""

from dataclasses import replace
from datetime import date, timedelta

from flows.offices.checklists import checklist_of
from flows.offices.task_history import IN_PERSON, Said, history_of
from tests.flows.installed import NOON, founded_memory
from uprcycle.checklist.answer import UNDONE
from uprcycle.checklist.pause import Pause, PauseKind
from uprcycle.checklist.tick import TaskState, Tick

TASK = ("SUR", 4, "contact-upr-branch", "RCO Suriname")
HOUR = timedelta(hours=1)


def test_ticks_and_pauses_of_one_task_of_one_office_come_as_they_were_said() -> None:
    wiring = founded_memory()
    store, checklist = wiring.store, checklist_of(wiring, "SUR")
    seen = Tick(*TASK, TaskState.ACKNOWLEDGED, "desk", NOON + HOUR, "a note", "https://example.org/a")
    for each in (seen, replace(seen, office="UNCT Suriname"), replace(seen, task="brief")):
        store.ticks.record(each)
    later = Pause(*TASK, "p2", PauseKind.SNOOZED, date(2026, 12, 1), NOON)
    back = replace(later, person="p3", kind=PauseKind.NOT_MINE, at=NOON + 3 * HOUR)
    kept = [store.pauses.add(each) for each in (later, back, replace(back, office="UNCT Suriname"))]
    store.pauses.lift(kept[0].number, at=NOON + 2 * HOUR)

    assert history_of(wiring, checklist, "contact-upr-branch") == (
        Said(NOON, "snoozed until 2026-12-01", "p2", via=IN_PERSON),
        Said(NOON + HOUR, "acknowledged", "desk", "a note", "https://example.org/a"),
        Said(NOON + 2 * HOUR, "no more snoozed", "p2", via=UNDONE),
        Said(NOON + 3 * HOUR, "not-mine", "p3", via=IN_PERSON),
    )
