"""A text document as its paragraphs and what stands around them.

Knows neither the file that it came from nor what is asked of it. The text is confidential: it is
held to be counted and leaves this room as numbers only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Numbering(StrEnum):
    """What a word processor puts in front of a paragraph by itself."""

    NONE = "none"
    NUMBER = "number"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph that holds text, or pictures.

    ``level`` is that of a heading, from 1; 0 is text. ``page`` counts the page breaks set by hand
    before it, from 1. ``table`` and ``row`` are 0 outside tables.
    """

    text: str
    level: int = 0
    numbering: Numbering = Numbering.NONE
    page: int = 1
    table: int = 0
    row: int = 0
    pictures: int = 0
    in_cover: bool = False
    in_contents: bool = False


@dataclass(frozen=True, slots=True)
class Traces:
    """What a word processor keeps besides the text, and a reader may not expect.

    ``hidden`` counts letters that are not shown; ``names_author`` tells that the properties of
    the file hold the name of a person or organisation.
    """

    tracked: int = 0
    comments: int = 0
    hidden: int = 0
    names_author: bool = False


@dataclass(frozen=True, slots=True)
class TextDocument:
    """The paragraphs in their order, the notes, and what else was found.

    ``languages`` counts letters by the language that the document says they are in.
    """

    paragraphs: tuple[Paragraph, ...]
    notes: tuple[str, ...] = ()
    languages: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    has_page_numbers: bool = False
    traces: Traces = Traces()
