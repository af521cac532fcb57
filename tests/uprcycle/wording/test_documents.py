"""A document is shown with its state, its date and where it is, and not with who found it."""

import json

from tests.uprcycle.documents.build import LINK
from tests.uprcycle.examples import packaged_world
from uprcycle.documents.build import DocumentState, build_documents
from uprcycle.store.packaged_documents import load_listed_documents
from uprcycle.wording.documents import document_title, show_document, state_text
from uprcycle.wording.language import ENGLISH
from uprcycle.wording.shown import show_span

TIMETABLE = packaged_world().timetable("KEN", 4)
DOCUMENTS = {each.listed.id: each for each in build_documents(TIMETABLE, load_listed_documents(), [LINK])}


def test_the_words_of_a_document() -> None:
    report = DOCUMENTS["national-report"]

    assert (document_title(report, ENGLISH), state_text(report.state, ENGLISH)) == (
        "National report",
        "published",
    )
    assert [state_text(each, ENGLISH) for each in DocumentState] == ["expected", "published", "superseded"]


def test_the_shape_of_a_document_is_stable() -> None:
    milestone = TIMETABLE.milestone("national-report")
    assert milestone is not None

    assert json.loads(json.dumps(show_document(DOCUMENTS["national-report"], ENGLISH))) == {
        "id": "national-report",
        "title": "National report",
        "state": "published",
        "issuer": "GOVERNMENT",
        "visibility": "public",
        "milestone": "national-report",
        "expected": {**show_span(milestone.span), "status": milestone.status.value},
        "symbol": "A/HRC/WG.6/54/KEN/1",
        "links": [{"language": "fr", "url": LINK.url, "checked_on": "2026-11-21"}],
    }
    assert show_document(DOCUMENTS["summary"], ENGLISH)["symbol"] is None
