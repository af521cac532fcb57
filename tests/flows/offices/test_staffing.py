"""Whom a text names, and what is known of the people of an installation."""

import pytest

from flows.installation.wiring import Wiring
from flows.offices.staffing import find_person, staffing_of
from tests.flows.installed import NOON, TODAY, holder, wiring_over
from uprcycle.people import Role
from uprcycle.presence import Absence, Staffing
from uprcycle.store.memory import MemoryStore

AMINA = holder("TGO", "RCO Togo", Role.RCO, person="amina")
AWAY = Absence(AMINA.person.id, TODAY, TODAY)


@pytest.fixture
def wiring() -> Wiring:
    store = MemoryStore()
    store.people.save([AMINA], [AWAY], by="a tester", at=NOON)
    return wiring_over(store)


def test_staffing_is_who_holds_what_and_who_is_away(wiring: Wiring) -> None:
    assert staffing_of(wiring) == Staffing((AMINA,), (AWAY,))


@pytest.mark.parametrize("who", ["id-5-tgo", " ID-5-TGO", "amina@example.org", "Amina@Example.ORG "])
def test_a_person_is_found_by_id_or_address(wiring: Wiring, who: str) -> None:
    assert find_person(wiring, who) == AMINA.person


@pytest.mark.parametrize("who", ["", "amina", "Amina Example", "amina@example.com"])
def test_nobody_is_found_by_less(wiring: Wiring, who: str) -> None:
    assert find_person(wiring, who) is None
