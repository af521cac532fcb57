"""Every State's duties have an owner, with and without a UN country team."""

from collections import Counter

import pytest

from tests.uprcycle.examples import country
from uprcycle.checklist.routing import office_of
from uprcycle.people import Role
from uprcycle.store.packaged import load_countries


@pytest.mark.parametrize(
    ("facts", "name", "roles"),
    [
        pytest.param(
            {"has_unct": True},
            "RCO Kenya",
            {Role.RC, Role.RCO, Role.UNCT, Role.UN_ENTITY, Role.HRA},
            id="country-team",
        ),
        pytest.param(
            {}, "RCO Kenya", {Role.RC, Role.RCO, Role.UNCT, Role.UN_ENTITY, Role.HRA}, id="nobody-knows"
        ),
        pytest.param(
            {"has_unct": False},
            "OHCHR regional office for Kenya",
            {Role.OHCHR_FIELD, Role.DCO_REGIONAL, Role.UN_REGIONAL_HQ},
            id="no-country-team",
        ),
    ],
)
def test_the_lead_falls_to_the_coordinator_or_who_stands_in(
    facts: dict[str, bool], name: str, roles: set[Role]
) -> None:
    office = office_of(country(facts=facts))

    assert (office.name, office.country, set(office.roles)) == (name, "KEN", roles)
    assert office.is_un


def test_no_two_states_share_an_office_and_none_is_without() -> None:
    offices = [office_of(each) for each in load_countries().members()]

    assert len({each.name for each in offices}) == 193
    assert Counter(each.name.split(" ")[0] for each in offices) == {"RCO": 150, "OHCHR": 43}
