"""Each check finds what it looks for, where it is, and nothing else."""

from collections.abc import Mapping
from datetime import date

import pytest

from tests.uprcycle.submissions.build import text_of
from uprcycle.citation import Citation
from uprcycle.store.packaged_documents import load_guidance
from uprcycle.submissions.check import check_document
from uprcycle.submissions.document import Numbering, Paragraph, TextDocument, Traces
from uprcycle.submissions.finding import Finding, Place
from uprcycle.submissions.guidance import Flaw
from uprcycle.submissions.requirements import Limit, Requirements, Tongues

RULE, DAY = Citation("the rule", "line 1"), date(2026, 11, 21)
SPARED = frozenset({"notes", "references", "annexes", "matrix"})
REQUIREMENTS = Requirements(
    "joint", 4, Limit(50, RULE, checked_on=DAY), Tongues(("fr", "es"), RULE, DAY), SPARED
)
ENGLISH = " ".join(["The State has said that it will do so and this is one of those."] * 4)
CHECKED_BY_SOURCES = {Flaw.TOO_LONG, Flaw.TOO_LONG_WITH_DOUBTFUL, Flaw.OTHER_LANGUAGE}


def numbered(text: str) -> Paragraph:
    return Paragraph(text, numbering=Numbering.NUMBER)


def findings(document: TextDocument, requirements: Requirements = REQUIREMENTS) -> dict[Flaw, Finding]:
    return {each.flaw: each for each in check_document(document, requirements, load_guidance()).findings}


def found(document: TextDocument, flaw: Flaw) -> tuple[list[int], Mapping[str, int | str]] | None:
    """Return in which paragraphs ``flaw`` was found and the values of its sentence."""
    finding = findings(document).get(flaw)
    return ([each.paragraph for each in finding.places], finding.values) if finding else None


def words(count: int) -> str:
    return "word " * count


FRONT = (Paragraph(words(10)), Paragraph("Contents 1", in_contents=True))


@pytest.mark.parametrize(
    ("flaw", "document", "expected"),
    [
        pytest.param(Flaw.TOO_LONG, text_of(words(50)), None, id="as long as it may be"),
        pytest.param(
            Flaw.TOO_LONG,
            text_of(words(40), words(11), words(10)),
            ([2], {"words": 61, "limit": 50, "over": 11}),
            id="too long from the second paragraph on",
        ),
        pytest.param(
            Flaw.TOO_LONG,
            text_of(words(50), Paragraph("Annex", level=1), words(50)),
            None,
            id="annexes do not count",
        ),
        pytest.param(Flaw.TOO_LONG, text_of(words(50), notes=(words(50),)), None, id="notes do not count"),
        pytest.param(
            Flaw.TOO_LONG_WITH_DOUBTFUL,
            text_of(*FRONT, Paragraph(words(45), page=2)),
            ([], {"words": 57, "limit": 50, "over": 7}),
            id="too long only with cover and contents",
        ),
        pytest.param(
            Flaw.TOO_LONG_WITH_DOUBTFUL,
            text_of(*FRONT, Paragraph(words(51), page=2)),
            None,
            id="too long in any case",
        ),
        pytest.param(
            Flaw.OTHER_LANGUAGE, text_of(ENGLISH), ([], {"code": "en", "codes": "fr, es"}), id="not asked for"
        ),
        pytest.param(Flaw.LANGUAGE_NOT_RECOGNISED, text_of("12 34"), ([], {}), id="no language"),
        pytest.param(Flaw.LANGUAGE_NOT_RECOGNISED, text_of(ENGLISH), None, id="some language"),
        pytest.param(Flaw.NO_COVER_PAGE, text_of("text"), ([], {}), id="no cover"),
        pytest.param(Flaw.NO_COVER_PAGE, text_of("logo", Paragraph("text", page=2)), None, id="a cover"),
        pytest.param(Flaw.NO_SUMMARY, text_of("text"), ([], {}), id="no summary"),
        pytest.param(Flaw.NO_SUMMARY, text_of("KEY WORDS: schools"), None, id="key words"),
        pytest.param(Flaw.NO_SUMMARY, text_of(Paragraph("Résumé", level=1)), None, id="a summary"),
        pytest.param(
            Flaw.PARAGRAPHS_NOT_NUMBERED,
            text_of(numbered(words(20)), words(20), Paragraph("short"), Paragraph(words(20), table=1, row=1)),
            ([2], {"count": 1, "all": 2}),
            id="half of the paragraphs",
        ),
        pytest.param(
            Flaw.PARAGRAPHS_NOT_NUMBERED,
            text_of(*[numbered(words(16))] * 3, f"4. {words(16)}", words(16)),
            None,
            id="one in five may be an exception, typed numbers count",
        ),
        pytest.param(
            Flaw.PARAGRAPHS_NOT_NUMBERED,
            text_of(Paragraph(words(20), numbering=Numbering.BULLET), Paragraph(words(20), level=1)),
            None,
            id="bullets and headings need none",
        ),
        pytest.param(Flaw.PAGES_NOT_NUMBERED, text_of("text"), ([], {}), id="no page numbers"),
        pytest.param(
            Flaw.PAGES_NOT_NUMBERED, text_of("text", has_page_numbers=True), None, id="page numbers"
        ),
        pytest.param(
            Flaw.PICTURES,
            text_of(Paragraph("", pictures=1), Paragraph("", pictures=2, page=2), Paragraph("text", page=2)),
            ([2], {"count": 1}),
            id="a logo on the cover is none",
        ),
        pytest.param(
            Flaw.MANY_NOTES, text_of("text", notes=("a", "b")), ([], {"count": 2}), id="more than paragraphs"
        ),
        pytest.param(Flaw.MANY_NOTES, text_of("text", notes=("a",)), None, id="as many as paragraphs"),
        pytest.param(
            Flaw.LONG_NOTES, text_of(notes=("a", words(61))), ([], {"count": 1, "first": 2}), id="a long note"
        ),
        pytest.param(Flaw.LONG_NOTES, text_of(notes=(words(60),)), None, id="notes of some length"),
        pytest.param(
            Flaw.ANNEX_INSIDE,
            text_of("text", Paragraph("Annex", level=1), "a b"),
            ([2], {"words": 3}),
            id="an annex",
        ),
        pytest.param(
            Flaw.MATRIX_INSIDE,
            text_of("text", Paragraph("Level of implementation", table=1, row=1)),
            ([2], {"words": 3}),
            id="the matrix",
        ),
        pytest.param(Flaw.NO_HEADINGS, text_of(words(1_000)), ([], {}), id="a long text without headings"),
        pytest.param(Flaw.NO_HEADINGS, text_of(words(999)), None, id="a short text needs none"),
        pytest.param(Flaw.NO_HEADINGS, text_of(words(1_000), Paragraph("a", level=1)), None, id="headings"),
        pytest.param(Flaw.NO_CONTENTS, text_of(words(1_000)), ([], {}), id="a long text without contents"),
        pytest.param(Flaw.NO_CONTENTS, text_of(words(1_000), FRONT[1]), None, id="contents"),
        pytest.param(
            Flaw.TRACKED_CHANGES, text_of(traces=Traces(tracked=3)), ([], {"count": 3}), id="changes"
        ),
        pytest.param(Flaw.COMMENTS, text_of(traces=Traces(comments=2)), ([], {"count": 2}), id="comments"),
        pytest.param(
            Flaw.HIDDEN_TEXT, text_of(traces=Traces(hidden=9)), ([], {"count": 9}), id="hidden letters"
        ),
        pytest.param(Flaw.NAMES_AUTHOR, text_of(traces=Traces(names_author=True)), ([], {}), id="an author"),
        pytest.param(Flaw.NAMES_AUTHOR, text_of(), None, id="no author"),
    ],
)
def test_a_check_finds(
    flaw: Flaw, document: TextDocument, expected: tuple[list[int], Mapping[str, int | str]] | None
) -> None:
    assert found(document, flaw) == expected


def test_an_overlong_text_is_answered_with_the_rule_and_the_day_it_was_checked() -> None:
    finding = findings(text_of(words(60)))[Flaw.TOO_LONG]

    assert (finding.sources, finding.checked_on) == ((RULE,), DAY)


def test_where_nothing_is_asked_nothing_is_held_against_a_text() -> None:
    unknown = findings(text_of(ENGLISH), Requirements("joint", 4))

    assert unknown.keys() & CHECKED_BY_SOURCES == set()
    assert unknown[Flaw.NO_LIMIT_KNOWN].values == {"words": 60}
    assert Flaw.NO_LIMIT_KNOWN not in findings(text_of(ENGLISH))


def test_advice_for_stakeholders_does_not_concern_a_government() -> None:
    government = findings(text_of(words(20)), Requirements("national-report", 4))

    assert government.keys() == {Flaw.NO_LIMIT_KNOWN}


def test_every_stakeholder_is_told_that_submissions_are_public() -> None:
    assert [found(each, Flaw.PUBLIC_AND_NAMED) for each in (text_of(), text_of(ENGLISH))] == [([], {})] * 2


def test_a_place_names_the_heading_before_it() -> None:
    document = text_of(words(20), Paragraph("Schools", level=1), words(20))

    assert findings(document)[Flaw.PARAGRAPHS_NOT_NUMBERED].places == (Place(1, 0), Place(3, 1))


def test_no_finding_holds_a_word_of_the_text() -> None:
    document = text_of("Zanzibari", ENGLISH.replace("State", "Zanzibari"), words(100), notes=("Zanzibari",))

    assert "Zanzibari" not in repr(check_document(document, REQUIREMENTS, load_guidance()))
