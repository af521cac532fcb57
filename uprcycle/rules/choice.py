"""What was settled for a State where the sources contradict each other: which reading, by whom, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from uprcycle.citation import Citation
from uprcycle.days.offset import Offset
from uprcycle.days.workdays import WorkingDays
from uprcycle.rules.citations import read_citations
from uprcycle.rules.dated import read_state, read_term
from uprcycle.schedule.rows import Row, read_inner_rows, read_text, read_text_if_any

_ANY_DAY = date(2028, 5, 10)


@dataclass(frozen=True, slots=True)
class Recount:
    """How a rule counts under a reading, from the anchor that it has.

    Where a rule has an approximate lead of the sources, it is that lead that the reading replaces.
    ``beside`` names a reading of another contradiction; it counts so only where both are chosen.
    """

    rule: str
    offset: Offset
    until: Offset | None = None
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A reading that a State may settle on: who says it, and how rules count by it.

    Of two recounts of one rule the later counts.
    """

    contradiction: str
    name: str
    sources: tuple[Citation, ...]
    recounts: tuple[Recount, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading chosen for one State, for its reviews from ``first`` to ``last``, both days included.

    ``by`` is the body that chose, ``reason`` says why, ``source`` where that is written.
    """

    country: str
    contradiction: str
    reading: str
    first: date
    last: date
    by: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Settled:
    """A choice with the sources that it follows, and those ``against`` it."""

    choice: Choice
    sources: tuple[Citation, ...]
    against: tuple[Citation, ...]


def read_alternative(row: Row, titles: Mapping[str, str]) -> Alternative:
    """Read a reading that may be chosen.

    Raises:
        KeyError: Something is missing.
        ValueError: It cites no source, or an offset is none.
        TypeError: A cell is of another type.
    """
    return Alternative(
        contradiction=read_text(row, "contradiction"),
        name=read_text(row, "name"),
        sources=read_citations(row, titles),
        recounts=tuple(_recount(each) for each in read_inner_rows(row, "recounts")),
    )


def read_choice(row: Row) -> Choice:
    """Read what was chosen for a State.

    Raises:
        KeyError: Something is missing.
        ValueError: The State is no code, or the days are in no order.
        TypeError: A cell is of another type.
    """
    first, last = read_term(row)
    return Choice(
        country=read_state(row),
        contradiction=read_text(row, "contradiction"),
        reading=read_text(row, "reading"),
        first=first,
        last=last,
        by=read_text(row, "by"),
        reason=read_text(row, "reason"),
        source=read_text(row, "source"),
    )


def _recount(row: Row) -> Recount:
    offset, end = Offset.parse(read_text(row, "offset")), read_text_if_any(row, "until")
    until = Offset.parse(end) if end else None
    if until and until.apply(_ANY_DAY, WorkingDays()) < offset.apply(_ANY_DAY, WorkingDays()):
        raise ValueError(f"a window cannot end {str(until)!r} where it starts {str(offset)!r}")
    return Recount(read_text(row, "rule"), offset, until, read_text_if_any(row, "beside"))
