"""What the store keeps of documents, as the rest of uprcycle sees it."""

from typing import Protocol

from uprcycle.documents.link import DocumentLink


class Documents(Protocol):
    """Where the documents of reviews can be read, as people recorded it. Append-only."""

    def record(self, link: DocumentLink) -> DocumentLink:
        """Append ``link`` and return it with its number."""

    def of(self, country: str, cycle: int) -> tuple[DocumentLink, ...]:
        """Return everything recorded for one review, oldest first."""

    def all(self) -> tuple[DocumentLink, ...]:
        """Return everything recorded for any review, oldest first."""
