"""Which running checklists other rules would change."""

from flows.releases.merging import merges_of
from tests.flows.installed import NOON, founded_memory, holder
from tests.uprcycle.rulesets import with_cells
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.people import Role

ID = "encourage-mid-term-report"
EARLIER = with_cells(ID, title="Another title")


def test_only_running_checklists_with_that_task_open_in_the_named_states_are_offered_a_merge() -> None:
    wiring = founded_memory()
    kenya, mali = holder("KEN", "RCO Kenya", Role.RCO, Role.UNCT), holder("MLI", "RCO Mali", Role.UNCT)
    media = holder("KEN", "The press", Role.MEDIA, person="p2")
    wiring.store.people.save([kenya, mali, media], by="a tester", at=NOON)
    rows = wiring.store.audit.rows()

    def offered(*countries: str) -> list[tuple[str, list[tuple[str, str]]]]:
        merges = merges_of(wiring, EARLIER, countries)
        return [
            (each.office.name, [(one.effect.value, one.task.id) for one in each.changes]) for each in merges
        ]

    assert offered() == [("RCO Kenya", [("reworded", ID)]), ("RCO Mali", [("reworded", ID)])]
    assert offered("MLI") == [("RCO Mali", [("reworded", ID)])]
    assert wiring.store.audit.rows() == rows

    wiring.store.ticks.record(Tick("MLI", 4, ID, "RCO Mali", TaskState.DONE, "a tester", NOON))
    assert offered("MLI") == []


def test_a_list_on_which_the_lead_has_ticked_runs_though_nobody_is_loaded() -> None:
    wiring = founded_memory()
    assert merges_of(wiring, EARLIER, ["TGO"]) == ()

    wiring.store.ticks.record(Tick("TGO", 4, "watch-webcast", "RCO Togo", TaskState.DONE, "a tester", NOON))

    assert [each.office.name for each in merges_of(wiring, EARLIER, ["TGO"])] == ["RCO Togo"]
