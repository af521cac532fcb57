"""What is asked of one kind of text in one cycle: its length and its languages, each with its source."""

from dataclasses import dataclass
from datetime import date

from uprcycle.citation import Citation


@dataclass(frozen=True, slots=True)
class Limit:
    """The most words that a text may have."""

    words: int
    source: Citation
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Tongues:
    """The codes of the languages that are accepted or preferred."""

    codes: tuple[str, ...]
    source: Citation
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Requirements:
    """What is asked of texts of ``kind``; None where no source says anything."""

    kind: str
    cycle: int
    limit: Limit | None = None
    tongues: Tongues | None = None
