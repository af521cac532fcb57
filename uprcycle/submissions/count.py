"""How long a text is, part by part, and which parts a limit is about.

Sources name parts that are not counted. Of others, such as the cover page, no source speaks; so
there are two counts, one without and one with everything in doubt.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from uprcycle.submissions.document import TextDocument
from uprcycle.submissions.layout import Region
from uprcycle.submissions.words import count_words

NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Count:
    """The words of each region, and of the notes; ``spared`` are the parts that are not counted."""

    regions: Mapping[Region, int]
    notes: int
    spared: frozenset[str] = frozenset()

    @property
    def text(self) -> int:
        """The words that are counted without doubt."""
        return self.regions[Region.TEXT]

    @property
    def with_doubtful(self) -> int:
        """The same with every part of which no source says that it is not counted."""
        notes = 0 if NOTES in self.spared else self.notes
        return notes + sum(words for region, words in self.regions.items() if region.value not in self.spared)

    @property
    def everything(self) -> int:
        """All words, notes too."""
        return sum(self.regions.values()) + self.notes


def count_document(document: TextDocument, regions: Sequence[Region], spared: frozenset[str]) -> Count:
    """Count ``document``, whose paragraphs lie in ``regions``."""
    words = dict.fromkeys(Region, 0)
    for paragraph, region in zip(document.paragraphs, regions, strict=True):
        words[region] += count_words(paragraph.text)
    return Count(words, sum(map(count_words, document.notes)), spared)
