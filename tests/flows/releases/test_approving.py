"""A second person agrees to a plan in the store, and a release finds it there; nothing else counts."""

from dataclasses import replace

import pytest

from flows.installation.wiring import Wiring
from flows.releases.approving import approve_as, approve_plan, approver_of
from flows.releases.releasing import Draft, preview, release_draft
from tests.flows.installed import NOON, holder
from tests.flows.released import BASE, LATER, SIGNED, first_release, founded, release
from uprcycle.access.signer import Signer
from uprcycle.errors import BadInputError, RefusedError
from uprcycle.people import Role
from uprcycle.timetable.plan import Plan

PLAN = Plan(1, "", (), (), (), "ab" * 32)


@pytest.fixture
def wiring() -> Wiring:
    """Give an installation in memory with one release."""
    return founded(lambda: NOON, BASE)


def test_what_another_person_agreed_to_is_released_and_says_who() -> None:
    wiring = first_release()
    release(wiring, LATER)
    plan = preview(wiring, Draft(BASE)).plan
    for agreed in ("", "the desk", " The  DESK "):
        if agreed:
            approve_plan(wiring, plan.digest, plan.base, Signer(agreed))
        with pytest.raises(RefusedError, match="would come earlier"):
            release_draft(wiring, Draft(BASE), plan.digest, SIGNED)

    approve_plan(wiring, plan.digest, plan.base, Signer(" another desk "))
    release_draft(wiring, Draft(BASE), plan.digest, SIGNED)

    assert wiring.store.releases.history()[-1].by == "the desk; earlier dates confirmed by another desk"


def test_an_approval_is_of_one_plan_upon_one_release(wiring: Wiring) -> None:
    approve_plan(wiring, PLAN.digest, PLAN.base, Signer("another desk"))

    assert approver_of(wiring, PLAN, SIGNED.signer) == Signer("another desk")
    assert approver_of(wiring, PLAN, Signer("Another  Desk")) is None
    assert approver_of(wiring, replace(PLAN, digest="0" * 64), SIGNED.signer) is None
    assert approver_of(wiring, replace(PLAN, base=2), SIGNED.signer) is None


def test_a_plan_that_went_stale_cannot_be_agreed_to(wiring: Wiring) -> None:
    rows = wiring.store.audit.rows()
    with pytest.raises(RefusedError, match="the plan has gone stale") as refusal:
        approve_plan(wiring, PLAN.digest, 2, Signer("another desk"))

    assert [str(each) for each in refusal.value.problems] == [
        "the plan was made upon release 2, and 1 is in force; plan again and look"
    ]
    assert wiring.store.audit.rows() == rows


def test_an_approval_names_somebody(wiring: Wiring) -> None:
    with pytest.raises(BadInputError, match="an approval needs a name"):
        approve_plan(wiring, PLAN.digest, PLAN.base, Signer(" "))


def test_an_id_stands_for_somebody_who_holds_an_office_of_the_un(wiring: Wiring) -> None:
    colleague = holder("KEN", "RCO Kenya", Role.RCO, person="one")
    citizen = holder("KEN", "A Coalition", Role.CSO, person="other")
    wiring.store.people.save([colleague, citizen], by="a tester", at=NOON)
    for stranger in ("", "p-nobody", citizen.person.id, colleague.person.name):
        with pytest.raises(RefusedError, match="nobody with this id may agree"):
            approve_as(wiring, PLAN.digest, PLAN.base, stranger)

    approve_as(wiring, PLAN.digest, PLAN.base, colleague.person.id)

    agreed = Signer(colleague.person.name, colleague.person.id)
    assert approver_of(wiring, PLAN, SIGNED.signer) == agreed
    assert approver_of(wiring, PLAN, Signer("Renamed Since", agreed.person)) is None
    assert approver_of(wiring, PLAN, Signer(agreed.name)) is None
    assert approver_of(wiring, PLAN, Signer(agreed.name, "p-namesake")) == agreed
