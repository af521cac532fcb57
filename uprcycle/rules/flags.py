"""What is true of a State for a time and decides which rules are meant for it.

Rules ask for it in their conditions ("has_nhri"). What no flag says is not known, and a rule
that asks for it stays, saying for whom it is meant. Whether a State has a UN country team is
not a flag: it comes with the record of its presence.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from uprcycle.schedule.rows import Row, read_flag, read_text

NAMES = frozenset(
    {
        "no_ohchr_presence",
        "developing_state",
        "has_nhri",
        "has_a_status_nhri",
        "few_embassies",
        "mission_setting",
        "humanitarian_setting",
    }
)


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing said of a State, from ``first`` to ``last``, both days included.

    ``confidence`` says how far it may be relied on, ``source`` who says so.
    """

    country: str
    name: str
    holds: bool
    first: date
    last: date
    confidence: str
    source: str


@dataclass(frozen=True)
class Flags:
    """Everything said of States; where two flags speak of one day, the one that began later counts."""

    flags: tuple[Flag, ...] = ()

    @cached_property
    def _by_country(self) -> Mapping[str, list[Flag]]:
        found: defaultdict[str, list[Flag]] = defaultdict(list)
        for each in sorted(self.flags, key=lambda each: each.first):
            found[each.country].append(each)
        return dict(found)

    def of(self, iso3: str, day: date) -> dict[str, bool]:
        """Return what is known of a State on ``day``, by name."""
        said = self._by_country.get(iso3, ())
        return {each.name: each.holds for each in said if each.first <= day <= each.last}

    def countries(self) -> tuple[str, ...]:
        """Return the codes of the States of whom anything is said."""
        return tuple(sorted(self._by_country))


def read_flag_row(row: Row) -> Flag:
    """Read one row of a flag file.

    Raises:
        KeyError: Something is missing.
        ValueError: The State is no code, the name no flag, or the days are in no order.
        TypeError: A cell is of another type.
    """
    country, name = read_text(row, "country"), read_text(row, "flag")
    if not re.fullmatch("[A-Z]{3}", country):
        raise ValueError(f"country is {country!r}; write its ISO code of three letters")
    if name not in NAMES:
        raise ValueError(f"flag is {name!r}; use one of {', '.join(sorted(NAMES))}")
    first, last = _day(row, "from", date.min), _day(row, "until", date.max)
    if last < first:
        raise ValueError(f"until {last} lies before from {first}")
    if "holds" not in row:
        raise KeyError("holds")
    holds = read_flag(row, "holds")
    return Flag(country, name, holds, first, last, read_text(row, "confidence"), read_text(row, "source"))


def twice_said(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Return flags that begin on the day on which another says something else of the same State."""
    seen: dict[tuple[str, str, date], Flag] = {}
    return tuple(
        each for each in flags if seen.setdefault((each.country, each.name, each.first), each) is not each
    )


def _day(row: Row, key: str, otherwise: date) -> date:
    return date.fromisoformat(read_text(row, key)) if row.get(key) is not None else otherwise
