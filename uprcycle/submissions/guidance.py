"""What a text is looked at for, and the words by which its language and parts are known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from uprcycle.citation import Citation
from uprcycle.countries import fold
from uprcycle.errors import BadInputError, Problem
from uprcycle.rules.citations import read_citations
from uprcycle.schedule.rows import Row, read_rows, read_text, read_text_if_any, read_texts


class Gravity(StrEnum):
    """How much a finding matters: the text would not be taken; it was advised against; look at it."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Flaw(StrEnum):
    """Everything that may be found."""

    TOO_LONG = "too-long"
    TOO_LONG_WITH_DOUBTFUL = "too-long-with-doubtful"
    NO_LIMIT_KNOWN = "no-limit-known"
    OTHER_LANGUAGE = "other-language"
    LANGUAGE_NOT_RECOGNISED = "language-not-recognised"
    NO_COVER_PAGE = "no-cover-page"
    NO_SUMMARY = "no-summary"
    PARAGRAPHS_NOT_NUMBERED = "paragraphs-not-numbered"
    PAGES_NOT_NUMBERED = "pages-not-numbered"
    PICTURES = "pictures"
    MANY_NOTES = "many-notes"
    LONG_NOTES = "long-notes"
    ANNEX_INSIDE = "annex-inside"
    MATRIX_INSIDE = "matrix-inside"
    NO_HEADINGS = "no-headings"
    NO_CONTENTS = "no-contents"
    TRACKED_CHANGES = "tracked-changes"
    COMMENTS = "comments"
    HIDDEN_TEXT = "hidden-text"
    NAMES_AUTHOR = "names-author"
    PUBLIC_AND_NAMED = "public-and-named"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look for: how much it matters, for which kinds of text (all if empty), and says who."""

    flaw: Flaw
    gravity: Gravity
    basis: str
    kinds: tuple[str, ...] = ()
    sources: tuple[Citation, ...] = ()
    note: str = ""

    def concerns(self, kind: str) -> bool:
        """Tell whether texts of ``kind`` are looked at for this."""
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language, folded: its most frequent ones and those that head parts of a text."""

    code: str
    frequent: frozenset[str] = frozenset()
    annex: frozenset[str] = frozenset()
    references: frozenset[str] = frozenset()
    summary: frozenset[str] = frozenset()
    matrix: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Guidance:
    """The checks by what they look for, and the languages that are recognised."""

    checks: Mapping[Flaw, Check]
    languages: tuple[Vocabulary, ...]


def read_guidance(name: str, table: Row, titles: Mapping[str, str]) -> Guidance:
    """Read the file of guidance.

    Args:
        name: How problems name the file.
        table: Its rows, ``check`` and ``language``.
        titles: How each document is cited, by its code.

    Raises:
        BadInputError: With every problem of the file.
    """
    problems: list[Problem] = []

    def where(number: int, row: Row) -> str:
        return f"{name}: row {number} ({row.get('id', row.get('code', 'without id'))})"

    checks = read_rows(table.get("check", ()), lambda row: _check(row, titles), where, problems)
    languages = read_rows(table.get("language", ()), _vocabulary, where, problems)
    missing = set(Flaw) - {check.flaw for check in checks}
    problems += [Problem(name, f"the check {each.value!r} is missing") for each in sorted(missing)]
    if problems:
        raise BadInputError("the guidance on submissions cannot be read", problems)
    return Guidance({check.flaw: check for check in checks}, tuple(languages))


def _check(row: Row, titles: Mapping[str, str]) -> Check:
    return Check(
        Flaw(read_text(row, "id")),
        Gravity(read_text(row, "severity")),
        read_text(row, "basis"),
        read_texts(row, "kinds"),
        read_citations(row, titles) if "sources" in row else (),
        read_text_if_any(row, "note"),
    )


def _vocabulary(row: Row) -> Vocabulary:
    return Vocabulary(
        read_text(row, "code"),
        _folded(read_text_if_any(row, "frequent").split()),
        *(_folded(read_texts(row, key)) for key in ("annex", "references", "summary", "matrix")),
    )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))
