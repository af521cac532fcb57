"""Accounts on every store: at most one grant of each standing, and never without an administrator."""

import pytest

from tests.uprcycle.store.build import ADMINISTRATOR, HOUR, NOW, OFFICER, account
from uprcycle.access.standing import Grant, Standing
from uprcycle.errors import RefusedError
from uprcycle.store.ports import Store

OBSERVER = Grant(Standing.OBSERVER)


def test_what_is_granted_comes_back_in_order_and_replaces_the_same_standing(store: Store) -> None:
    for grant in (OBSERVER, Grant(Standing.OFFICER), ADMINISTRATOR):
        store.accounts.grant(account("amina"), grant, by="desk", at=NOW)
    kept = store.accounts.grant(account("amina", name="Amina E."), OFFICER, by="desk", at=NOW)
    store.accounts.grant(account("aaron"), OFFICER, by="desk", at=NOW)

    assert kept == account("amina", name="Amina E.", grants=(ADMINISTRATOR, OFFICER, OBSERVER))
    assert store.accounts.all() == (account("aaron", grants=(OFFICER,)), kept)
    assert (store.accounts.of("p-amina"), store.accounts.of("p-binod")) == (kept, None)


def test_with_the_last_grant_an_account_goes(store: Store) -> None:
    for grant in (OFFICER, OBSERVER):
        store.accounts.grant(account(), grant, by="desk", at=NOW)

    left = store.accounts.revoke("p-amina", Standing.OFFICER, by="desk", at=NOW)
    assert (left, store.accounts.all()) == (account(grants=(OBSERVER,)), (account(grants=(OBSERVER,)),))
    assert store.accounts.revoke("p-amina", Standing.OBSERVER, by="desk", at=NOW) is None
    assert store.accounts.all() == ()


def test_the_last_administrator_of_all_states_stays(store: Store) -> None:
    store.accounts.grant(account(), ADMINISTRATOR, by="desk", at=NOW)
    in_kenya = Grant(Standing.ADMINISTRATOR, frozenset({"KEN"}))
    store.accounts.grant(account("binod"), in_kenya, by="desk", at=NOW)
    before = store.audit.last()

    with pytest.raises(RefusedError, match="the last administrator stays"):
        store.accounts.revoke("p-amina", Standing.ADMINISTRATOR, by="desk", at=NOW)
    with pytest.raises(RefusedError, match="the last administrator stays"):
        store.accounts.grant(account(), in_kenya, by="desk", at=NOW)
    assert (store.audit.last(), len(store.accounts.all())) == (before, 2)

    store.accounts.grant(account("binod"), ADMINISTRATOR, by="desk", at=NOW)
    assert store.accounts.revoke("p-amina", Standing.ADMINISTRATOR, by="desk", at=NOW) is None


@pytest.mark.parametrize("person", ["p-amina", "p-nobody"])
def test_what_nobody_has_cannot_be_taken(store: Store, person: str) -> None:
    store.accounts.grant(account(), OFFICER, by="desk", at=NOW)

    with pytest.raises(RefusedError, match="this account is no observer"):
        store.accounts.revoke(person, Standing.OBSERVER, by="desk", at=NOW)


def test_the_trail_says_what_was_granted_and_taken_without_a_name(store: Store) -> None:
    store.accounts.grant(account(), OFFICER, by="desk", at=NOW)
    store.accounts.grant(account(), OBSERVER, by="desk", at=NOW)
    store.accounts.revoke("p-amina", Standing.OFFICER, by="desk", at=NOW + HOUR)

    assert [(each.by, each.action, each.subject, each.detail) for each in reversed(store.audit.rows())] == [
        ("desk", "grant access", "p-amina", "officer in KEN TGO"),
        ("desk", "grant access", "p-amina", "observer in all States"),
        ("desk", "revoke access", "p-amina", "officer"),
    ]
