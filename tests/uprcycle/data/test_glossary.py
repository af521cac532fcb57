"""One word for one thing: where English uses a term of the glossary, every translation uses a wording of it.

A wording stands for its forms too: endings in Spanish, French and Russian, prefixes in Arabic.
Forms that no rule makes are listed beside it.
"""

# ruff: noqa: RUF001 -- the endings and prefixes are Russian and Arabic letters

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

import pytest

from tests.uprcycle.data.spoken import CODES, ROOT, pairs

GLOSSARY = ROOT / "docs" / "glossary"

_MARKS = str.maketrans(
    "áéíóúüñàâçèêëîïôûё", "aeiouunaaceeeiioue", "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
)
"""Accents are no part of a word here: ``recomendación`` is ``recomendaciones`` too; nor are Arabic vowels."""

_RUSSIAN_END = re.compile(
    r"(?<=[а-я]{2})(?:ами|ями|ого|его|ому|ему|ыми|ими|ых|их|ов|ев|ей|ой|ий|ый|ая|яя|ое|ее|ые|ие|ую|юю|ом|ем"
    r"|ым|им|ах|ях|ам|ям|ию|ии|ия|ием|[аяоеуюыийь])$"
)


class Term(NamedTuple):
    """One row of a glossary; each side may have several wordings, and the source is never empty."""

    english: tuple[str, ...]
    other: tuple[str, ...]
    source: str


def english(word: str) -> str:
    return rf"{re.escape(word.removesuffix('s'))}(?:e?s)?"


def romance(word: str) -> str:
    return rf"{re.escape(re.sub(r'(?<=..)[sx]$', '', word))}(?:e?s|x)?"


def russian(word: str) -> str:
    return "-".join(rf"{re.escape(_RUSSIAN_END.sub('', each))}[а-я]{{0,4}}" for each in word.split("-"))


def arabic(word: str) -> str:
    return rf"[وف]?[بكل]?(?:ال|ل)?{re.escape(re.sub('^ال|[ةهى]$', '', word))}(?:ة|ها|ه|ا)?"


FORMS: dict[str, Callable[[str], str]] = {"es": romance, "fr": romance, "ru": russian, "ar": arabic}


@cache
def pattern(wordings: tuple[str, ...], code: str) -> re.Pattern[str]:
    """Return what finds any of ``wordings`` in a text; Chinese has neither endings nor spaces."""
    if code == "zh":
        return re.compile("|".join(re.escape(plain(each)) for each in wordings))
    form = english if code == "en" else FORMS.get(code, re.escape)
    said = (r"[^\w{}-]+".join(map(form, re.findall(r"[\w{}-]+", plain(each)))) for each in wordings)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(said)})(?!\w)")


@cache
def plain(text: str) -> str:
    return text.casefold().translate(_MARKS)


@cache
def is_said(text: str, wordings: tuple[str, ...], code: str) -> bool:
    return pattern(wordings, code).search(plain(text)) is not None


def read_glossary(code: str) -> tuple[Term, ...]:
    text = (GLOSSARY / f"{code}.md").read_text("utf-8")
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE)
    words = (row for row in rows if row[0] not in {"English", "---"})
    return tuple(
        Term(tuple(ours.split("; ")), tuple(theirs.split("; ")), source) for ours, theirs, source in words
    )


def deviations(term: Term, code: str, said: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs whose English uses the term and whose translation does not."""
    return [
        (ours, theirs)
        for ours, theirs in said
        if is_said(ours, term.english, "en") and not is_said(theirs, term.other, code)
    ]


def test_every_language_has_a_glossary_of_the_same_terms() -> None:
    terms = {code: [each.english for each in read_glossary(code)] for code in CODES}

    assert sorted(path.stem for path in GLOSSARY.glob("*.md")) == sorted(CODES)
    assert [code for code in CODES if terms[code] != terms["fr"]] == []
    assert len(terms["fr"]) == len(set(terms["fr"])) > 50


def test_the_first_page_shows_the_first_wording_of_each_language() -> None:
    columns = [read_glossary(code) for code in ("ar", "zh", "fr", "ru", "es")]
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    shown = [tuple(line.split(" | ")) for line in re.findall(r"^\| (.+) \|$", text, re.MULTILINE)]

    assert [row for row in shown if row[0] not in {"English", "---"}] == [
        ("; ".join(row[0].english), *(each.other[0] for each in row)) for row in zip(*columns, strict=True)
    ]


def test_every_term_is_used() -> None:
    texts = [ours for ours, _ in pairs("fr")]

    assert [
        each.english
        for each in read_glossary("fr")
        if not any(is_said(text, each.english, "en") for text in texts)
    ] == []


@pytest.mark.parametrize("code", CODES)
def test_a_term_is_always_said_in_the_same_words(code: str) -> None:
    assert {
        each.english[0]: found
        for each in read_glossary(code)
        if (found := deviations(each, code, pairs(code)))
    } == {}


@pytest.mark.parametrize(
    ("code", "term", "right", "wrong"),
    [
        ("es", "national report", "los informes nacionales", "el reporte nacional"),
        ("es", "session", "el período de sesiones 54", "la reunión 54"),
        ("es", "civil society", "la sociedad civil", "las ONG"),
        ("fr", "national report", "les rapports nationaux", "le mémoire national"),
        ("fr", "stakeholder", "des parties prenantes", "des intervenants"),
        ("ru", "recommendation", "с рекомендациями", "с советами"),
        ("ru", "national report", "о национальном докладе", "о национальном отчете"),
        ("ru", "stakeholder", "заинтересованными сторонами", "заинтересованными лицами"),
        ("ar", "national report", "وبالتقرير الوطني", "التقرير القومي"),
        ("ar", "Working Group", "للفريق العامل", "مجموعة العمل"),
        ("ar", "recommendation", "والتوصيات", "والاقتراحات"),
        ("zh", "national report", "国家报告", "全国报告"),
        ("zh", "civil society", "民间社会", "公民社会"),
    ],
)
def test_another_word_for_a_term_is_noticed(code: str, term: str, right: str, wrong: str) -> None:
    row = next(each for each in read_glossary(code) if term in each.english)
    ours = f"About the {term}."

    assert deviations(row, code, [(ours, right), (ours, wrong)]) == [(ours, wrong)]
