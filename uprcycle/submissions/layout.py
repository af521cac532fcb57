"""Which part of a text each paragraph belongs to: what is before it, the text itself, what is behind it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from uprcycle.countries import fold
from uprcycle.submissions.document import Numbering, Paragraph, TextDocument
from uprcycle.submissions.guidance import Vocabulary
from uprcycle.submissions.words import count_words

_LONGEST_COVER = 300  # words; a first page with more is taken for text
_LONGEST_HEADING = 10


class Region(StrEnum):
    """The parts of a text."""

    COVER = "cover"
    CONTENTS = "contents"
    TEXT = "text"
    MATRIX = "matrix"
    REFERENCES = "references"
    ANNEX = "annexes"


def divide(document: TextDocument, languages: Iterable[Vocabulary]) -> tuple[Region, ...]:
    """Return the region of each paragraph of ``document``, in their order.

    The cover is a ready-made one, or a short first page. Annexes and references begin under a
    heading that says so; annexes never end before the text does, references at the next heading.
    """
    vocabulary = tuple(languages)
    headings = _Headings(
        frozenset().union(*(each.annex for each in vocabulary)),
        frozenset().union(*(each.references for each in vocabulary)),
    )
    paragraphs = document.paragraphs
    matrices = _matrices(paragraphs, [phrase for each in vocabulary for phrase in each.matrix])
    return tuple(_regions(paragraphs, headings, _cover(paragraphs), matrices))


@dataclass(frozen=True, slots=True)
class _Headings:
    """The words that head what is behind a text, in every language."""

    annex: frozenset[str]
    references: frozenset[str]


def is_heading(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph heads what follows, by its style."""
    return paragraph.level > 0 and not paragraph.in_contents


def _regions(
    paragraphs: tuple[Paragraph, ...], headings: _Headings, cover: int, matrices: frozenset[int]
) -> Iterator[Region]:
    behind = Region.TEXT
    for index, paragraph in enumerate(paragraphs):
        if paragraph.in_contents:
            yield Region.CONTENTS
            continue
        if index < cover or paragraph.in_cover:
            yield Region.COVER
            continue
        behind = _turn(behind, paragraph, headings)
        yield Region.MATRIX if behind is Region.TEXT and paragraph.table in matrices else behind


def _turn(behind: Region, paragraph: Paragraph, headings: _Headings) -> Region:
    """Return the region from ``paragraph`` on, where ``behind`` is the one before it."""
    if behind is Region.ANNEX or paragraph.table:
        return behind
    heading = fold(paragraph.text) if _may_head(paragraph) else ""
    if heading.partition(" ")[0] in headings.annex:
        return Region.ANNEX
    if heading in headings.references:
        return Region.REFERENCES
    return Region.TEXT if is_heading(paragraph) else behind


def _may_head(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    is_short = len(text.split()) <= _LONGEST_HEADING and not text.endswith((".", ";", ","))
    return is_short and (is_heading(paragraph) or paragraph.numbering is not Numbering.BULLET)


def _cover(paragraphs: tuple[Paragraph, ...]) -> int:
    """Return how many paragraphs make the cover: those of a short first page that is not the last."""
    first = tuple(takewhile(lambda each: each.page == 1, paragraphs))
    if len(first) == len(paragraphs) or any(each.numbering is Numbering.NUMBER for each in first):
        return 0
    return len(first) if sum(count_words(each.text) for each in first) <= _LONGEST_COVER else 0


def _matrices(paragraphs: tuple[Paragraph, ...], phrases: list[str]) -> frozenset[int]:
    """Return the numbers of the tables whose first row has the heading of OHCHR's matrix."""
    return frozenset(
        each.table
        for each in paragraphs
        if each.table and each.row == 1 and any(phrase in fold(each.text) for phrase in phrases)
    )
