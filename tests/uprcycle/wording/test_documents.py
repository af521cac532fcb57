"""A document is shown with its state, its date and where it is, and not with who found it."""

import json
from datetime import date

from tests.uprcycle.documents.build import LINK, link
from tests.uprcycle.examples import packaged_world
from uprcycle.documents.build import build_documents
from uprcycle.documents.link import DocumentLink
from uprcycle.store.packaged_documents import load_listed_documents
from uprcycle.wording.documents import document_title, show_document, state_text
from uprcycle.wording.language import ENGLISH
from uprcycle.wording.shown import show_span

TIMETABLE = packaged_world().timetable("KEN", 4)
DOCUMENTS = {each.listed.id: each for each in build_documents(TIMETABLE, load_listed_documents(), [LINK])}


BEFORE, AFTER = date(2024, 1, 1), date(2026, 11, 21)
GONE = link(is_superseded=True, number=2)


def state(day: date, *links: DocumentLink) -> str:
    documents = build_documents(TIMETABLE, load_listed_documents(), links)
    return state_text(next(each for each in documents if each.listed.id == "national-report"), day, ENGLISH)


def test_a_document_has_its_title() -> None:
    assert document_title(DOCUMENTS["national-report"], ENGLISH) == "National report"


def test_a_document_whose_day_passed_is_no_longer_called_expected() -> None:
    assert [state(day, *links) for day in (BEFORE, AFTER) for links in ((), (LINK,), (LINK, GONE))] == [
        "expected",
        "published",
        "superseded",
        "no link recorded",
        "published",
        "superseded",
    ]


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
