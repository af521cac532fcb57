"""Links of a part lead to other parts, by the names these have, or outside."""

import io
import zipfile

import pytest

from uprcycle.errors import BadInputError
from uprcycle.ooxml.archive import open_archive
from uprcycle.ooxml.guard import Guard
from uprcycle.ooxml.links import Link, links_of, read_links
from uprcycle.ooxml.markup import Budget

GUARD = Guard("a file", ".old", again="save it again", less="save less")


def links(source: str, listed: str) -> tuple[Link, ...]:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr(links_of(source), f"<Relationships>{listed}</Relationships>")
    return read_links(open_archive("a.x", buffer.getvalue(), GUARD), Budget("a.x", GUARD), source)


@pytest.mark.parametrize(
    ("source", "listed", "expected"),
    [
        pytest.param(
            "",
            '<Relationship Id="a" Type="u/main" Target="w/d.xml"/>',
            Link("a", "main", "w/d.xml"),
            id="file",
        ),
        pytest.param(
            "w/d.xml",
            '<Relationship Id="a" Type="u/notes" Target="n.xml"/>',
            Link("a", "notes", "w/n.xml"),
            id="beside",
        ),
        pytest.param(
            "w/d.xml",
            '<Relationship Id="a" Type="u/x" Target="/n.xml"/>',
            Link("a", "x", "n.xml"),
            id="from the top",
        ),
        pytest.param(
            "w/d.xml",
            '<Relationship Id="a" Type="u/hyperlink" Target="https://example.org" TargetMode="External"/>',
            Link("a", "hyperlink", "https://example.org", is_outside=True),
            id="outside",
        ),
    ],
)
def test_a_link_leads_to_a_part_or_outside(source: str, listed: str, expected: Link) -> None:
    assert links(source, listed) == (expected,)


def test_what_is_not_a_link_is_passed_by() -> None:
    assert links("", "<Other/>") == ()


def test_a_part_without_links_is_named() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("a", "text")

    with pytest.raises(BadInputError, match=r"lacks its part '_rels/.rels'"):
        read_links(open_archive("a.x", buffer.getvalue(), GUARD), Budget("a.x", GUARD), "")
