"""A language translates, fills places, counts, and falls back to English."""

import gettext
from datetime import date

import pytest

from uprcycle.days.span import day_span
from uprcycle.store.packaged import load_language
from uprcycle.wording.language import ENGLISH, Language
from uprcycle.wording.spans import span_text


class Shouting(gettext.NullTranslations):
    """A catalogue that knows everything but whispers."""

    def gettext(self, message: str) -> str:
        return message if message == "whisper" else message.upper().replace("{DAY}", "{day}")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return "{count} MANY" if n == 0 else super().ngettext(msgid1, msgid2, n)


LOUD = Language("xx", Shouting())


@pytest.mark.parametrize(
    ("language", "text"),
    [(ENGLISH, "no later than Friday"), (LOUD, "NO LATER THAN Friday")],
    ids=["en", "other"],
)
def test_a_message_is_translated_before_its_places_are_filled(language: Language, text: str) -> None:
    assert language.text("no later than {day}", day="Friday") == text


def test_braces_in_what_fills_a_place_stay_as_they_are() -> None:
    assert ENGLISH.text("no later than {day}", day="{day} {0}") == "no later than {day} {0}"


def test_a_text_without_places_may_hold_braces() -> None:
    assert ENGLISH.text("{not a place") == "{not a place"


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("ar", "RCO Kenya (b)", "no later than \u2068RCO Kenya (b)\u2069"),
        ("ar", "كينيا", "no later than كينيا"),
        ("ar", "https://upr.example.org", "no later than https://upr.example.org"),
        ("ar", 3, "no later than 3"),
        ("ru", "RCO Kenya (b)", "no later than RCO Kenya (b)"),
    ],
)
def test_latin_letters_stand_apart_in_a_sentence_that_runs_the_other_way(
    code: str, value: object, text: str
) -> None:
    assert Language(code).text("no later than {day}", day=value) == text
    assert Language(code).plural("no later than {day}", "", 1, day=value) == text


def test_nothing_is_nothing_in_every_language() -> None:
    assert load_language("fr").text("") == ""


@pytest.mark.parametrize(
    ("language", "count", "text"),
    [(ENGLISH, 1, "1 week before"), (ENGLISH, 12, "12 weeks before"), (LOUD, 0, "0 MANY")],
)
def test_a_number_takes_the_form_of_its_language(language: Language, count: int, text: str) -> None:
    assert language.plural("{count} week before", "{count} weeks before", count) == text


@pytest.mark.parametrize(
    ("language", "message", "marked"),
    [
        (ENGLISH, "held", ("held", True)),
        (LOUD, "held", ("HELD", True)),
        (LOUD, "whisper", ("whisper", False)),
    ],
)
def test_a_missing_translation_is_marked(language: Language, message: str, marked: tuple[str, bool]) -> None:
    assert language.marked_text(message) == marked


@pytest.mark.parametrize(
    ("code", "locale", "direction"),
    [("en", "en_GB", "ltr"), ("fr", "fr", "ltr"), ("ar", "ar", "rtl"), ("zh", "zh_Hans", "ltr")],
)
def test_a_language_brings_its_locale_and_direction(code: str, locale: str, direction: str) -> None:
    assert (str(Language(code).locale), Language(code).direction) == (locale, direction)


def test_a_language_is_its_code_whatever_catalogue_it_has() -> None:
    assert Language("fr") == load_language("fr")


def test_a_sentence_that_ends_with_a_russian_date_ends_in_one_full_stop() -> None:
    russian, day = Language("ru"), span_text(day_span(date(2027, 7, 6)), Language("ru"))

    assert day.endswith(".")
    assert russian.text("until {day}.", day=day) == f"until {day}"
    assert russian.plural("{count} day, {day}.", "{count} days, {day}.", 2, day=day) == f"2 days, {day}"
    assert ENGLISH.text("and {what}...", what="so on") == "and so on..."
