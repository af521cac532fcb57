"""How long a text is, part by part, and which parts a limit is about.

Notes, references, annexes and the matrix of recommendations are not counted (the sources say so);
of the cover page and the table of contents no source speaks, so both counts are given.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from uprcycle.submissions.document import TextDocument
from uprcycle.submissions.layout import Region
from uprcycle.submissions.words import count_words

_FRONT = (Region.COVER, Region.CONTENTS)


@dataclass(frozen=True, slots=True)
class Count:
    """The words of each region, and of the notes."""

    regions: Mapping[Region, int]
    notes: int

    @property
    def text(self) -> int:
        """The words that are counted whatever the rule on the front is."""
        return self.regions[Region.TEXT]

    @property
    def text_and_front(self) -> int:
        """The same with cover page and table of contents."""
        return self.text + sum(self.regions[each] for each in _FRONT)

    @property
    def everything(self) -> int:
        """All words, notes too."""
        return sum(self.regions.values()) + self.notes


def count_document(document: TextDocument, regions: Sequence[Region]) -> Count:
    """Count ``document``, whose paragraphs lie in ``regions``."""
    words = dict.fromkeys(Region, 0)
    for paragraph, region in zip(document.paragraphs, regions, strict=True):
        words[region] += count_words(paragraph.text)
    return Count(words, sum(map(count_words, document.notes)))
