"""Granting over a store: what is foreseen, what is known already, and whom a change signs out."""

import pytest

from flows.installation.wiring import Wiring
from flows.site.access import open_session
from flows.site.granting import Granting
from tests.flows.installed import NOON, holder, wiring_over
from uprcycle.access.session import Way
from uprcycle.access.standing import Account, Grant, Standing
from uprcycle.errors import BadInputError
from uprcycle.people import Role
from uprcycle.roster.identity import person_id
from uprcycle.store.memory import MemoryStore
from web.access.source import Foreseen, Wish

BINOD = Account(person_id("binod@example.org"), "binod@example.org", "Binod Example")
OFFICER = Grant(Standing.OFFICER, frozenset({"KEN", "TGO"}))


@pytest.fixture
def wiring() -> Wiring:
    return wiring_over(MemoryStore())


def wish(**changed: str) -> Wish:
    plain = {"email": "binod@example.org", "name": "Binod  Example", "standing": "Officer"}
    return Wish(**plain | {"countries": "Kenya; TGO,"} | changed)


def test_what_a_grant_would_do_is_foreseen_and_nothing_done(wiring: Wiring) -> None:
    granting = Granting(wiring)

    assert granting.foresee(wish()) == Foreseen(BINOD, OFFICER, None, is_new=True)
    assert wiring.store.accounts.all() == ()
    granting.grant(wish(), by="desk")
    wider = granting.foresee(wish(countries="", name=""))
    assert wider == Foreseen(BINOD, Grant(Standing.OFFICER), OFFICER, is_new=False)


def test_everything_wrong_is_named_at_once_by_its_field(wiring: Wiring) -> None:
    with pytest.raises(BadInputError) as caught:
        Granting(wiring).foresee(Wish("binod", " ", "oficer", "Kennya,Nowhere at all", "xx"))

    assert [each.where for each in caught.value.problems] == [
        *("email", "name", "standing", "countries", "countries", "language")
    ]


def test_with_the_last_standing_somebody_is_signed_out_unless_they_hold_an_office(wiring: Wiring) -> None:
    granting, held = Granting(wiring), holder("SUR", "RCO Suriname", Role.RCO)
    wiring.store.people.save([held], by="desk", at=NOON)
    for person in (BINOD.id, held.person.id):
        wiring.store.accounts.grant(Account(person, "x@example.org", person), OFFICER, by="desk", at=NOON)
        open_session(wiring, person, Way.MAIL, "Firefox")
        granting.revoke(person, Standing.OFFICER, by="desk")

    assert [each.person for each in granting.lasting()] == [held.person.id]
    assert [each.principal.id for each in granting.entrants()] == [held.person.id]
    assert (granting.entrant(BINOD.id), granting.end(held.person.id, by="desk")) == (None, 1)


def test_nobody_is_invited_where_no_mail_leaves(wiring: Wiring) -> None:
    granting = Granting(wiring)
    granting.grant(wish(), by="desk")

    assert [granting.invite(each, by="desk") for each in (BINOD.id, "p-nobody")] == [False, False]
    assert [each.action for each in wiring.store.audit.rows()] == ["grant access"]
