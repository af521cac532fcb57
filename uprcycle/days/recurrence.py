"""How often something comes back: "R/P6M" every six months, "R/P1Y" every year."""

import re
from dataclasses import dataclass
from typing import Self

from uprcycle.errors import UnknownPhraseError

_PERIOD = re.compile(r"R/P([1-9]\d?)([MY])")
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A period of whole months that begins again for ever; whoever uses it knows the end."""

    months: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a repetition as ISO 8601 writes it, in months or in years.

        Raises:
            UnknownPhraseError: It is no such repetition.
        """
        match = _PERIOD.fullmatch(text)
        if match is None:
            raise UnknownPhraseError(text, expected="R/P6M")
        return cls(int(match[1]) * (_MONTHS_A_YEAR if match[2] == "Y" else 1))

    def __str__(self) -> str:
        """Return a text that :meth:`parse` reads back, in years where they are whole."""
        years, months = divmod(self.months, _MONTHS_A_YEAR)
        return f"R/P{self.months}M" if months else f"R/P{years}Y"
