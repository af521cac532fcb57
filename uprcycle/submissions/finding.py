"""One thing found in a text: which, how much it matters, where, and who says so; never in its words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from uprcycle.citation import Citation
from uprcycle.submissions.count import Count
from uprcycle.submissions.guidance import Flaw, Gravity
from uprcycle.submissions.tongue import Guess

_GRAVITIES = list(Gravity)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a text: its paragraphs that hold anything, and its headings, counted from 1.

    Section 0 lies before the first heading.
    """

    paragraph: int
    section: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One flaw. ``values`` are numbers and codes that its sentence names, nothing from the text."""

    flaw: Flaw
    gravity: Gravity
    basis: str
    places: tuple[Place, ...] = ()
    values: Mapping[str, int | str] = field(default_factory=lambda: MappingProxyType({}))
    sources: tuple[Citation, ...] = ()
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything found in one text, what matters most first, then in the order of looking."""

    count: Count
    guess: Guess
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        """Whether the text would not be taken as it is."""
        return any(each.gravity is Gravity.ERROR for each in self.findings)


def order_findings(findings: list[Finding]) -> tuple[Finding, ...]:
    """Return ``findings`` with what matters most first."""
    return tuple(sorted(findings, key=lambda each: _GRAVITIES.index(each.gravity)))
