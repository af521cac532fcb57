"""Documents of real programs are read: python-docx writes one here, LibreOffice wrote the other."""

import re
import zipfile
from pathlib import Path

from docx.document import Document

from tests.uprcycle.submissions.build import link, package, paragraph, part, run, written
from uprcycle.submissions.count import count_document
from uprcycle.submissions.document import Numbering, Paragraph, Traces
from uprcycle.submissions.layout import Region
from uprcycle.submissions.reader import read_document
from uprcycle.submissions.words import count_words

LIBREOFFICE = Path(__file__).with_name("written_by_libreoffice.docx")
WORDS_BY_LIBREOFFICE = 446  # its own statistic, which counts automatic numbers and marks of notes too


def fill(document: Document) -> None:
    document.add_paragraph("Alliance of invented organisations")
    document.add_page_break()  # type: ignore[no-untyped-call] # the library leaves this one untyped
    document.add_heading("Schools", 1)
    document.add_paragraph("Every school is open.", style="List Number")
    document.add_paragraph("and so on", style="List Bullet")
    document.add_table(1, 2).cell(0, 1).text = "in a cell"


def test_a_document_of_python_docx() -> None:
    document = read_document(written(fill))

    assert document.paragraphs == (
        Paragraph("Alliance of invented organisations"),
        Paragraph("Schools", level=1, page=2),
        Paragraph("Every school is open.", numbering=Numbering.NUMBER, page=2),
        Paragraph("and so on", numbering=Numbering.BULLET, page=2),
        Paragraph("in a cell", page=2, table=1, row=1),
    )
    assert (document.notes, document.has_page_numbers) == ((), False)
    assert document.traces == Traces(names_author=True)


def test_a_document_of_libreoffice() -> None:
    document = read_document(LIBREOFFICE.read_bytes())
    headings = [(each.text, each.level, each.page) for each in document.paragraphs if each.level]
    numbered = [each for each in document.paragraphs if each.numbering is Numbering.NUMBER]

    assert headings == [("Résumé", 1, 2), ("École", 1, 2), ("Annexe 1", 1, 2)]
    assert (len(document.paragraphs), len(numbered), len(document.notes)) == (19, 9, 2)
    assert (document.has_page_numbers, set(document.languages)) == (True, {"fr-FR"})
    assert document.traces == Traces()


def test_libreoffice_counts_the_same_words_and_its_own_marks_besides() -> None:
    document = read_document(LIBREOFFICE.read_bytes())
    count = count_document(document, [Region.TEXT] * len(document.paragraphs), frozenset())
    numbers = sum(each.numbering is Numbering.NUMBER for each in document.paragraphs)

    assert count.everything + numbers + len(document.notes) == WORDS_BY_LIBREOFFICE


def test_the_same_words_are_found_by_looking_for_the_text_in_the_markup() -> None:
    with zipfile.ZipFile(LIBREOFFICE) as file:
        markup = file.read("word/document.xml").decode()
    lines = ["".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", each)) for each in markup.split("</w:p>")]
    document = read_document(LIBREOFFICE.read_bytes())

    assert sum(len(line.split()) for line in lines) == sum(
        count_words(each.text) for each in document.paragraphs
    )


def test_notes_margins_and_traces_are_read_from_their_parts() -> None:
    note = f"<w:footnote>{paragraph(run('a source'))}{paragraph(run('and more'))}</w:footnote>"
    separator = '<w:footnote w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    parts = {
        "word/footnotes.xml": part("footnotes", separator + note),
        "word/endnotes.xml": part("endnotes", f"<w:endnote>{paragraph(run('the end'))}</w:endnote>"),
        "word/header1.xml": part("hdr", paragraph(f'<w:fldSimple w:instr=" PAGE ">{run("1")}</w:fldSimple>')),
    }
    listed = (
        link("footnotes", "footnotes.xml") + link("endnotes", "endnotes.xml") + link("header", "header1.xml")
    )
    body = paragraph(
        "<w:r><w:commentReference/></w:r>", f"<w:ins>{run('text')}</w:ins>", f"<w:del>{run('gone')}</w:del>"
    )
    document = read_document(package(body, parts, listed))

    assert document.notes == ("a source\nand more\n", "the end\n")
    assert document.has_page_numbers
    assert document.traces == Traces(tracked=2, comments=1)
    assert [each.text for each in document.paragraphs] == ["text"]


def test_a_table_of_contents_is_known_by_its_field() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC \\o</w:instrText></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = (
        paragraph(run("before"))
        + paragraph(begin, run("Schools 1"))
        + paragraph(run("Courts 2"), end)
        + paragraph(run("after"))
    )

    found = [(each.text, each.in_contents) for each in read_document(package(body)).paragraphs]
    assert found == [("before", False), ("Schools 1", True), ("Courts 2", True), ("after", False)]


def test_a_name_in_the_properties_is_noticed_and_not_kept() -> None:
    def document(properties: str) -> bytes:
        listed = link("officeDocument", "word/document.xml") + link("core-properties", "docProps/core.xml")
        parts = {"_rels/.rels": f"<Relationships>{listed}</Relationships>", "docProps/core.xml": properties}
        return package(paragraph(run("text")), parts)

    named, unnamed = (f"<a><creator>{who}</creator><title>t</title></a>" for who in ("Somebody", " "))

    assert [read_document(document(each)).traces.names_author for each in (named, unnamed)] == [True, False]
    assert "Somebody" not in repr(read_document(document(named)))
