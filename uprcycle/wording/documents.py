"""The documents of a review in words, and in the stable JSON shape that scripts rely on."""

from datetime import date
from typing import Any

from uprcycle.documents.build import Document, DocumentState
from uprcycle.timetable.timetable import order_of
from uprcycle.wording.language import Language
from uprcycle.wording.shown import show_span


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_STATE = {
    DocumentState.EXPECTED: _("expected"),
    DocumentState.PUBLISHED: _("published"),
    DocumentState.SUPERSEDED: _("superseded"),
}


def state_text(document: Document, today: date, language: Language) -> str:
    """Return the words for how far a document is; that its day passed without a link is said."""
    milestone = document.milestone
    if document.state is DocumentState.EXPECTED and milestone and order_of(milestone)[1] < today:
        return language.text("no link recorded")
    return language.text(_STATE[document.state])


def document_title(document: Document, language: Language) -> str:
    """Return the name of a document."""
    return language.text(document.listed.title)


def show_document(document: Document, language: Language) -> dict[str, Any]:
    """Return the JSON-able shape of one document; who recorded a link stays in the store."""
    listed, milestone = document.listed, document.milestone
    return {
        "id": listed.id,
        "title": document_title(document, language),
        "state": document.state.value,
        "issuer": listed.issuer.value,
        "visibility": listed.visibility.value,
        "milestone": listed.milestone,
        "expected": milestone and {**show_span(milestone.span), "status": milestone.status.value},
        "symbol": document.symbol or None,
        "links": [
            {"language": each.language, "url": each.url, "checked_on": each.checked_on.isoformat()}
            for each in document.links
        ],
    }
