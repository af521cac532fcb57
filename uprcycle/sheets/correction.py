"""A State whose name is nearly right: read as the one it must be, and never without being told.

A text that is near one State's name and to no other's is a correction, for somebody to confirm;
one that is near two, or only near a code, stays an error.
"""

from dataclasses import dataclass, field
from difflib import SequenceMatcher

from uprcycle.countries import Countries, Country, UnknownCountryError, fold
from uprcycle.errors import NOWHERE, Place, Problem, Severity
from uprcycle.phrase import phrase
from uprcycle.sheets.text import quoted

MAX_CORRECTIONS = 50  # a file with more was not meant to name States
_NEAR = 0.85


@dataclass(frozen=True, slots=True)
class Correction:
    """The text of a cell that was read as a State: its code, and its name in English."""

    where: str
    text: str
    country: str
    name: str
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def words(self) -> str:
        """What somebody writes to confirm it: ``Nepall=NPL``."""
        return f"{self.text}={self.country}"

    @property
    def problem(self) -> Problem:
        """The correction as a list of problems shows it."""
        what = phrase(
            "{text} was read as {name} ({country})",
            text=quoted(self.text),
            name=self.name,
            country=self.country,
        )
        remedy = phrase("correct the cell, or confirm it with --accept {words}", words=repr(self.words))
        return Problem(self.where, what, remedy, Severity.CORRECTION, self.place)


def find_likely(error: UnknownCountryError, countries: Countries) -> Country | None:
    """Return the only State whose name is near the text that ``error`` refused."""
    if len(error.suggestions) != 1:
        return None
    country = countries.find(error.suggestions[0])
    text = fold(error.text)
    names = (fold(each) for each in (*country.names.values(), *country.aliases))
    return country if any(SequenceMatcher(None, text, name).ratio() >= _NEAR for name in names) else None
