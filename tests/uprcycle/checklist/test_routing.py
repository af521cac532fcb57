"""Every State's duties have an owner, with and without a UN country team."""

from collections import Counter
from dataclasses import replace

import pytest

from tests.uprcycle.examples import country
from uprcycle.checklist.routing import body_of, is_office_of, office_of, states_of
from uprcycle.countries import LeadOffice
from uprcycle.people import COORDINATING_ROLES, Role
from uprcycle.store.packaged import load_countries

COUNTRIES = load_countries()


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


MISSION = LeadOffice("UN mission", frozenset({"UN-MISSION", "OHCHR-FIELD"}))


@pytest.mark.parametrize(
    ("facts", "name", "roles"),
    [
        ({"has_unct": False}, "UN mission", {Role.UN_MISSION, Role.OHCHR_FIELD}),
        ({"has_unct": True}, "RCO Kenya", set(COORDINATING_ROLES)),
        ({}, "RCO Kenya", set(COORDINATING_ROLES)),
    ],
    ids=["no-country-team", "country-team", "nobody-knows"],
)
def test_an_office_that_was_named_leads_where_there_is_no_country_team(
    facts: dict[str, bool], name: str, roles: set[Role]
) -> None:
    office = office_of(replace(country(facts=facts), lead=MISSION))

    assert (office.name, office.country, set(office.roles)) == (name, "KEN", roles)
    assert office.is_un


def test_a_state_without_a_country_team_shares_no_office() -> None:
    tuvalu = COUNTRIES["TUV"]
    alone = replace(tuvalu, facts={"has_unct": False}, lead=MISSION)

    assert [body_of(each) for each in (tuvalu, alone)] == ["UN Multi-Country Office Fiji", "UN mission"]
    assert [is_office_of("RCO Tuvalu", each) for each in (tuvalu, alone)] == [True, False]


def test_a_shared_office_leads_in_each_of_its_states_under_one_name() -> None:
    fiji, tuvalu = (office_of(COUNTRIES[code]) for code in ("FJI", "TUV"))

    assert (fiji.name, fiji.country) == ("UN Multi-Country Office Fiji", "FJI")
    assert (tuvalu.name, tuvalu.country) == ("UN Multi-Country Office Fiji", "TUV")
    assert fiji.roles == tuvalu.roles == office_of(COUNTRIES["KEN"]).roles


@pytest.mark.parametrize(
    ("code", "body", "served"),
    [
        ("KEN", "RCO Kenya", ["KEN"]),
        ("FJI", "UN Multi-Country Office Fiji", ["FJI", "SLB", "TON", "TUV", "VUT"]),
        ("BRB", "UN Multi-Country Office Barbados and the Eastern Caribbean",
         ["ATG", "BRB", "DMA", "GRD", "KNA", "LCA", "VCT"]),
        ("SUR", "UN Multi-Country Office Trinidad and Tobago", ["SUR", "TTO"]),
        ("GRC", "OHCHR regional office for Greece", ["GRC"]),
    ],
)  # fmt: skip
def test_a_body_serves_all_states_that_share_it(code: str, body: str, served: list[str]) -> None:
    assert body_of(COUNTRIES[code]) == body
    assert [each.iso3 for each in states_of(body, COUNTRIES)] == served


def test_a_state_with_a_team_of_its_own_keeps_its_office_and_shares_its_coordinator() -> None:
    assert office_of(COUNTRIES["SUR"]).name == "RCO Suriname"


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("un multi-country office fiji", "TUV", True),
        ("RCO Tuvalu", "TUV", True),
        ("RCO Fiji", "TUV", False),
        ("RCO Kenya", "KEN", True),
        ("RCO Greece", "GRC", False),
    ],
)
def test_a_shared_office_is_also_known_by_the_name_of_the_state(name: str, code: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_office_of(name, COUNTRIES[code]) is expected


def test_every_state_has_a_lead_and_few_share_one() -> None:
    offices = [office_of(each) for each in COUNTRIES.members()]
    shared = Counter(each.name for each in offices)

    assert (len(offices), len(shared)) == (193, 175)
    assert Counter(each.name.split(" ")[0] for each in offices) == {"RCO": 129, "OHCHR": 43, "UN": 21}
    assert sorted(count for count in shared.values() if count > 1) == [2, 2, 3, 5, 5, 7]
