"""Who owns the duties of a country: its resident coordinator's office, or who stands in for it.

Where a State has no UN country team, the lead falls to the office that was named for it, else to
the regional office of the High Commissioner; a duty is never without an owner. An office that serves
several States has one name in all of them, and the duties of each (decision 0018).
"""

from collections.abc import Iterable

from uprcycle.countries import Country, SharedOffice
from uprcycle.people import COORDINATING_ROLES, Office, Role

_STAND_IN = frozenset({Role.OHCHR_FIELD, Role.DCO_REGIONAL, Role.UN_REGIONAL_HQ})


def office_of(country: Country) -> Office:
    """Return the office that leads for the UN in ``country``.

    It is the resident coordinator's office, its own or one shared with other States, unless it is
    said that the State has no UN country team (decision 0023).
    """
    if _has_no_team(country):
        return _stand_in(country)
    shared = _shared_office(country)
    led_by = shared.name if shared and not shared.has_own_team else _own_name(country)
    return Office(led_by, country.iso3, COORDINATING_ROLES)


def body_of(country: Country) -> str:
    """Return whoever carries the work of ``country``, by one name for all States they serve."""
    shared = _shared_office(country)
    return shared.name if shared else office_of(country).name


def states_of(body: str, countries: Iterable[Country]) -> tuple[Country, ...]:
    """Return the States that a body serves, in the order of ``countries``."""
    return tuple(each for each in countries if body_of(each) == body)


def is_office_of(name: str, country: Country) -> bool:
    """Tell whether ``name`` means the office that leads in ``country``.

    "RCO Fiji" does so too where the lead is an office that Fiji shares.
    """
    lead = office_of(country)
    names = {lead.name, _own_name(country)} if _shared_office(country) else {lead.name}
    return name.casefold() in {each.casefold() for each in names}


def _has_no_team(country: Country) -> bool:
    return country.facts.get("has_unct") is False


def _shared_office(country: Country) -> SharedOffice | None:
    return None if _has_no_team(country) else country.shared_office


def _stand_in(country: Country) -> Office:
    lead = country.lead
    if lead is None:
        return Office(f"OHCHR regional office for {country.name('en')}", country.iso3, _STAND_IN)
    return Office(lead.name, country.iso3, frozenset(map(Role, lead.roles)))


def _own_name(country: Country) -> str:
    return f"RCO {country.name('en')}"
