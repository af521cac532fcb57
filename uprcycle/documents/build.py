"""The documents of one review, each with its state: expected, published, superseded.

The state is derived, never typed: a link makes a document published, the loss of its last link
superseded. When it is expected, its milestone says.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from uprcycle.documents.link import DocumentLink
from uprcycle.documents.listed import ListedDocument
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.timetable import Timetable
from uprcycle.visibility import Audience, may_see


class DocumentState(StrEnum):
    """How far a document is, as far as anybody recorded."""

    EXPECTED = "expected"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Document:
    """One document of one review.

    ``milestone`` is None where no rule that applies dates it. ``links`` are those that count, by
    language; ``superseded`` those that did, newest first.
    """

    listed: ListedDocument
    milestone: Milestone | None
    links: tuple[DocumentLink, ...] = ()
    superseded: tuple[DocumentLink, ...] = ()

    @property
    def state(self) -> DocumentState:
        """The state that follows from the links."""
        if self.links:
            return DocumentState.PUBLISHED
        return DocumentState.SUPERSEDED if self.superseded else DocumentState.EXPECTED

    @property
    def symbol(self) -> str:
        """The symbol it was recorded with, empty where none was."""
        return next((each.symbol for each in self.links if each.symbol), "")


def build_documents(
    timetable: Timetable, listed: Iterable[ListedDocument], links: Iterable[DocumentLink]
) -> tuple[Document, ...]:
    """Return the documents of a review in the order of the list.

    Args:
        timetable: The dates of the review.
        listed: Which documents every review has.
        links: Everything recorded for this review, oldest first.
    """
    recorded = tuple(links)
    dated = {each.id: each for each in (*timetable.milestones, *timetable.actions)}
    return tuple(
        _build(each, dated.get(each.milestone), [link for link in recorded if link.document == each.id])
        for each in listed
    )


def documents_seen_by(audience: Audience, documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return the documents that ``audience`` may see, and know of."""
    return tuple(each for each in documents if may_see(audience, each.listed.visibility))


def _build(listed: ListedDocument, milestone: Milestone | None, links: list[DocumentLink]) -> Document:
    last = {each.language: each for each in links}
    counting = tuple(last[code] for code in sorted(last) if not last[code].is_superseded)
    gone = tuple(each for each in reversed(links) if not each.is_superseded and each not in counting)
    return Document(listed, milestone, counting, gone)
