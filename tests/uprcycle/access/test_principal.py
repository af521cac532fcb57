"""Somebody who signed in is what they are today: offices of other days give nothing."""

from dataclasses import replace
from datetime import date

from uprcycle.access.principal import Principal
from uprcycle.access.standing import Grant
from uprcycle.people import Assignment, Office, Person, Role

TODAY = date(2026, 11, 22)
RCO = Office("RCO Kenya", "KEN", frozenset({Role.RCO}))
AMINA = Person("p1", "Amina Example", "amina@example.org")
NOW = Assignment(AMINA, RCO, date(2026, 1, 1), TODAY)
OVER = replace(NOW, valid_to=date(2026, 11, 21))


def principal(*assignments: Assignment, grants: tuple[Grant, ...] = ()) -> Principal:
    return Principal("p1", "Amina Example", "amina@example.org", "en", grants, assignments, TODAY)


def test_an_office_is_held_on_its_days_alone() -> None:
    somebody = principal(NOW, OVER)

    assert somebody.held == (NOW,)
    assert (somebody.holds(RCO), principal(OVER).holds(RCO)) == (True, False)


def test_a_head_is_head_of_their_own_office_alone() -> None:
    head = principal(replace(NOW, is_head=True))

    assert (head.heads(RCO), head.heads(replace(RCO, name="UNCT Kenya"))) == (True, False)
    assert (principal(NOW).heads(RCO), principal(replace(OVER, is_head=True)).heads(RCO)) == (False, False)


def test_an_office_is_the_same_whatever_its_roles() -> None:
    assert principal(NOW).holds(replace(RCO, roles=frozenset({Role.UNCT})))


def test_an_address_is_not_written_where_a_principal_is() -> None:
    assert "amina@example.org" not in repr(principal())
    assert principal().signature == "Amina Example"
