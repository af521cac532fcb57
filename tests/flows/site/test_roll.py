"""The roll says who somebody is today, and knows at once when that changed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from flows.installation.wiring import Wiring
from flows.site.roll import Roll
from tests.flows.installed import NOON, TODAY, holder, wiring_over
from uprcycle.access.standing import Account, Grant, Standing
from uprcycle.people import Role
from uprcycle.preferences import Preferences
from uprcycle.roster.identity import person_id
from uprcycle.store.memory import MemoryStore

ADDRESS = "amina@example.org"
HELD = holder("SUR", "RCO Suriname", Role.RCO)
HELD = replace(HELD, person=replace(HELD.person, id=person_id(ADDRESS), email=ADDRESS, language="fr"))
ACCOUNT, OBSERVER = Account(HELD.person.id, ADDRESS, "Amina E.", "es"), Grant(Standing.OBSERVER)


@pytest.fixture
def wiring() -> Wiring:
    return wiring_over(MemoryStore())


def test_an_office_or_an_account_makes_somebody_and_both_are_one(wiring: Wiring) -> None:
    roll, store = Roll(wiring), wiring.store
    assert roll.at(ADDRESS) is None
    store.people.save([HELD], by="desk", at=NOON)
    by_office = roll.at(f" {ADDRESS.upper()} ")
    store.accounts.grant(ACCOUNT, OBSERVER, by="desk", at=NOON)
    both = roll.of(HELD.person.id)

    assert by_office
    assert (by_office.name, by_office.language, by_office.grants) == ("Amina Example", "fr", ())
    assert (by_office.assignments, by_office.today) == ((HELD,), TODAY)
    assert both == replace(by_office, name="Amina E.", language="es", grants=(OBSERVER,))


def test_whoever_held_an_office_yesterday_is_nobody(wiring: Wiring) -> None:
    roll = Roll(wiring)
    wiring.store.people.save([replace(HELD, valid_to=date(2026, 11, 20))], by="desk", at=NOON)

    assert roll.at(ADDRESS) is None


def test_whoever_loses_the_last_grant_is_nobody(wiring: Wiring) -> None:
    roll, accounts = Roll(wiring), wiring.store.accounts
    accounts.grant(ACCOUNT, OBSERVER, by="desk", at=NOON)
    before = roll.at(ADDRESS)
    accounts.revoke(ACCOUNT.id, Standing.OBSERVER, by="desk", at=NOON)

    assert (bool(before), roll.at(ADDRESS)) == (True, None)


def test_at_midnight_it_is_another_day_though_nobody_wrote(wiring: Wiring) -> None:
    moment = [NOON]
    roll = Roll(wiring_over(wiring.store, lambda: moment[0]))
    wiring.store.people.save([replace(HELD, valid_to=TODAY)], by="desk", at=NOON)
    before = roll.at(ADDRESS)
    moment[0] += timedelta(days=1)

    assert (bool(before), roll.at(ADDRESS)) == (True, None)


def test_somebody_reads_in_the_language_they_chose(wiring: Wiring) -> None:
    roll, store = Roll(wiring), wiring.store
    store.people.save([HELD], by="desk", at=NOON)
    store.preferences.choose(
        HELD.person.id, lambda _: Preferences(HELD.person.id, "en"), by=HELD.person.id, at=NOON
    )
    found = roll.at(ADDRESS)

    assert found
    assert found.language == "en"


def test_a_sign_in_is_no_reason_to_read_everybody_again(wiring: Wiring) -> None:
    people = wiring.sight().people
    wiring.store.people.save([HELD], by="desk", at=NOON)
    after = wiring.sight().people
    wiring.store.sign_ins.end(["s1"], by="desk", at=NOON)

    assert (after > people, wiring.sight().people) == (True, after)
