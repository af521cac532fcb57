"""What lies on the table of an office, and that an answer is taken once by whatever door it comes."""

from datetime import timedelta

from flows.installation.wiring import Wiring
from flows.nudges.matters import Table, Taking, lay_table
from tests.flows.installed import NOON, TODAY, founded_memory
from uprcycle.checklist.answer import Answer, Matter, Saying
from uprcycle.checklist.tick import BY_LINK, BY_PAGE, TaskState
from uprcycle.people import Assignment, Office, Person, Role

AMINA, BRUNO = (Person(f"p-{name}", name.title(), f"{name}@example.org") for name in ("amina", "bruno"))
UGANDA = Office("RCO Uganda", "UGA", frozenset({Role.RCO, Role.UNCT}))
NEIGHBOUR = Office("UNICEF Uganda", "UGA", frozenset({Role.UN_ENTITY}))
TASK = "read-three-documents"
DONE = Answer(Saying.DONE)


def table(wiring: Wiring, *held: Assignment) -> Table:
    return lay_table(wiring, wiring.world().timetable("UGA"), UGANDA, held)


def matter(wiring: Wiring, *held: Assignment, person: Person = AMINA) -> Matter:
    found = table(wiring, *held)
    task = found.checklist.task(TASK)
    assert task is not None
    return found.matter(task, person.id)


def test_a_task_can_be_given_back_while_somebody_else_holds_the_same_office_today() -> None:
    wiring = founded_memory()
    mine, beside = Assignment(AMINA, UGANDA), Assignment(BRUNO, UGANDA)
    elsewhere, gone = Assignment(BRUNO, NEIGHBOUR), Assignment(BRUNO, UGANDA, valid_to=TODAY - timedelta(1))

    assert matter(wiring, mine, beside).has_others
    assert not matter(wiring, mine, elsewhere, gone).has_others


def test_what_one_door_took_the_other_knows_and_a_form_of_before_changes_nothing() -> None:
    wiring, held = founded_memory(), (Assignment(AMINA, UGANDA), Assignment(BRUNO, UGANDA))
    taking = Taking(wiring)

    taken = taking.answer(lambda: matter(wiring, *held), DONE, 0, BY_PAGE)
    again = taking.answer(lambda: matter(wiring, *held), DONE, 0, BY_LINK)

    assert (taken, again, taking.answer(lambda: None, DONE, 0, BY_LINK)) == ((), (), None)
    (tick,) = wiring.store.ticks.history("UGA", 4, TASK)
    assert (tick.state, tick.by, tick.via, tick.at) == (TaskState.DONE, AMINA.id, BY_PAGE, NOON)
    assert matter(wiring, *held, person=BRUNO).undoable(NOON) is None
    assert taking.undo(lambda: matter(wiring, *held), 0) is False
    assert taking.undo(lambda: matter(wiring, *held), 1) is True
    assert matter(wiring, *held).task.state is TaskState.OPEN


def test_every_task_of_the_list_is_a_matter_with_the_pauses_of_its_reader_alone() -> None:
    wiring, held = founded_memory(), (Assignment(AMINA, UGANDA), Assignment(BRUNO, UGANDA))
    Taking(wiring).answer(lambda: matter(wiring, *held), Answer(Saying.NOT_MINE), 0, BY_PAGE)

    found = table(wiring, *held)

    assert [each.task for each in found.matters(AMINA.id)] == list(found.checklist.tasks)
    assert [each.task.id for each in found.matters(AMINA.id) if each.is_handed_back] == [TASK]
    assert not any(each.is_handed_back for each in found.matters(BRUNO.id))
