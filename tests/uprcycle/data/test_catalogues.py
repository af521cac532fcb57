"""The packaged catalogues: complete, sound, up to date, and set as the United Nations set each language."""

# ruff: noqa: RUF001 -- words of five languages

import gettext
import re

import pytest

from flows.languages.catalogue import (
    TEMPLATE,
    catalogue_path,
    merge_messages,
    read_catalogue,
    write_catalogue,
)
from flows.languages.checks import check_catalogue
from tests.uprcycle.data.spoken import CODES, LOCALES, catalogue, pairs, template
from uprcycle.store.packaged import language_codes, load_language

UP_TO_DATE = "run `make messages`"
FORMS = {"ar": (0, 1, 2, 3, 11, 100), "es": (1, 2), "fr": (1, 2), "ru": (1, 2, 5), "zh": (2,)}
"""A number for each form of a plural, in the order of gettext."""


def saved(code: str) -> str:
    return catalogue_path(LOCALES, code).read_text("utf-8")


def test_the_languages_of_the_united_nations_are_there() -> None:
    assert language_codes() == ("en", *CODES) == ("en", *sorted(FORMS))


def test_the_template_holds_what_the_program_says() -> None:
    is_current = (LOCALES / TEMPLATE).read_text("utf-8") == write_catalogue(template())

    assert is_current, UP_TO_DATE


@pytest.mark.parametrize("code", CODES)
def test_a_catalogue_is_as_the_program_writes_it_and_lacks_nothing(code: str) -> None:
    """Nothing in it is doubtful, stale or suspicious either."""
    merged = merge_messages(read_catalogue(saved(code), code), template())
    is_current = saved(code) == write_catalogue(merged)

    assert is_current, UP_TO_DATE
    assert check_catalogue(catalogue(code), template()) == ()


@pytest.mark.parametrize(
    ("code", "count", "expected"),
    [
        ("fr", 0, "0 tâche"),
        ("fr", 2, "2 tâches"),
        ("fr", 1_000, "1000 tâches"),
        ("es", 0, "0 tareas"),
        ("es", 1, "1 tarea"),
        ("zh", 1, "1项任务"),
        ("ru", 1, "1 задача"),
        ("ru", 21, "21 задача"),
        ("ru", 3, "3 задачи"),
        ("ru", 11, "11 задач"),
        ("ar", 0, "0 يوم قبل ذلك"),
        ("ar", 1, "يوم واحد (1) قبل ذلك"),
        ("ar", 2, "يومان (2) قبل ذلك"),
        ("ar", 3, "3 أيام قبل ذلك"),
        ("ar", 10, "10 أيام قبل ذلك"),
        ("ar", 11, "11 يوماً قبل ذلك"),
        ("ar", 99, "99 يوماً قبل ذلك"),
        ("ar", 100, "100 يوم قبل ذلك"),
        ("ar", 103, "103 أيام قبل ذلك"),
    ],
)
def test_a_number_takes_the_form_of_its_language(code: str, count: int, expected: str) -> None:
    forms = (
        ("{count} day before", "{count} days before") if code == "ar" else ("{count} task", "{count} tasks")
    )

    assert load_language(code).plural(*forms, count) == expected


def test_a_text_that_stands_alone_and_counts_elsewhere_is_found_in_both_ways() -> None:
    french = load_language("fr")

    assert (french.text("State"), french.plural("State", "States", 2)) == ("État", "États")


@pytest.mark.parametrize("code", CODES)
def test_every_text_and_every_form_is_found_as_the_program_asks_for_it(code: str) -> None:
    translations = load_language(code).translations
    kept = [entry for entry in catalogue(code) if entry.id]
    asked = [
        translations.gettext(entry.id)
        if isinstance(entry.id, str)
        else tuple(translations.ngettext(entry.id[0], entry.id[1], number) for number in FORMS[code])
        for entry in kept
    ]

    assert isinstance(translations, gettext.GNUTranslations)
    assert asked == [each.string for each in kept]


FRENCH = {
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


SPANISH = {
    "quotation marks are those of the United Nations in Spanish": r"[\"„]|(?<!\w)'",
    "a question opens with its mark": r"^[^¿]*\?",
    "no space stands before a mark": r"[\s\u00a0\u202f][:;?!](?!\w)",
    "thousands are grouped by a space that does not break": r"\d[ ,]\d{3}\b",
    "no space is doubled": r"\s\s",
}
ARABIC = {
    "commas, semicolons and question marks are Arabic": r"[\u0600-\u06ff]\s?[,;?]",
    "quotation marks are those of the United Nations in Arabic": r'[\u0600-\u06ff]["“”]|["“”][\u0600-\u06ff]',
    "no letter is stretched": r"\u0640(?=[\u0600-\u06ff])",
    "no letter is of Persian": r"[\u06a9\u06cc]",
    "no space stands before a mark": r"\s[،؛؟:.](?!\w)",
    "no space is doubled": r"\s\s",
}
CHINESE = {
    "marks are as wide as signs": r"[\u4e00-\u9fff][,;:?!()]|[(][\u4e00-\u9fff]",
    "a sentence ends with a ring": r"[\u4e00-\u9fff]\.(?:\s|$)",
    "quotation marks are curved": r'[\u4e00-\u9fff]["「」]|["「」][\u4e00-\u9fff]',
    "no space stands between signs": r"[\u3001\u3002\u4e00-\u9fff\uff0c\uff1a\uff1b] +[\u4e00-\u9fff]",
    "characters are simplified": r"[審議國會務員這個們時間說區結報與點開關後舉]",
}
RUSSIAN = {
    "quotation marks are Russian": r'["“”]',
    "a dash is a dash": r"\s-\s",
    "no letter is Latin in a Russian word": r"(?i)[а-яё][a-z]|[a-z][а-яё]",
    "thousands are grouped by a space that does not break": r"\d[ ,]\d{3}\b",
    "no space stands before a mark": r"\s[,:;?!](?!\w)",
    "no space is doubled": r"\s\s",
}
TYPESETTING = {"ar": ARABIC, "es": SPANISH, "fr": FRENCH, "ru": RUSSIAN, "zh": CHINESE}


def broken_rules(code: str, text: str) -> list[str]:
    return [name for name, pattern in TYPESETTING[code].items() if re.search(pattern, text)]


@pytest.mark.parametrize("code", CODES)
def test_every_text_is_set_as_its_language(code: str) -> None:
    assert [(rules, text) for _, text in pairs(code) if (rules := broken_rules(code, text))] == []


@pytest.mark.parametrize(
    ("code", "wrong", "rule"),
    [
        ("fr", "C'est ainsi", "an apostrophe is curved"),
        ("fr", "un “mot”", "quotation marks are French"),
        ("fr", "un mot: deux", "a mark of two parts has a space before it"),
        ("fr", "un mot : deux", "that space does not break"),
        ("fr", "« mot\u00a0»", "a quotation opens with a space that does not break"),
        ("fr", "10 700 mots", "thousands are grouped by a space that does not break"),
        ("fr", "l’Etat", "a capital keeps its accent"),
        ("fr", "un  mot", "no space is doubled"),
        ("fr", "les NHRI", "initials are French"),
        ("es", 'una "palabra"', "quotation marks are those of the United Nations in Spanish"),
        ("es", "Por qué?", "a question opens with its mark"),
        ("es", "Fecha : hoy", "no space stands before a mark"),
        ("es", "10,700 palabras", "thousands are grouped by a space that does not break"),
        ("ar", "متى?", "commas, semicolons and question marks are Arabic"),
        ("ar", "قال “نعم”", "quotation marks are those of the United Nations in Arabic"),
        ("ar", "تـاريخ", "no letter is stretched"),
        ("ar", "کینیا", "no letter is of Persian"),
        ("zh", "日期:今天", "marks are as wide as signs"),
        ("zh", "日期未知.", "a sentence ends with a ring"),
        ("zh", "称为「届会」", "quotation marks are curved"),
        ("zh", "届会 日期", "no space stands between signs"),
        ("zh", "國家", "characters are simplified"),
        ("ru", "это “слово”", "quotation marks are Russian"),
        ("ru", "дата - день", "a dash is a dash"),
        ("ru", "дaта", "no letter is Latin in a Russian word"),
        ("ru", "10 700 слов", "thousands are grouped by a space that does not break"),
        ("ru", "дата : день", "no space stands before a mark"),
    ],
)
def test_what_is_not_set_as_its_language_is_noticed(code: str, wrong: str, rule: str) -> None:
    assert broken_rules(code, wrong) == [rule]


def test_no_english_word_is_left() -> None:
    english = re.compile(
        r"(?<!-)\b(the|of|and|is|are|with|by|from|which|this|that|has|not|its|their)\b", re.IGNORECASE
    )

    assert [text for code in ("es", "fr") for _, text in pairs(code) if english.search(text)] == []
