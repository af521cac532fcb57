"""The fields and blocks of a document: what a word processor writes by itself.

A field begins, says what it is, and ends, possibly paragraphs later; a block is one element.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from uprcycle.submissions.attributes import attribute, value

_COVER, _CONTENTS = "cover pages", "table of contents"
_LONGEST = 100  # the first word tells the kind; a field without end must cost nothing


@dataclass(slots=True)
class Fields:
    """Which fields and blocks the place that is being read lies in."""

    has_page_numbers: bool = False
    _open: list[str] = field(default_factory=list)
    _contents: int = 0
    _blocks: list[str] = field(default_factory=list)

    @property
    def in_contents(self) -> bool:
        """Whether the place lies in a table of contents."""
        return self._contents > 0 or _CONTENTS in self._blocks

    @property
    def in_cover(self) -> bool:
        """Whether the place lies in a ready-made cover page."""
        return _COVER in self._blocks

    def mark(self, attributes: Mapping[str, str]) -> None:
        """Hear that a field begins or ends, or that its result does."""
        kind = attribute(attributes, "fldCharType")
        if kind == "begin":
            self._open.append("")
        elif kind == "end":
            self.close_simple()

    def instruct(self, text: str) -> None:
        """Hear a piece of what the innermost open field is."""
        if self._open:
            self._say(text)

    def open_simple(self, attributes: Mapping[str, str]) -> None:
        """Hear a field that is one element."""
        self._open.append("")
        self._say(attribute(attributes, "instr"))

    def close_simple(self) -> None:
        """Hear the end of the innermost field."""
        if self._open:
            self._contents -= _kind(self._open.pop()) == "TOC"

    def open_block(self, _: Mapping[str, str]) -> None:
        """Hear that a block begins."""
        self._blocks.append("")

    def name_block(self, attributes: Mapping[str, str]) -> None:
        """Hear from which gallery the innermost block comes."""
        if self._blocks:
            self._blocks[-1] = value(attributes).casefold()

    def close_block(self) -> None:
        """Hear that the innermost block ends."""
        self._blocks.pop()

    def _say(self, text: str) -> None:
        before = self._open[-1]
        self._open[-1] = after = (before + text)[:_LONGEST]
        self._contents += (_kind(after) == "TOC") - (_kind(before) == "TOC")
        self.has_page_numbers |= _kind(after) == "PAGE"


def _kind(instruction: str) -> str:
    """Return the first word of what a field is told to show."""
    return next(iter(instruction.split(maxsplit=1)), "").upper()
