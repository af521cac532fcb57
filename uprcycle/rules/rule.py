"""One row of the rulebook: what is due, counted from which anchor, by whom, says which source."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from zoneinfo import ZoneInfo

from uprcycle.citation import Citation
from uprcycle.days.offset import Offset, Unit
from uprcycle.days.recurrence import Recurrence
from uprcycle.days.span import GENEVA
from uprcycle.days.workdays import Roll
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.anchor import AnyAnchor
from uprcycle.rules.choice import Settled
from uprcycle.rules.condition import Condition
from uprcycle.visibility import Visibility

ON_THE_DAY = Offset(0, Unit.DAY)


class Kind(StrEnum):
    """What a rule dates: all but actions are milestones of a timetable."""

    MILESTONE = "milestone"
    DEADLINE = "deadline"
    EVENT = "event"
    DOCUMENT = "document"
    ACTION = "action"


class Basis(StrEnum):
    """How much of the date stands in a source."""

    STATED = "stated"
    IMPLIED = "implied"
    EDITORIAL = "editorial"


class Prominence(StrEnum):
    """In which feeds a milestone appears: everywhere, in feeds of a session, or its country's."""

    HEADLINE = "headline"
    KEY = "key"
    DETAIL = "detail"


@dataclass(frozen=True, slots=True)
class Lead:
    """How to count from an anchor: to one point, or to a window where ``until`` is given.

    ``settled`` holds the choices by which it counts so for one State, where the sources differ.
    """

    anchor: AnyAnchor
    offset: Offset = ON_THE_DAY
    until: Offset | None = None
    settled: tuple[Settled, ...] = ()

    def __str__(self) -> str:
        """Return the lead in the words of the rule files, for explanations and tests."""
        reach = f"{self.offset} to {self.until}" if self.until else f"{self.offset}"
        return f"{reach}: {self.anchor}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A dated duty, event or document of the review cycle.

    ``lead`` finds the date. ``fallback`` is the approximate lead of the sources, used where a
    rule that is itself an anchor has neither a published date nor a forecast. ``forecast`` names
    the seasonal forecasts that may answer before the fallback. ``at`` is the hour on which the
    day ends in ``zone``, for deadlines that have one. What is ``projected`` is of a review that no
    calendar holds yet, unless its date is published or set by hand. Lists keep the order of the rule file.
    """

    id: str
    kind: Kind
    phase: Phase
    title: str
    description: str
    lead: Lead
    visibility: Visibility
    basis: Basis
    sources: tuple[Citation, ...]
    actors: tuple[Role, ...]
    informed: tuple[Role, ...] = ()
    prominence: Prominence = Prominence.DETAIL
    condition: Condition = Condition()
    roll: Roll = Roll.NONE
    at: time | None = None
    zone: ZoneInfo = GENEVA
    fallback: Lead | None = None
    forecast: str = ""
    depends_on: tuple[str, ...] = ()
    produces: str = ""
    limits: str = ""
    links: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    repeat: Recurrence | None = None
    level: str = ""
    note: str = ""
    voluntary: bool = False
    projected: bool = False

    @property
    def is_pressing(self) -> bool:
        """Whether somebody is late when its day is over.

        Nobody is with what is voluntary, nor where the day is an editorial choice and no source's.
        """
        return not self.voluntary and self.basis is not Basis.EDITORIAL

    def __hash__(self) -> int:
        """Hash the id alone: findings are kept by rule, and hashing all of it costs more than they do."""
        return hash(self.id)
