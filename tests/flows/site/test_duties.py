"""Duties of those who signed in: of their own offices, of today and of the running review alone."""

from dataclasses import replace

import pytest

from flows.nudges.matters import Taking
from flows.site.duties import Duties
from tests.flows.answered import TASK
from tests.flows.signed import BRUNO, TOGO, UGANDA, Signed
from uprcycle.access.standing import Grant, Standing
from uprcycle.checklist.agenda import Group
from uprcycle.checklist.answer import Answer, Saying
from web.duties.source import Place

HERE = Place(UGANDA.key, 4, TASK)
DONE = Answer(Saying.DONE)


def desk(signed: Signed) -> Duties:
    return Duties(signed.wiring, Taking(signed.wiring))


def test_everything_of_all_offices_is_held_and_guidance_beside_it() -> None:
    signed = Signed()
    for office in (UGANDA, TOGO):
        signed.assign(office)

    held = desk(signed).held(signed.principal)

    assert [each.name for each in held.offices] == ["RCO Togo", "RCO Uganda"]
    assert list(held.agenda) == list(Group)
    assert sum(map(len, held.agenda.values())) > 150
    assert {office.name for office, _ in held.guidance} == {"RCO Togo", "RCO Uganda"}


def test_an_answer_is_taken_once_and_taken_back_by_who_gave_it() -> None:
    signed = Signed()
    signed.assign(UGANDA)
    duties, reader = desk(signed), signed.principal

    taken = [duties.answer(reader, HERE, DONE, 0) for _ in range(2)]
    found = duties.find(reader, HERE)

    assert found is not None
    assert (taken, found.matter.serial, found.undoable is not None) == ([(), ()], 1, True)
    assert duties.undo(reader, HERE, 0) is False
    assert duties.undo(reader, HERE, 1) is True


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(replace(HERE, cycle=3), id="another cycle"),
        pytest.param(replace(HERE, cycle=-1), id="no cycle"),
        pytest.param(replace(HERE, task="no-such"), id="no task"),
        pytest.param(replace(HERE, office=TOGO.key), id="another office"),
        pytest.param(replace(HERE, office="UGA"), id="no office"),
    ],
)
def test_what_is_not_there_is_found_by_nobody(place: Place) -> None:
    signed = Signed(BRUNO, Grant(Standing.OFFICER))
    signed.assign(UGANDA)
    duties, reader = desk(signed), signed.principal

    assert duties.find(reader, place) is None
    assert duties.answer(reader, place, DONE, 0) is None
    assert duties.undo(reader, place, 0) is None


def test_whoever_holds_nothing_has_nothing_whatever_is_granted_to_them() -> None:
    officer = Signed(BRUNO, Grant(Standing.OFFICER), Grant(Standing.ADMINISTRATOR))
    officer.assign(UGANDA, replace(BRUNO, id="p-else"))

    assert desk(officer).held(officer.principal).offices == ()
    assert desk(officer).find(officer.principal, HERE) is None
