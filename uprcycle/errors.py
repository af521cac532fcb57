"""Every way uprcycle refuses, named once.

A problem says where, what and what to do. A reader collects all its problems and raises
once; only an edge (command line, web, flow) catches and shows them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from traceback import walk_tb

from uprcycle.phrase import phrase

_OURS = frozenset({"uprcycle", "calendars", "notifications", "web", "flows"})


class Severity(StrEnum):
    """Whether a problem stops the work; a correction stops it until somebody confirms it."""

    ERROR = "error"
    CORRECTION = "correction"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file, in parts; a part is empty, or 0, where there is none."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where it stands, what it is, what to do about it.

    All three are lower-case phrases without a full stop; an empty remedy means that the
    statement itself tells what to do. ``place`` repeats in parts what ``where`` says of a file.
    """

    where: str
    what: str
    remedy: str = ""
    severity: Severity = Severity.ERROR
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def sentence(self) -> str:
        """What it is and what to do about it, on one line."""
        return phrase("{what}; {remedy}", what=self.what, remedy=self.remedy) if self.remedy else self.what

    @property
    def text(self) -> str:
        """All three on one line."""
        if not self.where:
            return self.sentence
        return phrase("{subject}: {what}", subject=self.where, what=self.sentence)

    def __str__(self) -> str:
        """Return ``where: what; remedy`` in English."""
        return str(self.text)


class UprcycleError(Exception):
    """The root of all refusals; carries a headline and every problem found."""

    exit_status = 1

    def __init__(self, headline: str, problems: Iterable[Problem] = ()) -> None:
        """Keep the headline and the problems in the order in which they were found."""
        self.headline = headline
        self.problems = tuple(problems)
        super().__init__("\n  ".join([headline, *map(str, self.problems)]))


class BadInputError(UprcycleError):
    """What was given cannot be read or does not make sense (exit status 2)."""

    exit_status = 2


class RefusedError(UprcycleError):
    """What was asked is understood and refused (exit status 1)."""


class UnknownPhraseError(BadInputError):
    """A text is not written in the grammar of its field."""

    def __init__(self, text: str, expected: str) -> None:
        """Name the text and an example of what would be read."""
        what = phrase("{text} cannot be read; write it as {example}", text=repr(text), example=repr(expected))
        super().__init__(what)
        self.text = text
        self.expected = expected


def places_of(fault: BaseException) -> tuple[str, ...]:
    """Return through which lines of ours a fault came, the outermost first.

    Where others read, only this and its kind may be told: its words may quote a name or a token.
    """
    frames = ((str(frame.f_globals["__name__"]), line) for frame, line in walk_tb(fault.__traceback__))
    return tuple(f"{name}, line {line}" for name, line in frames if name.partition(".")[0] in _OURS)
