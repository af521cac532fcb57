"""Who owns the duties of a country: its resident coordinator's office, or who stands in for it.

Where a State has no UN country team, the lead falls to the regional office of the High
Commissioner until another is named; a duty is never without an owner.
"""

from uprcycle.countries import Country
from uprcycle.people import Office, Role

_COORDINATOR = frozenset({Role.RC, Role.RCO, Role.UNCT, Role.UN_ENTITY, Role.HRA})
_STAND_IN = frozenset({Role.OHCHR_FIELD, Role.DCO_REGIONAL, Role.UN_REGIONAL_HQ})


def office_of(country: Country) -> Office:
    """Return the office that leads for the UN in ``country``.

    It is the resident coordinator's office unless the record says that the State has no UN
    country team.
    """
    name = country.name("en")
    if country.facts.get("has_unct") is False:
        return Office(f"OHCHR regional office for {name}", country.iso3, _STAND_IN)
    return Office(f"RCO {name}", country.iso3, _COORDINATOR)
