"""Where a statement was read, and how far it may be trusted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """A document, the place in it, and the confidence the record gives it.

    ``confidence`` holds the words of the record ("confirmed", "inferred", "medium", …); it is
    empty for the rules, whose ``basis`` says whether a source states or implies them.
    """

    document: str
    place: str = ""
    confidence: str = ""

    def __str__(self) -> str:
        """Return ``document, place (confidence)``."""
        named = ", ".join(part for part in (self.document, self.place) if part)
        return f"{named} ({self.confidence})" if self.confidence else named
