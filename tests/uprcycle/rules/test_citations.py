"""What a row cites, by the codes of its documents."""

import pytest

from uprcycle.citation import Citation
from uprcycle.rules.citations import read_citations

TITLES = {"004": "Compendium"}


def test_a_document_is_named_by_its_title_and_one_that_is_its_own_title_by_itself() -> None:
    row = {"sources": [{"document": "004", "section": "line 3"}, {"document": "A/RES/60/251"}]}

    assert read_citations(row, TITLES) == (Citation("Compendium", "line 3"), Citation("A/RES/60/251"))


@pytest.mark.parametrize("row", [{}, {"sources": []}], ids=["no-key", "empty-list"])
def test_a_row_without_a_source_is_refused(row: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"^it cites no source$"):
        read_citations(row, TITLES)
