"""The States: codes, names and aliases, region, presence, zone and weekend.

The ISO 3166-1 alpha-3 code is the key, for names change between two reviews and codes did
not. A text that is nearly a name is never taken for one; it is answered with a suggestion.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from zoneinfo import ZoneInfo

from uprcycle.errors import BadInputError
from uprcycle.phrase import phrase, suggest

_ONE_LETTER_WRONG = 0.66


class Region(StrEnum):
    """The regional groups of the General Assembly."""

    AFRICA = "africa"
    ASIA_PACIFIC = "asia-pacific"
    EASTERN_EUROPE = "eastern-europe"
    LATIN_AMERICA_CARIBBEAN = "latin-america-caribbean"
    WESTERN_EUROPE_OTHERS = "western-europe-others"


@dataclass(frozen=True, slots=True)
class SharedOffice:
    """An office that leads for the UN in several States at once.

    ``confidence`` holds the words of the record. A State that ``has_own_team`` keeps an office of
    its own beside it, and shares only who heads it.
    """

    name: str
    confidence: str
    has_own_team: bool = False


@dataclass(frozen=True, slots=True)
class LeadOffice:
    """The office that was named to lead for the UN where a State has no UN country team.

    ``roles`` are the codes of those whose duties it takes on.
    """

    name: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Country:
    """One State and what the engine must know of it.

    ``names`` maps a language code to the short name in it and always holds ``en``.
    ``facts`` answers the conditions of the rulebook ("has_unct"); a condition that is
    missing from it is not known for this State. ``iso2`` is the code of two letters;
    ``shared_office`` is None where no office is known to serve other States as well, ``lead``
    where none was named.
    """

    iso3: str
    names: Mapping[str, str]
    aliases: tuple[str, ...]
    region: Region | None
    zone: ZoneInfo
    weekend: frozenset[int]
    language: str
    is_member: bool
    facts: Mapping[str, bool] = field(default_factory=dict)
    iso2: str = ""
    shared_office: SharedOffice | None = None
    lead: LeadOffice | None = None

    def name(self, language: str) -> str:
        """Return the short name in ``language``, else in English."""
        return self.names.get(language) or self.names["en"]


class UnknownCountryError(BadInputError):
    """A text names no State."""

    def __init__(self, text: str, suggestions: tuple[str, ...]) -> None:
        """Keep the text and the nearest names, best first."""
        remedy = suggest(suggestions) if suggestions else phrase("use an ISO code such as 'KEN'")
        what = phrase("{text} is not a State", text=repr(text))
        super().__init__(phrase("{what}; {remedy}", what=what, remedy=remedy))
        self.text = text
        self.suggestions = suggestions
        self.remedy = remedy


class Countries:
    """All States, found by code or by any of their names."""

    def __init__(self, countries: Iterable[Country]) -> None:
        """Index ``countries`` by code and by folded name."""
        self._by_code = {each.iso3: each for each in sorted(countries, key=lambda each: each.iso3)}
        self._by_name: dict[str, Country] = {}
        for country in self._by_code.values():
            for text in (country.iso3, *country.names.values(), *country.aliases):
                self._by_name.setdefault(fold(text), country)

    def __iter__(self) -> Iterator[Country]:
        """Yield every State by code."""
        return iter(self._by_code.values())

    def __getitem__(self, iso3: str) -> Country:
        """Return the State of a code that is known to exist."""
        return self._by_code[iso3]

    def __contains__(self, iso3: object) -> bool:
        """Tell whether ``iso3`` is the code of a State."""
        return iso3 in self._by_code

    def updated(self, countries: Iterable[Country]) -> "Countries":
        """Return all States with some of them replaced; their names stay as they are."""
        newer = {each.iso3: each for each in countries}
        return Countries(newer.get(each.iso3, each) for each in self) if newer else self

    def members(self) -> tuple[Country, ...]:
        """Return the States that are reviewed, by code."""
        return tuple(each for each in self._by_code.values() if each.is_member)

    def find(self, text: str) -> Country:
        """Return the State that ``text`` names, in any of its languages or by its code.

        Raises:
            UnknownCountryError: No State has this name; the error suggests the nearest.
        """
        found = self._by_name.get(fold(text))
        if found is None:
            raise UnknownCountryError(text, self._nearest(text))
        return found

    def _nearest(self, text: str) -> tuple[str, ...]:
        folded = fold(text)
        close = get_close_matches(folded, self._by_name, n=4, cutoff=0.72)
        if not close and len(folded) == len("KEN"):
            codes = [each for each in self._by_name if len(each) == len(folded) and each[0] == folded[0]]
            close = get_close_matches(folded, codes, n=4, cutoff=_ONE_LETTER_WRONG)
        names = [self._by_name[each].names["en"] for each in close]
        return tuple(dict.fromkeys(names))[:2]


def fold(text: str) -> str:
    """Return ``text`` without case, accents, punctuation and doubled spaces, for comparison."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = (each if each.isalnum() else " " for each in plain if not unicodedata.combining(each))
    return " ".join("".join(kept).split())
