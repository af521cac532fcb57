"""Offices as their pages show them: found by their keys, and by nobody else's name."""

from datetime import date

import pytest

from flows.site.offices import Offices
from tests.flows.signed import AMINA, FORUM, UGANDA, Signed
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.errors import BadInputError
from uprcycle.people import Office

DUE = date(2027, 3, 1)


def test_an_office_is_found_by_its_key_whether_anybody_holds_it_or_not() -> None:
    signed = Signed()
    signed.assign(FORUM)
    offices = Offices(signed.wiring)

    found = [offices.find(each) for each in (UGANDA.key, FORUM.key, "UGA-0", "ZZZ-0", "")]

    assert [each.name if each else None for each in found] == ["RCO Uganda", "Civic Forum", None, None, None]
    assert [each.name for each in offices.of_state("UGA")] == ["RCO Uganda", "Civic Forum"]
    assert offices.of_state("") == ()


def test_who_spoke_is_named_as_long_as_they_are_known() -> None:
    signed = Signed()
    signed.assign(UGANDA)
    offices, task = Offices(signed.wiring), "read-three-documents"
    for by, via in ((AMINA.id, "page"), ("p-gone", "link"), ("the desk", "")):
        tick = Tick("UGA", 4, task, UGANDA.name, TaskState.DONE, by, signed.now, via=via)
        signed.wiring.store.ticks.record(tick)

    found = offices.history(UGANDA, task)

    assert found is not None
    assert [each.by for each in found[1]] == ["Amina", "", "the desk"]
    assert offices.history(UGANDA, "no-such") is None
    assert (offices.look(UGANDA).is_lead, offices.look(FORUM).is_lead) == (True, False)


def test_a_task_of_an_office_is_added_once_from_one_page_and_dropped_by_it_alone() -> None:
    signed = Signed()
    offices = Offices(signed.wiring)

    added = [offices.add(UGANDA, "Book the hall", DUE, "Amina", serial) for serial in (0, 0, 1)]
    first, second = signed.wiring.store.local_tasks.of("UGA", 4)
    dropped = [offices.drop(each, first.id, "Amina") for each in (FORUM, UGANDA, UGANDA)]

    assert (added, dropped) == ([True, False, True], [False, True, False])
    assert second.stands
    assert offices.drop(UGANDA, "read-three-documents", "Amina") is False
    with pytest.raises(BadInputError):
        offices.add(UGANDA, "x" * 121, DUE, "Amina", 2)


def test_an_office_of_a_state_without_a_review_has_people_and_no_tasks() -> None:
    signed = Signed()
    nowhere = Office("an office", "VAT", UGANDA.roles)
    offices = Offices(signed.wiring)

    assert offices.add(nowhere, "Book the hall", DUE, "Amina", 0) is False
    assert offices.history(nowhere, "x") is None
