"""The session schedule as it was published: sessions, slots and dates, each with its certainty.

A schedule decides nothing. It can hold what really happened: a State without a session, an
empty slot, two adopting Council sessions, two answers that disagree.
"""

from dataclasses import dataclass, field
from functools import cached_property

from uprcycle.citation import Citation
from uprcycle.days.span import Span, Status
from uprcycle.phrase import Phrase, in_short, phrase

INFERRED = "inferred"
"""The confidence of what nobody published and the record only concludes; never shown without the word."""


@dataclass(frozen=True, slots=True)
class Published:
    """A date as somebody published it.

    ``record`` holds the word of the record ("held_moved", "planned", …) beside our status.
    """

    span: Span
    status: Status
    citation: Citation
    record: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class WorkingGroupSession:
    """A session of the Working Group and the Council sessions that adopt its outcomes.

    ``scheduled`` and ``reviewed`` count States; None where no count was found.
    """

    number: int
    cycle: int
    dates: Published
    council: tuple[int, ...] = ()
    scheduled: int | None = None
    reviewed: int | None = None


@dataclass(frozen=True, slots=True)
class CouncilSession:
    """A regular session of the Human Rights Council."""

    number: int
    dates: Published


@dataclass(frozen=True, slots=True)
class Slot:
    """One State in one session, in the order in which the list names it (0: not known).

    ``session`` is None for a State that has no session. ``hours`` holds the hours of the
    sitting as ``09:00/12:30`` where they are only expected; confirmed hours stand in the span.
    """

    cycle: int
    session: int | None
    country: str
    order: int
    dates: Published
    hours: str = ""
    hours_confidence: str = ""
    name_at_time: str = ""
    order_confidence: str = ""
    composition_confidence: str = ""


@dataclass(frozen=True, slots=True)
class PublishedDate:
    """A deadline or event of a session, for all its States or for one.

    ``milestone`` is the id of the rule it answers, empty where no rule has it; ``country``
    is empty for a date of the whole session.
    """

    session: int
    milestone: str
    kind: str
    dates: Published
    country: str = ""


@dataclass(frozen=True)
class Schedule:
    """All that was published, in order of session, order, milestone and country."""

    sessions: tuple[WorkingGroupSession, ...] = ()
    councils: tuple[CouncilSession, ...] = ()
    slots: tuple[Slot, ...] = ()
    dates: tuple[PublishedDate, ...] = field(default=())

    @cached_property
    def session_by_number(self) -> dict[int, WorkingGroupSession]:
        """Every Working Group session by its number."""
        return {each.number: each for each in self.sessions}

    @cached_property
    def council_by_number(self) -> dict[int, CouncilSession]:
        """Every Council session by its number."""
        return {each.number: each for each in self.councils}


def name_session(number: int) -> str:
    """Name a session as problems and deeds name it."""
    return phrase("session {number}", number=number)


def name_waiting(slot: Slot) -> str:
    """Name a review that has no session."""
    return phrase("cycle {cycle}, {country}, without a session", cycle=slot.cycle, country=slot.country)


def two_cycles(detail: str, one: int, other: int) -> Phrase:
    """Say that two rows that belong together are of two cycles."""
    return in_short(detail, phrase("cycles {one} and {other} do not go together", one=one, other=other))


def outside(span: Span, session: WorkingGroupSession) -> Phrase:
    """Say that a day is none of its session."""
    number, dates = session.number, session.dates.span
    return phrase("{date} lies outside session {number}, {dates}", date=span, number=number, dates=dates)
