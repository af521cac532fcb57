"""What is asked and what is usual, as it was read: word limits, speaking times, hours, addresses.

A fact belongs to the cycles it was read for. In a later cycle it is carried over, and says so: limits
have changed before. Where no source says anything the fact stands without a value.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

from uprcycle.citation import Citation
from uprcycle.rules.contradiction import Contradiction

NO_LIMIT = "no limit"
"""The value of a limit where a source says that there is none."""


@dataclass(frozen=True, slots=True)
class Between:
    """A range of numbers, both ends included."""

    least: float
    most: float


Value: TypeAlias = int | float | Between | str | tuple[str, ...]


class Nature(StrEnum):
    """How far something may be built on a fact."""

    RULE = "rule"
    LEAD = "lead"
    NORM = "norm"
    ADVICE = "advice"
    STATISTIC = "statistic"
    EXAMPLE = "example"


class Confidence(StrEnum):
    """How a fact came about: read in its source, our arithmetic, or taken over from the record."""

    READ = "read"
    WORKED_OUT = "worked out"
    RECORD = "record"


class DocumentKind(StrEnum):
    """A kind of text, or of meeting, that something is asked of."""

    SUBMISSION = "submission"
    INDIVIDUAL = "individual"
    JOINT = "joint"
    UN_SUBMISSION = "un-submission"
    REGIONAL_BODY = "regional-body"
    NATIONAL_REPORT = "national-report"
    COMPILATION = "compilation"
    SUMMARY = "summary"
    MATRIX = "matrix"
    ANNEX = "annex"
    FACTSHEET = "factsheet"
    PRE_SESSION_STATEMENT = "pre-session-statement"
    REVIEW = "review"
    DIALOGUE = "dialogue"
    DRAFT_LIST = "draft-list"
    WORKING_GROUP_REPORT = "working-group-report"
    ADDENDUM = "addendum"
    ADOPTION = "adoption"
    ORAL_STATEMENT = "oral-statement"
    VIDEO_STATEMENT = "video-statement"
    WRITTEN_STATEMENT = "written-statement"
    GENERAL_DEBATE = "general-debate"
    HC_LETTER = "hc-letter"
    POST_REVIEW_MATRIX = "post-review-matrix"
    INFOGRAPHIC = "infographic"
    MID_TERM_REPORT = "mid-term-report"


_MORE_GENERAL: Mapping[str, str] = {
    DocumentKind.INDIVIDUAL: DocumentKind.SUBMISSION,
    DocumentKind.JOINT: DocumentKind.SUBMISSION,
}
"""What is asked of the general kind is asked of each special one that has no row of its own."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure, text or list with its sources.

    ``value`` is None where no source says it. ``unit`` completes a number, and says of a text what
    it is for. A fact holds from ``from_cycle`` to ``until_cycle``; ``read_for`` names the cycles it
    was read for, none where it does not hang on a cycle. ``as_of`` is the day, month or year of a
    statistic. ``checked_on`` is None for what was taken over from the record and not read again.
    """

    id: str
    topic: str
    nature: Nature
    sources: tuple[Citation, ...]
    value: Value | None = None
    unit: str = ""
    document: DocumentKind | None = None
    from_cycle: int = 1
    until_cycle: int | None = None
    read_for: tuple[int, ...] = ()
    as_of: str = ""
    confidence: Confidence = Confidence.READ
    checked_on: date | None = None
    contradiction: str = ""
    note: str = ""

    def is_asked_of(self, document: str) -> bool:
        """Tell whether it concerns this kind of document, or the general kind that includes it."""
        return self.document in {document, _MORE_GENERAL.get(document, document)}

    def holds_in(self, cycle: int) -> bool:
        """Tell whether it is in force in ``cycle``, read for it or carried over."""
        return self.from_cycle <= cycle and (self.until_cycle is None or cycle <= self.until_cycle)

    def is_read_for(self, cycle: int) -> bool:
        """Tell whether a source says it of ``cycle`` itself."""
        return self.holds_in(cycle) and (not self.read_for or cycle in self.read_for)


@dataclass(frozen=True)
class Facts:
    """All facts in the order of their files, and the contradictions between their sources."""

    facts: tuple[Fact, ...]
    contradictions: tuple[Contradiction, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Fact]:
        """Every fact by its id."""
        return {each.id: each for each in self.facts}

    @cached_property
    def contradiction(self) -> Mapping[str, Contradiction]:
        """Every contradiction by its id."""
        return {each.id: each for each in self.contradictions}

    @property
    def topics(self) -> tuple[str, ...]:
        """Every topic once, in the order in which they come."""
        return tuple(dict.fromkeys(each.topic for each in self.facts))

    def about(self, topic: str, document: str = "", cycle: int | None = None) -> tuple[Fact, ...]:
        """Return the facts of a topic, in file order; narrowed to one kind of document and one cycle."""
        return tuple(
            each
            for each in self.facts
            if each.topic == topic
            and (not document or each.document == document)
            and (cycle is None or each.holds_in(cycle))
        )

    def limit(self, topic: str, *, document: str, cycle: int) -> Fact | None:
        """Return what is asked of ``document`` in ``cycle``, None where nothing is held.

        The row of the latest cycle counts; ask it whether it was read for this one. It may have no
        value: then no source gives one, which is something else than ``NO_LIMIT``.

        Args:
            topic: Such as "word-limit", "languages", "file-format" or "deadline-hour".
            document: A kind of document. Where it has no row, that of its general kind counts.
            cycle: The cycle of the review.
        """
        found = self.about(topic, document, cycle)
        if found:
            return max(found, key=lambda each: each.from_cycle)
        general = _MORE_GENERAL.get(document)
        return self.limit(topic, document=general, cycle=cycle) if general else None
