"""The documents of a review as its page shows them: those that anybody may know of.

An address was typed by somebody: it is shown as text and followed by nobody but the reader.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from uprcycle.days.span import day_span
from uprcycle.documents.build import Document, DocumentState, documents_seen_by
from uprcycle.documents.link import DocumentLink
from uprcycle.visibility import Audience
from uprcycle.wording.documents import state_text
from uprcycle.wording.language import Language
from uprcycle.wording.languages import language_name
from uprcycle.wording.spans import short_span_text
from web.cards import Text, When, word, word_date_shortly


@dataclass(frozen=True, slots=True)
class PaperLink:
    """Where a document can be read in one language, and the day on which somebody opened it."""

    code: str
    language: str
    url: str
    checked_on: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One document; ``when`` is None where it is published or nothing dates it."""

    title: Text
    state: str
    symbol: str
    when: When | None
    links: tuple[PaperLink, ...]


def build_papers(documents: Iterable[Document], today: date, language: Language) -> tuple[Paper, ...]:
    """Return the public documents in their order."""
    seen = documents_seen_by(Audience.PUBLIC, documents)
    return tuple(_paper(each, today, language) for each in seen)


def _paper(document: Document, today: date, language: Language) -> Paper:
    milestone = document.milestone
    is_awaited = milestone and document.state is not DocumentState.PUBLISHED
    return Paper(
        word(document.listed.title, language),
        state_text(document, today, language),
        document.symbol,
        word_date_shortly(milestone.span, milestone.status, language) if milestone and is_awaited else None,
        tuple(_link(each, language) for each in document.links),
    )


def _link(link: DocumentLink, language: Language) -> PaperLink:
    opened = short_span_text(day_span(link.checked_on), language)
    return PaperLink(link.language, language_name(link.language, language), link.url, opened)
