"""A paragraph is a heading, numbered or on a new page because of its style, or of what that is based on."""

import pytest

from tests.uprcycle.submissions.build import link, package, part
from uprcycle.submissions.document import Numbering
from uprcycle.submissions.package import open_package
from uprcycle.submissions.styles import Style, Styles, heading_level, is_of_contents, read_styles

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="character" w:default="1" w:styleId="Chars"><w:name w:val="Chars"/></w:style>
<w:style w:styleId="Titre1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:pageBreakBefore/><w:numPr><w:numId w:val="7"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:styleId="Mine"><w:name w:val="My heading"/><w:basedOn w:val="Titre1"/>
<w:rPr><w:lang w:val="es-ES"/></w:rPr></w:style>
<w:style w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Pool"/></w:style>
<w:style w:styleId="Pool"><w:name w:val="Pool"/><w:basedOn w:val="Loop"/></w:style>
"""
LISTS = """
<w:abstractNum w:abstractNumId="1"><w:lvl><w:numFmt w:val="decimal"/></w:lvl>
<w:lvl><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:lvl><w:numFmt w:val="none"/></w:lvl></w:abstractNum>
<w:num w:numId="6"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="2"/></w:num>
"""


def styles() -> Styles:
    parts = {"word/styles.xml": part("styles", STYLES), "word/numbering.xml": part("numbering", LISTS)}
    return read_styles(
        open_package(package("", parts, link("styles", "styles.xml") + link("numbering", "numbering.xml")))
    )


def test_a_style_has_what_it_says_and_what_it_is_based_on() -> None:
    found = styles()
    told = {
        key: (heading_level(style), style.list_key, bool(style.breaks_page), style.language)
        for key in ("", "Normal", "Titre1", "Mine", "Loop", "unheard of")
        for style in [found.style(key)]
    }

    assert told == {
        "": (0, None, False, "fr-FR"),
        "Normal": (0, None, False, "fr-FR"),
        "Titre1": (1, "7", True, "fr-FR"),
        "Mine": (1, "7", True, "es-ES"),
        "Loop": (0, None, False, "fr-FR"),
        "unheard of": (0, None, False, "fr-FR"),
    }


def test_a_list_numbers_or_dots_by_its_outermost_level() -> None:
    found = styles()

    assert [found.numbering(key) for key in ("6", "7", "8", "9", "0", None)] == [
        Numbering.NONE,
        Numbering.NUMBER,
        Numbering.BULLET,
        Numbering.NUMBER,
        Numbering.NONE,
        Numbering.NONE,
    ]


@pytest.mark.parametrize(
    ("style", "level"),
    [
        (Style("heading 3"), 3),
        (Style("title"), 1),
        (Style("heading"), 0),
        (Style("heading x"), 0),
        (Style("heading 1", level=0), 0),
        (Style("body text", level=2), 2),
    ],
)
def test_the_level_of_a_heading(style: Style, level: int) -> None:
    assert heading_level(style) == level


def test_contents_are_known_by_the_name_of_their_style() -> None:
    assert [is_of_contents(Style(name)) for name in ("toc 1", "toc heading", "tocsin")] == [True, True, False]


def test_a_document_without_styles_has_ordinary_ones() -> None:
    assert read_styles(open_package(package(""))).style("Any") == Style()
