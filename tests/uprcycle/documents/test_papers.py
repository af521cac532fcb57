"""Feeds may link to what is public, and say what is no longer current."""

from datetime import timedelta

import pytest

from tests.uprcycle.documents.build import LINK, link
from uprcycle.documents.link import DocumentLink
from uprcycle.documents.papers import papers_of
from uprcycle.store.packaged_documents import load_listed_documents
from uprcycle.timetable.paper import Paper

HERE = ("KEN", 4, "national-report")
PAPER = Paper("National report", "fr", LINK.url, LINK.at)
SOON = LINK.at + timedelta(hours=1)
NEW = link(url="https://documents.example.org/new", number=2, at=SOON)


@pytest.mark.parametrize(
    ("links", "papers"),
    [
        pytest.param((), {}, id="nothing-recorded"),
        pytest.param((LINK,), {HERE: (PAPER,)}, id="a-link"),
        pytest.param(
            (LINK, link(language="es")),
            {HERE: (Paper("National report", "es", LINK.url, LINK.at), PAPER)},
            id="by-language",
        ),
        pytest.param(
            (LINK, NEW), {HERE: (Paper("National report", "fr", NEW.url, SOON),)}, id="the-newer-link-counts"
        ),
        pytest.param(
            (LINK, link(is_superseded=True, at=SOON)),
            {HERE: (Paper("National report", "fr", LINK.url, SOON, is_superseded=True),)},
            id="no-longer-current",
        ),
        pytest.param((link(document="joint-unct-report"),), {}, id="not-public"),
        pytest.param(
            (LINK, link(country="UGA")), {HERE: (PAPER,), ("UGA", 4, HERE[2]): (PAPER,)}, id="of-two-States"
        ),
    ],
)
def test_a_milestone_has_the_public_papers_that_were_recorded(
    links: tuple[DocumentLink, ...], papers: dict[tuple[str, int, str], tuple[Paper, ...]]
) -> None:
    assert papers_of(load_listed_documents(), links) == papers
