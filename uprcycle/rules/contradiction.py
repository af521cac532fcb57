"""Where the sources contradict each other: what each of them says, which reading is used, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from uprcycle.citation import Citation
from uprcycle.rules.citations import read_citations
from uprcycle.schedule.rows import Row, read_flag, read_inner_rows, read_text, read_text_if_any

_FEWEST_READINGS = 2


class Held(StrEnum):
    """What is done with readings that differ."""

    RANGE = "range"
    PREVAILS = "prevails"
    APART = "apart"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Reading:
    """What sources say, in our words; ``choice`` is the name under which a State may choose it."""

    text: str
    sources: tuple[Citation, ...]
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Readings that differ, in the order of the sources, and what is made of them.

    ``prevails`` is what the engine goes by. Where ``per_country`` is true a country may settle the
    matter for itself, by one of ``choices`` if there are any.
    """

    id: str
    topic: str
    summary: str
    readings: tuple[Reading, ...]
    held: Held
    prevails: str
    why: str
    per_country: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        """The names of the readings that may be chosen."""
        return tuple(each.choice for each in self.readings if each.choice)

    @property
    def sources(self) -> tuple[Citation, ...]:
        """Every source of every reading, in their order."""
        return tuple(source for each in self.readings for source in each.sources)


def read_contradiction(row: Row, titles: Mapping[str, str], told: Mapping[str, Row]) -> Contradiction:
    """Read one row.

    Args:
        row: The readings and what is made of them.
        titles: The full title of each document, by its code.
        told: Topic and summary of each contradiction, by its id.

    Raises:
        KeyError: A cell is missing, or nothing is told of this id.
        ValueError: There are fewer than two readings, or one has no source.
    """
    name = read_text(row, "id")
    readings = tuple(
        Reading(read_text(each, "text"), read_citations(each, titles), read_text_if_any(each, "choice"))
        for each in read_inner_rows(row, "readings")
    )
    if len(readings) < _FEWEST_READINGS:
        raise ValueError("it has one reading or none; a contradiction has two at least")
    return Contradiction(
        id=name,
        topic=read_text(told[name], "topic"),
        summary=read_text(told[name], "text"),
        readings=readings,
        held=Held(read_text(row, "held")),
        prevails=read_text(row, "prevails"),
        why=read_text(row, "why"),
        per_country=read_flag(row, "per_country"),
    )
