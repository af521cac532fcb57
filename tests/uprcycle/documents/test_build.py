"""The state of a document follows from what was recorded, its date from its milestone."""

import pytest

from tests.uprcycle.documents.build import LINK, link
from tests.uprcycle.examples import packaged_world
from uprcycle.documents.build import Document, DocumentState, build_documents, documents_seen_by
from uprcycle.documents.link import DocumentLink
from uprcycle.store.packaged_documents import load_listed_documents
from uprcycle.visibility import Audience

EXPECTED, PUBLISHED, SUPERSEDED = DocumentState
NEW = link(url="https://documents.example.org/new", number=2)
GONE = link(is_superseded=True, number=3)
SPANISH = link(language="es", number=4)


def documents(*links: DocumentLink) -> dict[str, Document]:
    timetable = packaged_world().timetable("KEN", 4)
    return {each.listed.id: each for each in build_documents(timetable, load_listed_documents(), links)}


@pytest.mark.parametrize(
    ("links", "state", "counting", "superseded"),
    [
        pytest.param((), EXPECTED, (), (), id="nothing recorded"),
        pytest.param((LINK,), PUBLISHED, (LINK,), (), id="a link"),
        pytest.param((LINK, SPANISH), PUBLISHED, (SPANISH, LINK), (), id="one link a language, by language"),
        pytest.param((LINK, NEW), PUBLISHED, (NEW,), (LINK,), id="a newer link"),
        pytest.param((LINK, GONE), SUPERSEDED, (), (LINK,), id="no longer"),
        pytest.param((LINK, SPANISH, GONE), PUBLISHED, (SPANISH,), (LINK,), id="no longer in one language"),
        pytest.param((LINK, GONE, NEW), PUBLISHED, (NEW,), (LINK,), id="again"),
        pytest.param((link(document="summary"),), EXPECTED, (), (), id="a link to another document"),
    ],
)
def test_the_state_follows_from_the_links(
    links: tuple[DocumentLink, ...],
    state: DocumentState,
    counting: tuple[DocumentLink, ...],
    superseded: tuple[DocumentLink, ...],
) -> None:
    report = documents(*links)["national-report"]

    assert (report.state, report.links, report.superseded) == (state, counting, superseded)


def test_a_document_is_expected_when_its_milestone_is() -> None:
    report = documents()["national-report"]

    assert report.milestone == packaged_world().timetable("KEN", 4).milestone("national-report")
    assert report.milestone is not None


def test_every_document_of_every_review_has_its_milestone() -> None:
    assert [each.listed.id for each in documents().values() if each.milestone is None] == []


def test_the_symbol_is_the_one_that_was_recorded() -> None:
    symbols = [
        documents(*links)["national-report"].symbol for links in ((), (LINK,), (link(symbol=""), SPANISH))
    ]

    assert symbols == ["", "A/HRC/WG.6/54/KEN/1", "A/HRC/WG.6/54/KEN/1"]


def test_the_public_knows_nothing_of_documents_inside_the_united_nations() -> None:
    everything = tuple(documents().values())
    hidden = {
        audience: [
            each.listed.id for each in everything if each not in documents_seen_by(audience, everything)
        ]
        for audience in Audience
    }

    assert hidden == {
        Audience.PUBLIC: ["joint-unct-report", "draft-list"],
        Audience.PARTNERS: ["joint-unct-report", "draft-list"],
        Audience.UN: [],
    }
