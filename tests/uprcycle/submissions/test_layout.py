"""Each paragraph belongs to one part of the text."""

import pytest

from tests.uprcycle.submissions.build import text_of
from uprcycle.submissions.document import Numbering, Paragraph
from uprcycle.submissions.guidance import Vocabulary
from uprcycle.submissions.layout import Region, divide, is_heading

ENGLISH = Vocabulary(
    "en",
    annex=frozenset({"annex", "appendix"}),
    references=frozenset({"references"}),
    matrix=frozenset({"level of implementation"}),
)
LONG = "word " * 301
TEXT, COVER, ANNEX, REFERENCES, MATRIX = (
    Region.TEXT,
    Region.COVER,
    Region.ANNEX,
    Region.REFERENCES,
    Region.MATRIX,
)


def heading(text: str, level: int = 1) -> Paragraph:
    return Paragraph(text, level=level)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param(["text"], [TEXT], id="text alone"),
        pytest.param(["logo", Paragraph("text", page=2)], [COVER, TEXT], id="a short first page"),
        pytest.param([LONG, Paragraph("text", page=2)], [TEXT, TEXT], id="a long first page"),
        pytest.param(
            [Paragraph("text", numbering=Numbering.NUMBER), Paragraph("text", page=2)],
            [TEXT, TEXT],
            id="numbered paragraphs are no cover",
        ),
        pytest.param([Paragraph("logo", in_cover=True), "text"], [COVER, TEXT], id="a ready-made cover"),
        pytest.param(
            [Paragraph("Schools 1", in_contents=True), "text"], [Region.CONTENTS, TEXT], id="contents"
        ),
        pytest.param(
            ["text", heading("Annex 1: laws"), "a", heading("More"), "b"],
            [TEXT, ANNEX, ANNEX, ANNEX, ANNEX],
            id="annexes run to the end",
        ),
        pytest.param(["text", "APPENDIX", "a"], [TEXT, ANNEX, ANNEX], id="a heading by its words alone"),
        pytest.param(["Annex I shows that the law changed."], [TEXT], id="a sentence is no heading"),
        pytest.param(
            ["annex one two three four five six seven eight nine ten"], [TEXT], id="a long line is no heading"
        ),
        pytest.param([Paragraph("Annex A", numbering=Numbering.BULLET)], [TEXT], id="a bullet is no heading"),
        pytest.param(
            [Paragraph("Annex 1 12", in_contents=True), "text"], [Region.CONTENTS, TEXT], id="not in contents"
        ),
        pytest.param([Paragraph("Annex", table=1, row=1), "text"], [TEXT, TEXT], id="not in a table"),
        pytest.param(
            [heading("References"), "a book", heading("Schools"), "text"],
            [REFERENCES, REFERENCES, TEXT, TEXT],
            id="references end at a heading",
        ),
        pytest.param(
            [
                Paragraph("Assessment/comments on level of implementation", table=1, row=1),
                Paragraph("done", table=1, row=2),
                Paragraph("level of implementation", table=2, row=2),
                "text",
            ],
            [MATRIX, MATRIX, TEXT, TEXT],
            id="the matrix by its first row",
        ),
    ],
)
def test_each_paragraph_has_its_region(paragraphs: list[Paragraph | str], expected: list[Region]) -> None:
    assert list(divide(text_of(*paragraphs), [ENGLISH])) == expected


def test_headings_have_a_level_and_are_not_in_the_contents() -> None:
    assert [
        is_heading(each) for each in (heading("a"), Paragraph("a"), Paragraph("a", level=1, in_contents=True))
    ] == [
        True,
        False,
        False,
    ]
