"""Hostile documents are refused, or read, within two seconds of work."""

import io
import time
import zipfile
from collections.abc import Callable

import pytest

from tests.uprcycle.submissions.build import link, links, package, paragraph, part, run
from uprcycle.citation import Citation
from uprcycle.errors import BadInputError
from uprcycle.store.packaged_documents import load_guidance
from uprcycle.submissions.check import check_document
from uprcycle.submissions.package import TEXT_DOCUMENT
from uprcycle.submissions.reader import read_document
from uprcycle.submissions.requirements import Limit, Requirements

SECONDS = 2
SIGNS = TEXT_DOCUMENT.max_signs - 20
GUIDANCE = load_guidance()
REQUIREMENTS = Requirements("joint", 4, Limit(10, Citation("the rule")))

READ = ""
MARKUP, TEXT = "holds more markup than its contents need", "holds far more text than any submission"


def stored(body: str, compression: int = zipfile.ZIP_STORED) -> bytes:
    """Return a document of ``body``, by default not packed, so that how well it packs says nothing."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as file:
        file.writestr("_rels/.rels", links(link("officeDocument", "word/document.xml")))
        file.writestr("word/document.xml", body if body.startswith("<!") else part("document", body))
    return buffer.getvalue()


def paragraphs_of(inside: str, cost: int) -> bytes:
    return stored(f"<w:p><w:r>{inside * (SIGNS // cost)}</w:r></w:p>")


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "unpacks to much": (lambda: stored("a" * 50_000_000, zipfile.ZIP_DEFLATED), "unpacks to more than 40 MB"),
    "packed well": (
        lambda: stored("a " * 5_000_000, zipfile.ZIP_DEFLATED),
        "holds a part packed to less than a hundredth",
    ),
    "an entity": (lambda: stored('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "declares a document type"),
    "an archive": (lambda: package("", {"word/a.bin": "PK\x03\x04"}), "holds another file inside it"),
    "markup": (lambda: stored("<w:p/>" * SIGNS * 2), MARKUP),
    "empty paragraphs": (lambda: stored("<w:p/>" * SIGNS), READ),
    "paragraphs": (lambda: stored(paragraph(run("a b")) * (SIGNS // 14)), TEXT),
    "letters": (lambda: stored(paragraph(run("a " * 1_000_001))), TEXT),
    "breaks": (lambda: paragraphs_of('<w:br w:type="page"/><w:tab/>', 3), READ),
    "fields": (lambda: paragraphs_of('<w:fldChar w:fldCharType="begin"/>', 2), READ),
    "one field": (lambda: paragraphs_of("<w:instrText>x</w:instrText>", 2), READ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_little(name: str) -> None:
    build, reason = BOMBS[name]
    content = build()
    began = time.process_time()
    try:
        check_document(read_document(content), REQUIREMENTS, GUIDANCE)
        what = READ
    except BadInputError as error:
        what = error.problems[0].what

    assert (what[: len(reason)], bool(what)) == (reason, bool(reason))
    assert time.process_time() - began < SECONDS
