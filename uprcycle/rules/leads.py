"""The office that was named to lead for the UN in a State that has no UN country team."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from uprcycle.countries import LeadOffice
from uprcycle.people import UN_ROLES
from uprcycle.rules.dated import by_country, read_state, read_term, said_on
from uprcycle.schedule.rows import Row, read_text, read_texts


@dataclass(frozen=True, slots=True)
class NamedLead:
    """An office that leads in one State, for its review from ``first`` to ``last``, both days included."""

    country: str
    office: LeadOffice
    first: date
    last: date
    source: str


@dataclass(frozen=True)
class Leads:
    """Every office that was named; where two are for one day, the one that began later leads."""

    named: tuple[NamedLead, ...] = ()

    @cached_property
    def _by_country(self) -> Mapping[str, tuple[NamedLead, ...]]:
        return by_country(self.named)

    def of(self, iso3: str, day: date) -> LeadOffice | None:
        """Return the office that leads in a State on ``day``, None where none was named."""
        said = [each.office for each in said_on(day, self._by_country.get(iso3, ()))]
        return said[-1] if said else None

    def countries(self) -> tuple[str, ...]:
        """Return the codes of the States for which an office was named."""
        return tuple(self._by_country)


def read_named_lead(row: Row) -> NamedLead:
    """Read who leads in a State.

    Raises:
        KeyError: Something is missing.
        ValueError: The State is no code, a role is none of the UN, or the days are in no order.
        TypeError: A cell is of another type.
    """
    first, last = read_term(row)
    roles = read_texts(row, "roles")
    strange = [f"has {each!r}" for each in roles if each not in UN_ROLES] or ["is empty"] * (not roles)
    if strange:
        raise ValueError(f"roles {strange[0]}; use some of {', '.join(sorted(UN_ROLES))}")
    office = LeadOffice(" ".join(read_text(row, "office").split()), frozenset(roles))
    return NamedLead(read_state(row), office, first, last, read_text(row, "source"))
