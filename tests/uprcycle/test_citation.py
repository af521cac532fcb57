"""A citation as one line."""

import pytest

from uprcycle.citation import Citation


@pytest.mark.parametrize(
    ("citation", "line"),
    [
        (Citation("Practical Guidance"), "Practical Guidance"),
        (Citation("Practical Guidance", "line 52"), "Practical Guidance, line 52"),
        (Citation("UPR Info", confidence="medium"), "UPR Info (medium)"),
        (Citation("UPR Info", "page 3", "medium"), "UPR Info, page 3 (medium)"),
        (Citation(""), ""),
    ],
)
def test_a_citation_names_what_is_known_of_its_place(citation: Citation, line: str) -> None:
    assert str(citation) == line
