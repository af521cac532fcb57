"""A review's page lists its public documents, and shows an address as the text it is."""

from datetime import date

import pytest

from tests.uprcycle.documents.build import LINK, link
from tests.web.site import ask, build_app, documents, world
from uprcycle.documents.build import Document, build_documents
from uprcycle.documents.link import DocumentLink
from uprcycle.store.packaged import load_language
from uprcycle.store.packaged_documents import load_listed_documents
from uprcycle.timetable.timetable import Timetable
from uprcycle.wording.language import ENGLISH
from web.api.schema import DocumentsShape
from web.cards import word_date_shortly
from web.papers import Paper, PaperLink, build_papers

DAY = date(2025, 1, 1)
TIMETABLE = world().timetable("KEN", 4)


def linked(*links: DocumentLink) -> tuple[Document, ...]:
    return build_documents(TIMETABLE, load_listed_documents(), links)


def paper(title: str, *links: DocumentLink) -> Paper:
    return next(each for each in build_papers(linked(*links), DAY, ENGLISH) if each.title.text == title)


def test_a_document_without_a_link_shows_when_it_is_expected() -> None:
    milestone = TIMETABLE.milestone("national-report")
    assert milestone is not None

    expected = word_date_shortly(milestone.span, milestone.status, ENGLISH)
    found = paper("National report")
    assert (found.state, found.when, found.links) == ("expected", expected, ())


def test_a_published_document_shows_where_it_is_in_each_language() -> None:
    found = paper("National report", LINK, link(language="es"))

    assert (found.state, found.symbol, found.when) == ("published", "A/HRC/WG.6/54/KEN/1", None)
    assert found.links == (
        PaperLink("es", "Spanish", LINK.url, "21 Nov 2026"),
        PaperLink("fr", "French", LINK.url, "21 Nov 2026"),
    )


def test_nobody_learns_of_documents_inside_the_united_nations() -> None:
    inside = link(document="joint-unct-report", url="https://documents.example.org/zanzibar")

    def everything(_: Timetable) -> tuple[Document, ...]:
        return linked(inside)

    assert "Joint report of the country team" not in {
        each.title.text for each in build_papers(linked(inside), DAY, ENGLISH)
    }
    for path in ("/countries/KEN?cycle=4", "/api/v1/countries/KEN/documents?cycle=4"):
        page = ask(path, app=build_app(documents=everything)).text
        assert [
            word for word in ("zanzibar", "Joint report of the country team", "draft-list") if word in page
        ] == []


def test_a_strange_address_stays_text_on_the_page() -> None:
    strange = link(url='https://documents.example.org/?a="><script>x</script>')
    page = ask("/countries/KEN?cycle=4", app=build_app(documents=lambda _: linked(strange))).text

    assert "<script>x" not in page
    assert 'rel="external nofollow noreferrer"' in page


def test_the_api_lists_the_public_documents_in_the_promised_shape() -> None:
    found = DocumentsShape.model_validate_json(ask("/api/v1/countries/KEN/documents").content, strict=True)

    public = [each.listed.id for each in documents(TIMETABLE) if each.listed.visibility == "public"]
    assert ([each.id for each in found.documents], {each.state for each in found.documents}) == (
        public,
        {"expected"},
    )


@pytest.mark.parametrize(
    "path", ["/api/v1/countries/XYZ/documents", "/api/v1/countries/KEN/documents?cycle=9"]
)
def test_a_review_that_is_not_there_has_no_documents(path: str) -> None:
    assert ask(path).status_code == 404


def test_a_past_page_shows_no_links_recorded_since() -> None:
    app = build_app(documents=lambda _: linked(LINK))

    now, then = (ask(f"/countries/KEN?cycle=4{day}", app=app).text for day in ("", "&as-of=2026-11-20"))
    assert (LINK.url in now, LINK.url in then) == (True, False)


def test_titles_are_marked_in_the_language_they_are_in() -> None:
    french = build_papers(linked(), DAY, load_language("fr"))

    assert {each.title.lang for each in french} <= {"en", "fr"}
