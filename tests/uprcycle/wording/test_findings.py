"""Findings are told in words and numbers, with where, what, remedy and source."""

import json
import string
from datetime import date

import pytest

from uprcycle.citation import Citation
from uprcycle.store.packaged import load_language
from uprcycle.submissions.count import Count
from uprcycle.submissions.finding import Finding, Place, Report
from uprcycle.submissions.guidance import Flaw, Gravity
from uprcycle.submissions.layout import Region
from uprcycle.submissions.tongue import Guess, Sureness
from uprcycle.wording.findings import (
    gravity_text,
    guess_text,
    part_text,
    remedy_text,
    show_report,
    what_text,
    where_text,
)
from uprcycle.wording.language import ENGLISH

PLACES = tuple(Place(number, 2) for number in range(1, 8))
OVERLONG = Finding(
    Flaw.TOO_LONG,
    Gravity.ERROR,
    "stated",
    PLACES[3:4],
    {"words": 2900, "limit": 2815, "over": 85},
    (Citation("Handbook", "line 1"),),
    date(2026, 11, 21),
)


def test_what_was_found_names_its_numbers() -> None:
    assert what_text(OVERLONG, ENGLISH) == "2900 words are counted, 85 more than the 2815 allowed"


def test_languages_are_named_in_the_language_of_the_reader() -> None:
    finding = Finding(
        Flaw.OTHER_LANGUAGE, Gravity.WARNING, "stated", values={"code": "pt", "codes": "fr, es"}
    )

    assert what_text(finding, ENGLISH) == "the text is in Portuguese; asked for: French, Spanish"
    assert "portugais" in what_text(finding, load_language("fr"))


@pytest.mark.parametrize("flaw", Flaw)
def test_every_flaw_says_what_it_is_and_what_to_do(flaw: Flaw) -> None:
    values = dict.fromkeys(("words", "limit", "over", "count", "all", "first"), 7) | {
        "code": "pt",
        "codes": "fr",
    }
    finding = Finding(flaw, Gravity.HINT, "stated", values=values)
    sentences = (what_text(finding, ENGLISH), remedy_text(finding, ENGLISH))

    assert [each for each in sentences if not each or each.endswith(".") or "{" in each] == []
    assert list(string.Formatter().parse(sentences[1])) == [(sentences[1], None, None, None)]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((), "whole text"),
        (PLACES[:1], "paragraph 1, section 2"),
        (PLACES[:5], "paragraphs 1, 2, 3, 4, 5"),
        (PLACES, "paragraphs 1, 2, 3, 4, 5 and 2 more"),
    ],
)
def test_places_are_numbers(places: tuple[Place, ...], expected: str) -> None:
    assert where_text(places, ENGLISH) == expected


@pytest.mark.parametrize(
    ("guess", "expected"),
    [
        (Guess("fr", Sureness.SURE, "fr"), "French: its words and its settings say so"),
        (Guess("fr", Sureness.LIKELY, "en"), "French by its words, though it is set in English"),
        (Guess("fr", Sureness.LIKELY, "zz"), "French by its words, though it is set in zz"),
        (Guess("fr", Sureness.LIKELY), "French by its words, though it is set in no language"),
        (Guess("", Sureness.UNKNOWN, "en"), "not recognised"),
    ],
)
def test_a_guess_says_how_sure_it_is(guess: Guess, expected: str) -> None:
    assert guess_text(guess, ENGLISH) == expected


def test_the_words_for_gravity_and_parts() -> None:
    assert [gravity_text(each, ENGLISH) for each in Gravity] == ["error", "warning", "hint"]
    assert [part_text(each, ENGLISH) for each in Region] == [
        "Cover page",
        "Table of contents",
        "Text",
        "Matrix of recommendations",
        "References",
        "Annexes",
    ]


def test_the_shape_of_a_report_is_stable() -> None:
    count = Count(
        dict.fromkeys(Region, 2) | {Region.TEXT: 2900},
        notes=5,
        spared=frozenset({"notes", "annexes", "matrix", "references"}),
    )
    report = Report(count, Guess("fr", Sureness.SURE, "fr"), (OVERLONG,))

    assert json.loads(json.dumps(show_report(report, ENGLISH))) == {
        "words": {
            "counted": 2900,
            "with_doubtful": 2904,
            "everything": 2915,
            "notes": 5,
            "cover": 2,
            "contents": 2,
            "text": 2900,
            "matrix": 2,
            "references": 2,
            "annexes": 2,
        },
        "language": {"code": "fr", "sureness": "sure", "set_in": "fr"},
        "findings": [
            {
                "id": "too-long",
                "severity": "error",
                "basis": "stated",
                "where": [{"paragraph": 4, "section": 2}],
                "what": "2900 words are counted, 85 more than the 2815 allowed",
                "remedy": "shorten it; references may move to notes, documents to annexes",
                "sources": [{"document": "Handbook", "place": "line 1"}],
                "checked_on": "2026-11-21",
            }
        ],
    }
