"""The text of a document is what a reader of the page would see."""

import pytest

from tests.uprcycle.submissions.build import package, paragraph, run
from uprcycle.errors import BadInputError
from uprcycle.submissions.document import Numbering, Paragraph
from uprcycle.submissions.reader import read_document

BREAK = '<w:r><w:br w:type="page"/></w:r>'


def texts(body: str) -> list[str]:
    return [each.text for each in read_document(package(body)).paragraphs]


def pages(body: str) -> list[tuple[str, int]]:
    return [(each.text.strip(), each.page) for each in read_document(package(body)).paragraphs]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(paragraph(run("one "), run("two")), ["one two"], id="runs"),
        pytest.param(paragraph() + paragraph(run("  ")), [], id="empty paragraphs are none"),
        pytest.param(paragraph("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>"), ["a\tb"], id="a tab"),
        pytest.param(
            paragraph(run("a"), properties='<w:tabs><w:tab w:pos="1"/></w:tabs>'),
            ["a"],
            id="a tab stop is none",
        ),
        pytest.param(paragraph("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>"), ["a\nb"], id="a line break"),
        pytest.param(
            paragraph("<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>being</w:t></w:r>"),
            ["well-being"],
            id="a hyphen",
        ),
        pytest.param(
            paragraph(
                f"<w:ins>{run('new ')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>",
                run("text"),
            ),
            ["new text"],
            id="changes as if accepted",
        ),
        pytest.param(
            paragraph(f"<w:moveFrom>{run('here')}</w:moveFrom>")
            + paragraph(f"<w:moveTo>{run('there')}</w:moveTo>"),
            ["there"],
            id="text that moved is read once",
        ),
        pytest.param(
            paragraph(f"<w:hyperlink>{run('a link')}</w:hyperlink>"), ["a link"], id="the text of a link"
        ),
        pytest.param(
            f"<w:sdt><w:sdtContent>{paragraph(run('a'))}</w:sdtContent></w:sdt>", ["a"], id="a control"
        ),
        pytest.param(
            paragraph(
                run("outer"),
                f"<AlternateContent><Choice><w:txbxContent>{paragraph(run('box'))}</w:txbxContent></Choice>"
                f"<Fallback><w:txbxContent>{paragraph(run('box'))}</w:txbxContent></Fallback></AlternateContent>",
            ),
            ["box", "outer"],
            id="a text box is read once",
        ),
        pytest.param(
            paragraph(
                '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DATE</w:instrText></w:r>', run("May")
            ),
            ["May"],
            id="what a field shows, not what it is told",
        ),
        pytest.param(run("text in no paragraph"), [], id="text in no paragraph"),
    ],
)
def test_the_text_is_what_is_seen(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            paragraph(run("a"), BREAK) + paragraph(run("b")), [("a", 1), ("b", 2)], id="after the text"
        ),
        pytest.param(
            paragraph(run("a")) + paragraph(BREAK, run("b")), [("a", 1), ("b", 2)], id="before the text"
        ),
        pytest.param(
            paragraph(run("a")) + paragraph(run("b"), properties="<w:pageBreakBefore/>"),
            [("a", 1), ("b", 2)],
            id="by the paragraph",
        ),
        pytest.param(
            paragraph(run("a")) + paragraph(run("b"), properties='<w:pageBreakBefore w:val="0"/>'),
            [("a", 1), ("b", 1)],
            id="switched off",
        ),
        pytest.param(
            paragraph(run("a"), properties="<w:sectPr/>") + paragraph(run("b")),
            [("a", 1), ("b", 2)],
            id="by a section",
        ),
        pytest.param(
            paragraph(run("a"), properties='<w:sectPr><w:type w:val="continuous"/></w:sectPr>')
            + paragraph(run("b")),
            [("a", 1), ("b", 1)],
            id="a section on the same page",
        ),
        pytest.param(paragraph(BREAK, run("a")), [("a", 1)], id="nothing before it"),
    ],
)
def test_pages_are_counted_by_breaks(body: str, expected: list[tuple[str, int]]) -> None:
    assert pages(body) == expected


def test_a_paragraph_says_its_level_and_its_list() -> None:
    heading = paragraph(run("a"), properties='<w:outlineLvl w:val="1"/>')
    plain = paragraph(run("b"), properties='<w:outlineLvl w:val="9"/>')
    listed = paragraph(run("c"), properties='<w:numPr><w:numId w:val="3"/></w:numPr>')
    unlisted = paragraph(run("d"), properties='<w:numPr><w:numId w:val="0"/></w:numPr>')

    assert read_document(package(heading + plain + listed + unlisted)).paragraphs == (
        Paragraph("a", level=2),
        Paragraph("b"),
        Paragraph("c", numbering=Numbering.NUMBER),
        Paragraph("d"),
    )


def test_cells_know_their_table_and_row() -> None:
    def table(*rows: str) -> str:
        return f"<w:tbl>{''.join(f'<w:tr><w:tc>{row}</w:tc></w:tr>' for row in rows)}</w:tbl>"

    inner = table(paragraph(run("inner")))
    body = (
        table(paragraph(run("a")), inner + paragraph(run("b")))
        + paragraph(run("out"))
        + table(paragraph(run("c")))
    )

    found = [(each.text, each.table, each.row) for each in read_document(package(body)).paragraphs]
    assert found == [("a", 1, 1), ("inner", 2, 1), ("b", 1, 2), ("out", 0, 0), ("c", 3, 1)]


def test_letters_are_counted_by_the_language_they_are_set_in() -> None:
    body = paragraph(run("abc", '<w:lang w:val="fr-FR" w:eastAsia="zh-CN"/>'), run("de"))

    assert read_document(package(body)).languages == {"fr-FR": 3, "": 2}


def test_hidden_letters_are_counted() -> None:
    body = paragraph(run("abc", "<w:vanish/>"), run("de"), run("f", '<w:vanish w:val="0"/>'))

    assert read_document(package(body)).traces.hidden == 3


def test_pictures_belong_to_their_paragraph() -> None:
    body = paragraph("<w:r><w:drawing><blip/></w:drawing></w:r>") + paragraph(run("text"))

    assert [each.pictures for each in read_document(package(body)).paragraphs] == [1, 0]


def test_elements_without_end_are_refused() -> None:
    with pytest.raises(BadInputError, match="is damaged"):
        texts("".join(f'<w:sdt w:n="{number}">' for number in range(400)) + "</w:sdt>" * 400)
