"""What is true of a State for a time and decides which rules are meant for it.

Rules ask for it in their conditions ("has_nhri"). What no flag says is not known, and a rule
that asks for it stays, saying for whom it is meant. Whether a State has a UN country team comes
with the record of its presence, unless a flag says otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from uprcycle.rules.dated import by_country, read_state, read_term, said_on
from uprcycle.schedule.rows import Row, read_flag, read_text

PRESENCE = "has_unct"
"""Whether a State has a UN country team; rules ask for the contrary by a word of its own."""

_ABSENCE = "no_un_presence"
NAMES = frozenset(
    {
        PRESENCE,
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
    def _by_country(self) -> Mapping[str, tuple[Flag, ...]]:
        return by_country(self.flags)

    def of(self, iso3: str, day: date) -> dict[str, bool]:
        """Return what is known of a State on ``day``, by name."""
        said = said_on(day, self._by_country.get(iso3, ()))
        known = {each.name: each.holds for each in said}
        return known | {_ABSENCE: not known[PRESENCE]} if PRESENCE in known else known

    def presence(self, iso3: str, day: date) -> dict[str, bool]:
        """Return what is known of the presence of the UN in a State on ``day``, by name."""
        return {name: holds for name, holds in self.of(iso3, day).items() if name in {PRESENCE, _ABSENCE}}

    def countries(self) -> tuple[str, ...]:
        """Return the codes of the States of whom anything is said."""
        return tuple(self._by_country)


def read_flag_row(row: Row) -> Flag:
    """Read one row of a flag file.

    Raises:
        KeyError: Something is missing.
        ValueError: The State is no code, the name no flag, or the days are in no order.
        TypeError: A cell is of another type.
    """
    country, name = read_state(row), read_text(row, "flag")
    if name not in NAMES:
        raise ValueError(f"flag is {name!r}; use one of {', '.join(sorted(NAMES))}")
    first, last = read_term(row)
    if "holds" not in row:
        raise KeyError("holds")
    holds = read_flag(row, "holds")
    return Flag(country, name, holds, first, last, read_text(row, "confidence"), read_text(row, "source"))
