"""The packaged catalogues: complete, sound, up to date, and French as the United Nations writes it."""

import gettext
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages.catalog import Catalog

from flows.languages.catalogue import (
    TEMPLATE,
    build_template,
    catalogue_path,
    load_catalogues,
    merge_messages,
    read_catalogue,
    write_catalogue,
)
from flows.languages.checks import check_catalogue
from flows.languages.messages import collect_messages
from uprcycle.store.packaged import language_codes, load_language

ROOT = Path(__file__).parents[3]
LOCALES = ROOT / "uprcycle" / "data" / "locales"
CODES = tuple(load_catalogues(LOCALES))
UP_TO_DATE = "run `make messages`"

PLACES = re.compile(r"\{[^{}]*\}")


class Pair(NamedTuple):
    """An English text and what a catalogue makes of it."""

    english: str
    other: str


@cache
def template() -> Catalog:
    return build_template(collect_messages(ROOT))


def saved(code: str) -> str:
    return catalogue_path(LOCALES, code).read_text("utf-8")


@cache
def pairs(code: str) -> tuple[Pair, ...]:
    """Every form of every message, its places left out."""
    found = []
    for entry in read_catalogue(saved(code), code):
        if entry.id:
            ids = (entry.id,) if isinstance(entry.id, str) else entry.id
            forms = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
            found += [Pair(PLACES.sub("{}", ids[-1]), PLACES.sub("{}", form)) for form in forms]
    return tuple(found)


def test_english_and_french_are_there_and_each_catalogue_is_a_language() -> None:
    assert language_codes() == ("en", *CODES)
    assert "fr" in CODES


def test_the_template_holds_what_the_program_says() -> None:
    assert (LOCALES / TEMPLATE).read_text("utf-8") == write_catalogue(template()), UP_TO_DATE


@pytest.mark.parametrize("code", CODES)
def test_a_catalogue_is_as_the_program_writes_it(code: str) -> None:
    assert saved(code) == write_catalogue(merge_messages(read_catalogue(saved(code), code), template())), (
        UP_TO_DATE
    )


def test_french_lacks_nothing_and_nothing_in_it_is_doubtful_stale_or_suspicious() -> None:
    assert check_catalogue(read_catalogue(saved("fr"), "fr"), template()) == ()


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "0 tâche"), (1, "1 tâche"), (2, "2 tâches"), (1_000, "1000 tâches")]
)
def test_french_counts_from_two_in_the_plural(count: int, expected: str) -> None:
    assert load_language("fr").plural("{count} task", "{count} tasks", count) == expected


def test_a_text_that_stands_alone_and_counts_elsewhere_is_found_in_both_ways() -> None:
    french = load_language("fr")

    assert (french.text("State"), french.plural("State", "States", 2)) == ("État", "États")


def test_every_text_is_found_as_the_program_asks_for_it() -> None:
    translations = load_language("fr").translations
    asked = [
        translations.gettext(entry.id)
        if isinstance(entry.id, str)
        else translations.ngettext(entry.id[0], entry.id[1], 2)
        for entry in template()
        if entry.id
    ]
    catalogue = read_catalogue(saved("fr"), "fr")
    kept = [entry.string for entry in catalogue if entry.id]

    assert isinstance(translations, gettext.GNUTranslations)
    assert asked == [each if isinstance(each, str) else (each or ("", ""))[1] for each in kept]


TYPESETTING = {
    "an apostrophe is curved": r"'",
    "quotation marks are French": r'[“”"]',
    # Code such as ACTION:DISPLAY or text/calendar; charset=utf-8 stays as it is typed.
    "a mark of two parts has a space before it": (
        r"(?<![\s\u00a0\u202f\d\\])[:;?!»](?![A-Z\d/{]| charset=| Accept-| Bearer )"
    ),
    "that space does not break": r"[ \t][:;?!»]",
    "a quotation opens with a space that does not break": r"«(?![\u00a0\u202f])",
    "thousands are grouped by a space that does not break": r"\d[ ,]\d{3}\b",
    "a capital keeps its accent": r"\b(Etat|Ecrire|Evaluer|Etablir|Echéance)",
    "no space is doubled": r"\s\s",
    "initials are French": r"\b(UPR(?! Info)|OHCHR|NHRI|SDGs?|UNDP|UNCT|CSO|DCO|ECOSOC|UNHCR)\b",
}


@pytest.mark.parametrize("pattern", TYPESETTING.values(), ids=TYPESETTING)
def test_french_is_set_as_french(pattern: str) -> None:
    assert [each.other for each in pairs("fr") if re.search(pattern, each.other)] == []


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ("C'est ainsi", "an apostrophe is curved"),
        ("un “mot”", "quotation marks are French"),
        ("un mot: deux", "a mark of two parts has a space before it"),
        ("un mot : deux", "that space does not break"),
        ("« mot\u00a0»", "a quotation opens with a space that does not break"),
        ("10 700 mots", "thousands are grouped by a space that does not break"),
        ("l’Etat", "a capital keeps its accent"),
        ("un  mot", "no space is doubled"),
        ("les NHRI", "initials are French"),
    ],
)
def test_what_is_not_set_as_french_is_noticed(wrong: str, rule: str) -> None:
    assert [name for name, pattern in TYPESETTING.items() if re.search(pattern, wrong)] == [rule]


def test_no_english_word_is_left_in_french() -> None:
    english = re.compile(
        r"\b(the|of|and|is|are|with|by|from|which|this|that|has|not|its|their)\b", re.IGNORECASE
    )

    assert [each.other for each in pairs("fr") if english.search(each.other)] == []
