"""Tables of offices are laid once, and again when something on them was written, or on another day."""

from datetime import timedelta

from flows.site.kept_tables import KEPT, KeptTables
from tests.flows.signed import AMINA, BRUNO, TOGO, UGANDA, Signed
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.people import Office


def test_a_table_stays_until_something_on_it_is_written_or_the_day_is_another() -> None:
    signed = Signed()
    signed.assign(UGANDA)
    tables = KeptTables(signed.wiring)
    first = list(tables.of([UGANDA, TOGO]))
    signed.assign(TOGO, BRUNO)
    again = list(tables.of([UGANDA, TOGO]))

    signed.assign(UGANDA, BRUNO)
    (joined,) = tables.of([UGANDA])
    task = joined.checklist.tasks[0]
    here = (task.country, task.cycle, task.id, UGANDA.name)
    signed.wiring.store.ticks.record(Tick(*here, TaskState.DONE, AMINA.id, signed.now, via="page"))
    (ticked,) = tables.of([UGANDA])
    signed.now += timedelta(days=1)
    (tomorrow,) = tables.of([UGANDA])

    assert [one is other for one, other in zip(first, again, strict=True)] == [True, False]
    assert [len(each.holders) for each in (first[0], joined)] == [1, 2]
    assert [len(each.ticks) for each in (joined, ticked)] == [0, 1]
    assert (tomorrow.today - ticked.today).days == 1


def test_a_state_without_a_review_has_no_table_and_no_more_are_kept_than_there_is_room() -> None:
    signed = Signed()
    tables = KeptTables(signed.wiring)

    assert list(tables.of([Office("an office", "VAT", UGANDA.roles)])) == []
    for number in range(KEPT + 3):
        (laid,) = tables.of([Office(f"office {number}", "TGO", frozenset())])
    (kept,) = tables.of([Office(f"office {KEPT + 2}", "TGO", frozenset())])
    assert kept is laid
