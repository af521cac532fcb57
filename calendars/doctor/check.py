"""What is looked for, and what was found: one row of a table, and one place in a feed.

A check is data: what it says, how much it matters, whom it hurts, what to do, and who says so.
The functions that look yield findings of their own checks and know nothing of languages.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

MEASURED = "measured"
"""The source of a check: calendar programs were run on feeds that were spoilt in this way."""

REPORTED = "reported"
"""The source of a check: users of programs that could not be run here tell of it."""

ADVISED = "advised"
"""The source of a check: nobody else says so; we do."""


class Severity(StrEnum):
    """How much a finding matters, the worst first.

    An error makes a program drop or misread something, a warning may; a hint costs comfort only.
    """

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that can be wrong with a feed.

    ``what``, ``remedy`` and ``effect`` are messages; ``what`` may name values of the finding.
    ``clients`` are the programs known to suffer; without any, it is whoever keeps to the standard.
    """

    id: str
    severity: Severity
    what: str
    remedy: str
    source: str
    clients: tuple[str, ...] = ()
    effect: str = ""

    def found(self, line: int = 0, /, **values: object) -> "Finding":
        """Return a finding of this check; ``line`` counts from 1, and 0 is the feed as a whole."""
        return Finding(self, line, values=values)


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a check failed; ``uid`` names the item that the line belongs to."""

    check: Check
    line: int = 0
    uid: str = ""
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


def mark(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message
